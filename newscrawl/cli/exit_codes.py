"""Exit codes that are no error's own."""

PARTLY = 3
"""Some sites failed, or an alarm was raised."""
INTERRUPTED = 130
SIGNALLED = 128
"""A process that a signal ends has this, plus the signal's number, as its exit code."""
