"""When a job is due."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from cronsim import CronSim


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """Every so often, or by a cron expression in a time zone; one of the two."""

    every: timedelta | None = None
    """From the start of a run to the next one."""
    cron: str | None = None
    """Five fields, as in crontab(5)."""
    zone: tzinfo = UTC
    """The zone of the cron expression. A time that a change of clocks leaves out is run after it; one that
    comes twice is run once, unless it is every hour's."""
    jitter: timedelta = timedelta()
    """A run by a cron expression begins up to so much later, each job by its own share of it."""

    def next_after(self, started: datetime, *, name: str) -> datetime:
        """Return when the run is due that follows one which started then; aware, UTC.

        Args:
            started: aware.
            name: what the job's share of the jitter goes by.
        """
        if self.every is not None:
            return started.astimezone(UTC) + self.every
        assert self.cron is not None
        # A run that began late, by the jitter, still is the one of its time.
        scheduled = next(CronSim(self.cron, (started - self._share(name)).astimezone(self.zone)))
        return scheduled.astimezone(UTC) + self._share(name)

    def is_due(self, last: datetime | None, *, now: datetime, name: str) -> bool:
        """Return whether a run is due now, after one that started last; None: there was none.

        Times that were missed make one run. A last run that lies in the future, because the clock was set
        back, tells nothing.
        """
        return last is None or last > now or self.next_after(last, name=name) <= now

    def _share(self, name: str) -> timedelta:
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4])
        return timedelta(seconds=round(self.jitter.total_seconds() * number / 2**32))
