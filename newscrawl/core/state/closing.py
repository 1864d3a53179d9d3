"""What is done when a run ends well: its sites are judged, and what is too old to keep is trimmed."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from newscrawl.core.health import USUAL, Thresholds
from newscrawl.core.state.health import SiteRun, note_site_runs
from newscrawl.core.state.moments import utc_text
from newscrawl.core.state.run_counts import RunCounts
from newscrawl.core.state.trimming import trim_articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a run is closed."""

    thresholds: Thresholds = USUAL
    """By which each site is judged."""
    keep: float | None = None
    """Seconds for which the text of an article is kept; None: for ever."""

    def close(
        self,
        connection: sqlite3.Connection,
        sites: Sequence[str],
        counts: RunCounts,
        *,
        run_id: str,
        now: float,
    ) -> tuple[SiteRun, ...]:
        """Close a run in the caller's transaction, and return what it brought of each site."""
        runs = note_site_runs(connection, sites, counts, self.thresholds, run_id=run_id)
        if self.keep is not None:
            trim_articles(connection, before=utc_text(now - self.keep), now=utc_text(now))
        return tuple(runs)
