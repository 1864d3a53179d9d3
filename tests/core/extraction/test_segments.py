import lxml.html

from newscrawl.core.extraction.segments import Segment, find_segments, width

SENTENCE = (
    "The town council met on Monday and spoke about the bridge for three whole hours, they say."
)


def segments_of(body: str) -> list[Segment]:
    return find_segments(lxml.html.document_fromstring(f"<html><body>{body}</body></html>"))[0]


def texts_of(body: str) -> list[str]:
    return [segment.text for segment in segments_of(body)]


def test_block_elements_part_pieces_and_inline_ones_do_not() -> None:
    assert texts_of("<div>One <b>two</b><p>three <a href=x>four</a></p>five</div>") == [
        "One two",
        "three four",
        "five",
    ]


def test_two_breaks_part_paragraphs_and_one_parts_words() -> None:
    assert texts_of("<div>One<br>two<br><br>three<br> <br>four</div>") == [
        "One two",
        "three",
        "four",
    ]


def test_what_is_no_text_is_passed_over() -> None:
    body = "<script>a()</script><style>p{}</style><button>Share</button><select><option>x</select>"
    assert texts_of(f"<p>One</p>{body}<svg><text>no</text></svg> tail <p>two</p>") == [
        "One",
        "tail",
        "two",
    ]


def test_a_button_that_was_never_closed_does_not_swallow_the_page() -> None:
    assert texts_of("<div><button><div><main><h1>News</h1><p>Text</p></main></div></div>") == [
        "News",
        "Text",
    ]


def test_text_that_the_parser_puts_into_the_head_is_read() -> None:
    root = lxml.html.document_fromstring("<script>a</script><main><p>One</p></main><p>Two</p>")
    assert [segment.text for segment in find_segments(root)[0]] == ["One", "Two"]


def test_a_table_of_short_cells_is_one_piece() -> None:
    rows = "".join(f"<tr><td>Team {n}<td>{n}</tr>" for n in range(3))
    assert texts_of(f"<p>Table</p><table>{rows}</table>") == [
        "Table",
        "Team 0 | 0\nTeam 1 | 1\nTeam 2 | 2",
    ]


def test_a_table_that_arranges_a_page_is_none() -> None:
    cell = f"<td><p>{SENTENCE}</p><p>{SENTENCE} {SENTENCE} {SENTENCE}</p></td>"
    assert len(texts_of(f"<table><tr>{cell}{cell}</tr><tr>{cell}{cell}</tr></table>")) == 8


def test_boxes_sum_what_is_in_them() -> None:
    segments = segments_of(f"<div class=story><p>{SENTENCE}</p><p><a href=x>A link</a></p></div>")
    story = segments[0].box.parent
    assert story is not None
    assert story.words == {"story"}
    assert (story.start, story.end) == (0, 2)
    assert story.length == len(SENTENCE) + len("A link")
    assert story.linked == len("A link")
    assert story.running == story.own_running == len(SENTENCE)


def test_hidden_text_is_no_running_text_beside_text_in_sight() -> None:
    shown, hidden = segments_of(f"<p>{SENTENCE}</p><div style='display: none'>{SENTENCE}</div>")
    assert shown.is_running
    assert not hidden.is_running
    assert hidden.box.is_hidden


def test_hidden_copies_of_a_text_do_not_count_as_more_of_it() -> None:
    copies = f"<div hidden>{SENTENCE} {SENTENCE}</div>" * 3
    links = "".join(f"<li>{SENTENCE[:60]} <a href=x>{SENTENCE[:30]}</a></li>" for _ in range(6))
    assert [segment.is_running for segment in segments_of(f"<ul>{links}</ul>{copies}")][-1] is False


def test_hidden_text_counts_where_there_is_hardly_any_other() -> None:
    hidden = "".join(f"<p>{number}. {SENTENCE}</p>" for number in range(3))
    body = f"<p>Loading</p><div hidden>{hidden}</div>"
    assert all(segment.is_running for segment in segments_of(body)[1:])


def test_characters_of_east_asian_scripts_count_as_two() -> None:
    assert width("abc") == 3
    assert width("日本語") == 6
    assert width("한국 é") == 6
