"""How a moment is written in the state file."""

from datetime import UTC, datetime


def utc_text(seconds: float) -> str:
    """Return a moment, seconds since the epoch, in ISO 8601, UTC, to the second."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
