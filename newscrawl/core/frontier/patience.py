"""Patience: how long a chain of pages without new articles may get."""

from newscrawl.items import Lease

FULL_PATIENCE = 20
"""A chain of pages without new articles ends when this is used up; it stops calendars and other traps."""
COST_OF_OTHER = 7
"""What a page that neither is nor lists articles costs of it: three in a row end a chain."""
COST_OF_REDIRECT = 2
"""What a redirect to another address costs of it: ten in a row end a chain."""
COST_OF_REPEATED = 7
"""What a further page of a list costs of it that repeats the other ones."""
COST_OF_BARREN = 1
"""What a section page without a single new address costs of it."""


def patience_after(lease: Lease, *, leads_on: bool, fresh: int, repeats: bool = False) -> int:
    """Return the patience of what a page leads to.

    Args:
        lease: the page's lease.
        leads_on: whether the page is an article, or lists some.
        fresh: how many new addresses of articles it brought.
        repeats: whether it lists nothing but what other pages of the same list do.
    """
    if not leads_on:
        return lease.patience - COST_OF_OTHER
    if fresh:
        return FULL_PATIENCE
    return lease.patience - (COST_OF_REPEATED if repeats else COST_OF_BARREN)
