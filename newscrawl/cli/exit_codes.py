"""Exit codes that are no error's own."""

PARTLY = 3
"""Some sites failed, or an alarm was raised."""
INTERRUPTED = 130
SIGNALLED = 128
"""A process that a signal ends has this, plus the signal's number, as its exit code."""


def code_of_sites(failed: int, *, of: int) -> int:
    """Return the exit code where so many of several sites failed: all, some or none."""
    if not failed:
        return 0
    return 1 if failed == of else PARTLY
