"""What a run leaves out because it was asked to: dates, sections, channels, depth, budgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from newscrawl.core.frontier.moments import FORM, read_moment
from newscrawl.core.frontier.periods import Period
from newscrawl.exceptions import InputError
from newscrawl.items import DiscoverySource, DropReason

CHANNELS = frozenset(
    {
        DiscoverySource.SECTION,
        DiscoverySource.RELATED,
        DiscoverySource.PAGINATION,
        DiscoverySource.FEED,
        DiscoverySource.SITEMAP,
    }
)
"""The kinds of links that may be followed, or not."""
_ALWAYS = frozenset({DiscoverySource.SEED, DiscoverySource.REDIRECT})

LEFT_OUT = (
    DropReason.DATES,
    DropReason.UNDATED,
    DropReason.DEPTH,
    DropReason.SECTION,
    DropReason.NOT_FOLLOWED,
    DropReason.BUDGET,
    DropReason.RELATED,
)
"""The reasons of addresses that a run with other limits takes up again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What is known of an address before it is fetched, as far as limits look at it."""

    source: DiscoverySource
    """How it was found."""
    depth: int
    """Links from a seed."""
    hops: int
    """Related links in a row that led to it."""
    period: Period
    """When it was published."""
    section: int | None
    """Row of the section page that it was found under, if it was."""
    age: float | None = None
    """Of a related link: seconds since its article was published, where that is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why an address is left out."""

    reason: DropReason
    """The kind of limit."""
    rule: str
    """The limit, in words for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of a run; by default there are none."""

    since: float | None = None
    """Articles published before are left out; seconds since the epoch."""
    until: float | None = None
    """Articles published then or later are left out; seconds since the epoch."""
    follow: frozenset[DiscoverySource] = CHANNELS
    """The kinds of links that are followed."""
    sections: tuple[str, ...] = ()
    """URL keys of the section pages that the run keeps to."""
    max_depth: int | None = None
    """Links from a seed, at most."""
    per_site: int | None = None
    """New articles of a site, at most."""
    per_section: int | None = None
    """New articles that are found first on one section's pages, at most."""
    related_depth: int | None = None
    """Related links in a row that are followed, at most."""
    related_age: float | None = None
    """Seconds since its publication after which an article's related links are not followed."""
    related_budget: int | None = None
    """New addresses of a site that related links alone bring, at most."""
    by_site: Mapping[str, "Limits"] = field(default_factory=dict)
    """Limits of sites that have their own, by name."""

    def of(self, site: str) -> "Limits":
        """Return the limits that hold for a site."""
        return self.by_site.get(site, self)

    @property
    def begins(self) -> bool:
        """Whether there is a date, for some site, before which articles are left out."""
        return any(each.since is not None for each in (self, *self.by_site.values()))

    def refusal(self, prospect: Prospect) -> Refusal | None:
        """Return why an address is not fetched in this run, or None; budgets aside."""
        if prospect.source not in self.follow and prospect.source not in _ALWAYS:
            return Refusal(reason=DropReason.NOT_FOLLOWED, rule=f"no {prospect.source} links")
        if self.sections and prospect.section is None:
            return Refusal(reason=DropReason.SECTION, rule="on no page of the sections asked for")
        if self.max_depth is not None and prospect.depth > self.max_depth:
            return Refusal(reason=DropReason.DEPTH, rule=f"{prospect.depth} links from a seed")
        if prospect.period.misses(self.since, self.until):
            return Refusal(reason=DropReason.DATES, rule="its date, as the link gives it")
        return self._related_refusal(prospect)

    def _related_refusal(self, prospect: Prospect) -> Refusal | None:
        depth, age = self.related_depth, self.related_age
        if depth is not None and prospect.hops > depth:
            rule = f"{prospect.hops} related links in a row"
        elif age is not None and prospect.age is not None and prospect.age > age:
            rule = "related to an article that is too old"
        else:
            return None
        return Refusal(reason=DropReason.RELATED, rule=rule)

    def article_refusal(self, period: Period) -> Refusal | None:
        """Return why an article that was read is left out, or None."""
        if self.since is None and self.until is None:
            return None
        if period.latest is None:
            return Refusal(reason=DropReason.UNDATED, rule="nothing tells when it was published")
        if period.misses(self.since, self.until):
            return Refusal(reason=DropReason.DATES, rule="its date of publication")
        return None

    @property
    def reads_whole_sections(self) -> bool:
        """Whether section pages are walked, and other channels find what these do not list."""
        return not self.sections and DiscoverySource.SECTION in self.follow

    @property
    def any(self) -> bool:
        """Whether there is a limit that looks at single addresses."""
        return replace(self, per_site=None, per_section=None, by_site={}) != Limits()


def parse_since(text: str, *, now: datetime) -> float | None:
    """Return the beginning of a span as a person types it, seconds since the epoch; None for an empty text.

    Raises InputError where it cannot be read.
    """
    return _moment("since", text, now=now, ends=False)


def parse_until(text: str, *, now: datetime) -> float | None:
    """Return the first moment after a span, seconds since the epoch; see `parse_since`."""
    return _moment("until", text, now=now, ends=True)


def parse_follow(names: Sequence[str]) -> frozenset[DiscoverySource]:
    """Return the kinds of links of these names; of none, all.

    Raises InputError for a name that is none of them.
    """
    named = [name.strip().lower() for name in names if name.strip()]
    known = {channel.value: channel for channel in CHANNELS} | {"category": DiscoverySource.SECTION}
    for name in named:
        if name not in known:
            raise InputError(f"follow {name!r}: name some of {', '.join(sorted(known))}")
    return frozenset(known[name] for name in named) or CHANNELS


def _moment(what: str, text: str, *, now: datetime, ends: bool) -> float | None:
    if not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(read_moment(text, now=now, ends=ends))
    except (ValueError, OverflowError) as error:
        raise InputError(f"{what} {text!r}: {FORM}") from error
    return moment.replace(tzinfo=UTC).timestamp()
