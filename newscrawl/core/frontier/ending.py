"""What a lease came to."""

from dataclasses import dataclass, field

from newscrawl.core.frontier.periods import Period
from newscrawl.core.frontier.validators import Answer
from newscrawl.items import UrlState


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a lease ended."""

    state: UrlState
    """The state that its row gets; QUEUED for another try."""
    reason: str = ""
    """Why, for a state that needs a reason."""
    rule: str = ""
    """What decided, in words for a person."""
    status: int | None = None
    """HTTP status of the answer."""
    leads_to: str | None = None
    """Where a redirected address leads, or the `id` of the article that another spelling stands for."""
    due: float = 0.0
    """When the address is due again, seconds since the epoch; 0: not by itself."""
    answer: Answer | None = None
    """The answer, where it was read in full."""
    not_modified: bool = False
    """Whether the server said that nothing changed since the last answer."""
    failures: int = 0
    """How many runs in a row the address failed, this one included."""
    misses: int = 0
    """How many runs in a row the address of an article was not found, this one included."""
    published: Period = field(default_factory=Period)
    """When the article was published that the address led to."""
