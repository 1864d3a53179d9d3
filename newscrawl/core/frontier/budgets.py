"""How many new articles a run may bring home of a site or a section, counted as they come."""

from collections import Counter

from newscrawl.core.frontier.limits import Limits, Refusal
from newscrawl.items import Candidate, DiscoverySource, DropReason


class Budgets:
    """What a run has spent of its budgets.

    What a transaction spends counts at once, and is given back where the transaction is.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._spent: Counter[tuple[str, str | int]] = Counter()
        self._kept = self._spent.copy()

    def keep(self) -> None:
        """Take what was spent for spent: the transaction is committed."""
        if self._spent != self._kept:
            self._kept = self._spent.copy()

    def give_back(self) -> None:
        """Forget what was spent since the last `keep`: the transaction was rolled back."""
        self._spent = self._kept.copy()

    def note_queued(self, candidate: Candidate, *, site: str) -> None:
        """Count an address that was not known before and is to be fetched."""
        if candidate.source is not DiscoverySource.RELATED:
            return
        if self._limits.of(site).related_budget is not None:
            self._spent["related", site] += 1

    def note_article(self, *, site: str, section: int | None) -> None:
        """Count a new article."""
        limits = self._limits.of(site)
        if limits.per_site is not None:
            self._spent["site", site] += 1
        if limits.per_section is not None and section is not None:
            self._spent["section", section] += 1

    def refusal(self, *, site: str, section: int | None) -> Refusal | None:
        """Return why no more articles of a site or section are wanted, or None."""
        limits = self._limits.of(site)
        per_site, per_section = limits.per_site, limits.per_section
        if per_site is not None and self._spent["site", site] >= per_site:
            return Refusal(reason=DropReason.BUDGET, rule=f"{per_site} new articles of the site")
        if section is None or per_section is None or self._spent["section", section] < per_section:
            return None
        return Refusal(reason=DropReason.BUDGET, rule=f"{per_section} new articles of the section")

    def related_refusal(self, candidate: Candidate, *, site: str) -> Refusal | None:
        """Return why no more related links of a site are followed, or None."""
        most = self._limits.of(site).related_budget
        if candidate.source is not DiscoverySource.RELATED or most is None:
            return None
        if self._spent["related", site] < most:
            return None
        rule = f"{most} addresses by related links alone"
        return Refusal(reason=DropReason.RELATED, rule=rule)
