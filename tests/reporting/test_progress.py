import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from newscrawl.items import Article
from newscrawl.reporting.progress import printable, progress_line, progress_panel, snapshot
from newscrawl.reporting.tally import Tally


@given(st.text())
def test_nothing_that_a_terminal_acts_on_is_left(text):
    shown = printable(text)
    assert shown.isprintable()
    assert printable(shown) == shown


def test_a_headline_keeps_its_letters_only():
    assert printable("\x1b[31mRed\x1b[0m \u202eevil\u202c [bold]x[/bold]\n\tنص") == (
        "[31mRed[0m evil [bold]x[/bold] نص"
    )


def test_the_line_has_the_figures():
    tally = Tally(pages=10, articles=5, copies=1, failures=2)
    now = snapshot(tally, name="a.example", queued=1200, elapsed=5.0)
    assert progress_line(now) == (
        "10 pages, 4 articles, 1 copy, 2 failures, 1,200 in the queue, 2.0 pages/s, 5.0 s,"
        " some 10:00 min to go"
    )


def test_the_panel_shows_markup_as_text():
    tally = Tally()
    tally.add_article(Article(url="https://a.example/1", headline="[red]Storm[/red] \x1b]0;x\x07"))
    panel = progress_panel(snapshot(tally, name="[a]", queued=None, elapsed=0))
    screen = io.StringIO()
    Console(file=screen, width=80).print(panel)
    assert "[red]Storm[/red]" in screen.getvalue()
    assert "[a]" in screen.getvalue()
    assert "\x07" not in screen.getvalue()
