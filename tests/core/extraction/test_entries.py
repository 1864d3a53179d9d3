import lxml.html
import pytest

from newscrawl.core.extraction.entries import begins_with_time, find_entries
from newscrawl.core.extraction.segments import find_segments

TEXT = (
    "<p>The river rose by another hand's breadth, and the bridge was closed for everybody, they"
    " said.</p>"
)


def entries(times: list[str], *, extra: str = "") -> list[str]:
    """Return the texts of the pieces of entries, where all running text is kept."""
    html = "".join(f"<div><span>{time}</span><h3>Report</h3>{TEXT}{extra}</div>" for time in times)
    segments, _ = find_segments(lxml.html.document_fromstring(f"<body>{html}"))
    kept = frozenset(index for index, segment in enumerate(segments) if segment.is_running)
    probabilities = [0.5 if index in kept else 0.1 for index in range(len(segments))]
    return [segments[index].text for index in find_entries(segments, probabilities, kept)]


@pytest.mark.parametrize(
    "times",
    [
        ["9:02", "9:40", "13:10", "14:05"],
        ["14:05 Uhr", "13:10 Uhr", "9:40 Uhr", "9:02 Uhr"],
        ["1:05", "0:40", "23:50", "23:10"],
        ["14時5分", "13時10分", "9時40分", "9時2分"],
        ["3 pm", "2 pm", "1 pm", "1 pm"],
    ],
)
def test_times_headings_and_running_text(times: list[str]) -> None:
    found = entries(times, extra="<ul><li>Share</li></ul>")
    assert found[::3] == times
    assert found[1] == "Report"
    assert len(found) == 3 * len(times)


@pytest.mark.parametrize(
    "times", [["9:02", "9:40", "13:10"], ["1:05", "2:58", "0:40", "3:45", "1:02"], ["Monday"] * 5]
)
def test_other_pieces_are_no_entries(times: list[str]) -> None:
    assert entries(times) == []


def test_times_without_text_are_no_entries() -> None:
    html = "".join(f"<li>{hour}:15</li>" for hour in range(10, 20))
    segments, _ = find_segments(lxml.html.document_fromstring(f"<body><ul>{html}</ul>{TEXT}"))
    kept = frozenset({len(segments) - 1})
    assert list(find_entries(segments, [0.9] * len(segments), kept)) == []


def test_what_begins_with_a_time() -> None:
    assert begins_with_time("10:40 The bridge is closed.")
    assert not begins_with_time("10:405")
    assert not begins_with_time("The bridge is closed at 10:40.")
