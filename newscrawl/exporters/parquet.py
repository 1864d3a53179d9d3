"""Rows as Apache Parquet, for pandas, DuckDB, Spark and the like."""

import gzip
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import IO, Any

from newscrawl.exceptions import OutputError
from newscrawl.exporters.row_writer import RowWriter

_ROW_GROUP = 2_000
"""Rows that are written together; of articles some 10 MB."""
_WHOLE = frozenset(
    {
        "version",
        "schema_version",
        "extractor_version",
        "status",
        "tries",
        "depth",
        "position",
        "size",
    }
)
_NUMBERS = frozenset({"score"})
_YES_NO = frozenset({"is_accessible_for_free"})
_MOMENTS = frozenset(
    {"date_published", "date_modified", "fetched_at", "found_at", "due", "first_seen", "last_seen"}
    | {"first_published", "last_published"}
)
_LISTS = frozenset({"authors", "keywords", "reservations", "named_by", "sites", "urls"})
_IMAGE = ("url", "caption", "credit", "alt")
_RELATED = ("url", "title", "heading")


class ParquetRows(RowWriter):
    """Typed columns: moments in UTC to the second, lists and pictures as such, `evidence` as JSON.

    A column's type goes by its name, so that it is the same whatever the rows hold.
    """

    def __init__(self, file: IO[bytes] | gzip.GzipFile) -> None:
        super().__init__(file)
        # Only here, as it is an extra, and large.
        try:
            import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415
            from pyarrow import parquet  # noqa: PLC0415
        except ImportError as error:
            raise OutputError("parquet: pip install 'newscrawl[parquet]' first") from error
        self._arrow: Any = pa
        self._parquet: Any = parquet
        self._writer: Any = None
        self._rows: list[Mapping[str, Any]] = []

    def write(self, row: Mapping[str, Any]) -> None:
        self._rows.append({name: _value(name, value) for name, value in row.items()})
        if len(self._rows) == _ROW_GROUP:
            self._write_group()

    def finish(self) -> None:
        if self._rows or self._writer is None:
            self._write_group()
        self._writer.close()
        super().finish()

    def _write_group(self) -> None:
        if self._writer is None:
            names = list(self._rows[0]) if self._rows else []
            schema = self._arrow.schema([(name, self._type(name)) for name in names])
            self._writer = self._parquet.ParquetWriter(self._file, schema, compression="zstd")
        table = self._arrow.Table.from_pylist(self._rows, schema=self._writer.schema)
        self._writer.write_table(table)
        self._rows = []

    def _type(self, name: str) -> Any:
        arrow = self._arrow
        if name in _LISTS:
            return arrow.list_(arrow.string())
        if name in ("main_image", "images"):
            image = arrow.struct([(part, arrow.string()) for part in _IMAGE])
            return image if name == "main_image" else arrow.list_(image)
        if name == "related":
            return arrow.list_(arrow.struct([(part, arrow.string()) for part in _RELATED]))
        for names, kind in (
            (_WHOLE, arrow.int64()),
            (_NUMBERS, arrow.float64()),
            (_YES_NO, arrow.bool_()),
            (_MOMENTS, arrow.timestamp("s", tz="UTC")),
        ):
            if name in names:
                return kind
        return arrow.string()


def _value(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name == "evidence":
        return json.dumps(value, ensure_ascii=False)
    if name in _MOMENTS:
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return value
