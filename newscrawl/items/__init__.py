"""Values that cross the stages of a crawl: plain, frozen, without behaviour."""

from newscrawl.items.article import (
    Article,
    Block,
    BlockKind,
    BodyView,
    Completeness,
    Image,
    Precision,
    RelatedLink,
    Zone,
)
from newscrawl.items.outcome import (
    HOST_FAILURES,
    DropReason,
    FailureKind,
    FetchFailure,
    Lease,
    PageOutcome,
    UrlState,
)
from newscrawl.items.page import (
    Candidate,
    DiscoverySource,
    LinkRole,
    Page,
    PageResult,
    PageType,
    Region,
)
from newscrawl.items.site import SELECTED, Site

__all__ = [
    "HOST_FAILURES",
    "SELECTED",
    "Article",
    "Block",
    "BlockKind",
    "BodyView",
    "Candidate",
    "Completeness",
    "DiscoverySource",
    "DropReason",
    "FailureKind",
    "FetchFailure",
    "Image",
    "Lease",
    "LinkRole",
    "Page",
    "PageOutcome",
    "PageResult",
    "PageType",
    "Precision",
    "Region",
    "RelatedLink",
    "Site",
    "UrlState",
    "Zone",
]
