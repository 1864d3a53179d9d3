"""Links as GraphML, which Gephi, yEd and networkx read; graphml.graphdrawing.org."""

import gzip
import re
from collections.abc import Mapping
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from newscrawl.exporters.row_writer import RowWriter

_SOURCE, _TARGET = "from_url", "to_url"
_NODE_KEYS = ("url", "headline", "site")
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""What XML 1.0 has no way to write."""
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
"""


class GraphmlRows(RowWriter):
    """A directed graph: each address is a node, each row an edge from `from_url` to `to_url`.

    The other names of a row become attributes of the edge; those that begin with `from_` or `to_`
    (`from_headline`, `to_site`) attributes of the node, which is written when it first comes up.
    """

    def __init__(self, file: IO[bytes] | gzip.GzipFile) -> None:
        super().__init__(file)
        self._nodes: dict[str, str] = {}
        self._edge_keys: list[str] = []
        self._begun = False

    def write(self, row: Mapping[str, Any]) -> None:
        if not self._begun:
            self._begin([name for name in row if not name.startswith(("from_", "to_"))])
        source, target = (self._node(row, end) for end in ("from_", "to_"))
        data = {name: row[name] for name in self._edge_keys}
        self._element(f'<edge source="{source}" target="{target}"', "edge", data)

    def finish(self) -> None:
        if not self._begun:
            self._begin([])
        self._put("</graph>\n</graphml>\n")
        super().finish()

    def _begin(self, edge_keys: list[str]) -> None:
        self._begun, self._edge_keys = True, edge_keys
        self._put(_HEAD)
        for kind, names in (("node", _NODE_KEYS), ("edge", edge_keys)):
            for name in names:
                type_ = "long" if name == "position" else "string"
                self._put(
                    f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>\n'
                )
        self._put('<graph edgedefault="directed">\n')

    def _node(self, row: Mapping[str, Any], end: str) -> str:
        url = row[f"{end}url"]
        known = self._nodes.get(url)
        if known is None:
            known = self._nodes[url] = f"n{len(self._nodes)}"
            data = {name: row.get(f"{end}{name}") for name in _NODE_KEYS}
            self._element(f'<node id="{known}"', "node", data)
        return known

    def _element(self, opening: str, kind: str, data: Mapping[str, Any]) -> None:
        parts = "".join(
            f"<data key={quoteattr(f'{kind}_{name}')}>{escape(_FORBIDDEN.sub('', str(value)))}</data>"
            for name, value in data.items()
            if value is not None
        )
        self._put(f"{opening}>{parts}</{kind}>\n")

    def _put(self, text: str) -> None:
        self._file.write(text.encode())
