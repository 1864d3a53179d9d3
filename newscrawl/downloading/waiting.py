"""How long a server asks to be left alone."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.http import Response

_LONGEST = 3600.0
"""Seconds."""


def retry_after(response: Response) -> float | None:
    """Return the seconds of the Retry-After header, at most an hour; None where none can be read.

    Seconds or a date: RFC 9110, 10.2.3.
    """
    header = response.headers.get(b"Retry-After")
    if not header:
        return None
    text = header.decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), _LONGEST)
    try:
        date = parsedate_to_datetime(text)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return min(max(0.0, (date - datetime.now(UTC)).total_seconds()), _LONGEST)
