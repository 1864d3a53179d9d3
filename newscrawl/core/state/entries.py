"""What a batch that is made durable together consists of."""

from dataclasses import dataclass

from newscrawl.core.frontier.host_memory import HostBack, HostNote
from newscrawl.items import Article, Candidate, PageOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Addresses that come from no page: those that a robots.txt names."""

    candidates: tuple[Candidate, ...]
    site: str


Entry = PageOutcome | Article | Proposal | HostNote | HostBack
"""What a batch is made of; an article alone comes from a spider without leases."""
