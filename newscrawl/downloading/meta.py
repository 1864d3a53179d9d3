"""Keys in `Request.meta` that the scheduler, the downloading and the spiders share."""

from scrapy import Request

LEASE = "newscrawl_lease"
"""The `Lease` that a request fetches."""
RESERVATION = "newscrawl_reservation"
"""The place at the host's gate that was reserved for a request."""
HOPS = "newscrawl_hops"
"""How many redirects to the same URL key led to a request."""
SLOT = "newscrawl"
"""The one slot of Scrapy's downloader that all requests share: the gate keeps the pace."""
_FAIL_ON_DAMAGE = "download_fail_on_dataloss"
"""Scrapy's own key: whether a body that was cut fails its request."""
DAMAGED = "dataloss"
"""Scrapy's flag of a response whose body was cut."""
TAKE_DAMAGED: dict[str, object] = {_FAIL_ON_DAMAGE: False}
"""Meta of a request that takes a damaged body, too: a part is better than nothing."""


def takes_damaged(request: Request) -> bool:
    """Return whether a request takes a damaged body."""
    return request.meta.get(_FAIL_ON_DAMAGE) is False
