"""An article as a JSON record, and back."""

import json
import math
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

from newscrawl.items.article import Article, Completeness, Image, Precision, RelatedLink, Zone

_NAMES = tuple(field.name for field in fields(Article))
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def to_record(article: Article) -> dict[str, Any]:
    """Return the article's record: JSON values under the names and in the order of its fields.

    Every key is there: unknown is None, none is []. Dates are written as precise as they are
    known: `2019-09-10` to the day, else `2019-09-10T12:00:00Z`, without the `Z` where the page
    states no zone. What JSON has no word for in `evidence` becomes None (NaN) or its text.
    """
    record: dict[str, Any] = {name: getattr(article, name) for name in _NAMES}
    for name in ("date_published", "date_modified"):
        precision, zone = record[f"{name}_precision"], record[f"{name}_zone"]
        record[name] = _format_date(record[name], precision, zone)
        record[f"{name}_precision"] = precision and precision.value
        record[f"{name}_zone"] = zone and zone.value
    record["authors"] = list(article.authors)
    record["keywords"] = list(article.keywords)
    record["completeness"] = article.completeness.value
    record["main_image"] = article.main_image and _parts_of(article.main_image)
    record["images"] = [_parts_of(image) for image in article.images]
    record["fetched_at"] = seen_at(article)
    record["evidence"] = _json_value(article.evidence)
    record["related"] = [_parts_of(link) for link in article.related]
    record["reservations"] = list(article.reservations)
    return record


def seen_at(article: Article) -> str | None:
    """Return when an article's page was seen, as its record has it."""
    return _format_date(article.fetched_at, Precision.SECOND, Zone.STATED)


def from_record(record: Mapping[str, Any]) -> Article:
    """Return the article that a record was made of.

    A key that is missing gives the field's default, a key of a newer version is left out.
    Raises TypeError without a `url`, ValueError where a value cannot be one of its field.
    """
    values = {name: record[name] for name in _NAMES if name in record}
    for name in ("date_published", "date_modified", "fetched_at"):
        values[name] = _parse_date(record.get(name))
    for name in ("date_published", "date_modified"):
        precision, zone = record.get(f"{name}_precision"), record.get(f"{name}_zone")
        values[f"{name}_precision"] = precision and Precision(precision)
        values[f"{name}_zone"] = zone and Zone(zone)
    values["authors"] = tuple(record.get("authors", ()))
    values["keywords"] = tuple(record.get("keywords", ()))
    values["completeness"] = Completeness(record.get("completeness", Completeness.UNKNOWN))
    main_image = record.get("main_image")
    values["main_image"] = main_image and Image(**main_image)
    values["images"] = tuple(Image(**image) for image in record.get("images", ()))
    values["related"] = tuple(RelatedLink(**link) for link in record.get("related", ()))
    values["reservations"] = tuple(record.get("reservations", ()))
    return Article(**values)


def to_line(record: Mapping[str, Any]) -> bytes:
    r"""Return the record as one line of JSON Lines in UTF-8, its `\n` included.

    Letters are not escaped to ASCII. U+0085, U+2028 and U+2029, which some programs take for the
    end of a line, are. Half a surrogate pair, which UTF-8 has no bytes for, becomes U+FFFD.
    """
    text = _encode(record)
    for separator, escaped in (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(separator, escaped)
    return valid_text(text).encode() + b"\n"


def valid_text(text: str) -> str:
    """Return the text with U+FFFD for each half of a surrogate pair, which UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _parts_of(part: Image | RelatedLink) -> dict[str, Any]:
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _format_date(
    date: datetime | None, precision: Precision | None, zone: Zone | None
) -> str | None:
    if date is None:
        return None
    date = date.astimezone(UTC).replace(tzinfo=None)
    if precision is Precision.DAY:
        return date.date().isoformat()
    return date.isoformat(timespec="seconds") + ("Z" if zone else "")


def _parse_date(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def _json_value(value: object) -> Any:
    """Return the nearest value that JSON has."""
    if isinstance(value, Mapping):
        return {str(key): _json_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_json_value(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, int):
        return value
    return str(value)
