"""Dates as feeds and sitemaps write them."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_DATE_LENGTH = 64


def parse_date(text: str | None) -> datetime | None:
    """Return an aware UTC datetime for an RFC 822 or W3C date (whole or in part), else None.

    A date without a zone is taken as UTC: feeds and sitemaps that leave it out mostly mean it.
    """
    text = (text or "").strip()
    if not text or len(text) > MAX_DATE_LENGTH:
        return None
    found = _iso_date(text) if text[:4].isdigit() else _mail_date(text)
    if found is None:
        return None
    try:
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except OverflowError:
        return None


def _iso_date(text: str) -> datetime | None:
    if len(text) in {4, 7} and text.isascii():
        text = f"{text}-01-01"[:10]
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail_date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
