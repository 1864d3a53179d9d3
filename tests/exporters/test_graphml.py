from xml.etree import ElementTree as ET

import pytest

from newscrawl.exporters.rows import open_rows

NAME = "{http://graphml.graphdrawing.org/xmlns}"
ROWS = [
    {"from_url": "http://a.test/1?x=1&y=2", "to_url": "http://a.test/2", "role": "related", "position": 0,
     "heading": "More \x00<of> this", "from_headline": "One", "from_site": "a.test", "to_headline": None,
     "to_site": None},
    {"from_url": "http://a.test/2", "to_url": "http://a.test/1?x=1&y=2", "role": "related", "position": 1,
     "heading": None, "from_headline": None, "from_site": None, "to_headline": "One", "to_site": "a.test"},
]  # fmt: skip


def graph_of(path, rows):
    with open_rows(str(path)) as writer:
        for row in rows:
            writer.write(row)
    return ET.parse(path).getroot()


def data_of(element):
    return {data.get("key"): data.text for data in element.iter(f"{NAME}data")}


@pytest.fixture
def root(tmp_path):
    return graph_of(tmp_path / "links.graphml", ROWS)


def test_each_address_is_one_node_and_each_row_an_edge_between_two(root):
    nodes = {node.get("id"): data_of(node) for node in root.iter(f"{NAME}node")}
    assert [data["node_url"] for data in nodes.values()] == [
        "http://a.test/1?x=1&y=2",
        "http://a.test/2",
    ]
    assert nodes["n0"] == {
        "node_url": "http://a.test/1?x=1&y=2", "node_headline": "One", "node_site": "a.test"
    }  # fmt: skip
    edges = [(edge.get("source"), edge.get("target")) for edge in root.iter(f"{NAME}edge")]
    assert edges == [("n0", "n1"), ("n1", "n0")]


def test_each_key_that_is_used_is_declared_for_its_kind(root):
    declared = {key.get("id"): key.get("for") for key in root.iter(f"{NAME}key")}
    for kind in ("node", "edge"):
        for element in root.iter(f"{NAME}{kind}"):
            assert all(declared[key] == kind for key in data_of(element))
    first = data_of(next(root.iter(f"{NAME}edge")))
    assert first == {"edge_role": "related", "edge_position": "0", "edge_heading": "More <of> this"}


def test_no_links_are_a_graph_too(tmp_path):
    root = graph_of(tmp_path / "none.graphml", [])
    assert list(root.find(f"{NAME}graph")) == []
