"""How fast one host is asked, by what its answers show."""

import random

_FIRST_PAUSE = 1.0
"""Seconds after a first failure; each one after it waits twice as long, and up to a half more at random."""
PARKED_FROM = 5
"""Failures in a row from which a host is left alone for half a minute and more."""
_PARKED = 30.0
_SEVERAL = 3
"""Addresses that fail in a row from which it is their host; two may be pages that never answer."""
_LONGEST_PAUSE = 3600.0
_SMOOTHING = 0.2
"""The weight of the latest answer in the response time."""
_REST = 2.0
"""A host rests as long as it has worked: starts lie twice its response time apart."""
_EASED_AFTER = 5
"""Answers in a row after which a host that was slowed down is asked faster."""
_LEAST_EXTRA = 0.1


class Pace:
    """What one host's answers have shown in this run.

    Where somebody set a delay, slow answers lengthen it. An answer that asks for less (429, 503) doubles it,
    and answers in a row take that back. Failures in a row leave the host alone for 1, 2, 4, 8 s, then for 30,
    60 and so on.
    """

    def __init__(self) -> None:
        self.failures = 0
        """In a row; several that began together count as one."""
        self.failing_since = 0.0
        """When the first of them began."""
        self._failed_at = 0.0
        self._failed: set[str] = set()
        self._latency: float | None = None
        self._extra = 0.0
        self._slowed_at = 0.0
        self._good = 0

    @property
    def is_outage(self) -> bool:
        """Whether several addresses have failed and none has answered since."""
        return len(self._failed) >= _SEVERAL

    def delay(self, own: float) -> float:
        """Return the seconds between two starts, where `own` were set."""
        worked = _REST * (self._latency or 0.0) if own else 0.0
        return max(own, worked, self._extra)

    def answered(self, seconds: float) -> None:
        """Note an answer that took so long."""
        self.failures = 0
        self._failed.clear()
        before = seconds if self._latency is None else self._latency
        self._latency = before + _SMOOTHING * (seconds - before)
        self._good += 1
        if self._good % _EASED_AFTER == 0:
            self._extra = self._extra / 2 if self._extra > 2 * _LEAST_EXTRA else 0.0

    def asked_for_less(self, own: float, *, begun: float, now: float) -> None:
        """Note that a request that began then was one too many, as its answer says now."""
        self._good = 0
        if begun >= self._slowed_at:
            self._slowed_at = now
            self._extra = max(2 * self.delay(own), _FIRST_PAUSE)

    def failed(self, url: str, *, begun: float, now: float, spoke: bool = False) -> float:
        """Note that a request that began then failed now, and return the seconds to ask nothing.

        `spoke`: the host did answer, and may have trouble with that page alone.
        """
        self._failed.add(url)
        self._good = 0
        if self.failures and begun < self._failed_at:
            return 0.0
        if not self.failures:
            self.failing_since = begun
        self.failures += 1
        self._failed_at = now
        if spoke and self.failures == 1:
            return 0.0
        first, doubled = _FIRST_PAUSE, self.failures - 1
        if self.failures >= PARKED_FROM:
            first, doubled = _PARKED, self.failures - PARKED_FROM
        return min(first * 2.0**doubled * random.uniform(1.0, 1.5), _LONGEST_PAUSE)  # noqa: S311
