"""How far a crawl is, as a line of text or as a panel on a terminal."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newscrawl.core.html.text import clean_text
from newscrawl.reporting.summary import counted, duration
from newscrawl.reporting.tally import Tally

if TYPE_CHECKING:
    from rich.console import RenderableType


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A crawl at one moment."""

    name: str
    """The sites that are crawled, for a title."""
    pages: int
    """Pages that were fetched and read."""
    articles: int
    """New or changed articles, copies included."""
    copies: int
    """Those of them that are copies."""
    failures: int
    """Fetches that gave no page."""
    queued: int | None
    """Addresses that wait to be fetched; None while it is not known."""
    elapsed: float
    """Seconds since the start."""
    headlines: tuple[str, ...] = ()
    """The newest headlines, oldest first, fit for a terminal."""

    @property
    def rate(self) -> float:
        """Pages a second since the start."""
        return self.pages / self.elapsed if self.elapsed > 0 else 0.0

    @property
    def remaining(self) -> float | None:
        """Seconds that the queue takes at this rate; None while that cannot be told."""
        return self.queued / self.rate if self.queued and self.rate else None


def snapshot(tally: Tally, *, name: str, queued: int | None, elapsed: float) -> Snapshot:
    """Return how far a run is, its headlines fit for a terminal."""
    return Snapshot(
        name=name,
        pages=tally.pages,
        articles=tally.articles,
        copies=tally.copies,
        failures=tally.failures,
        queued=queued,
        elapsed=elapsed,
        headlines=tuple(printable(headline) for headline in tally.headlines),
    )


def printable(text: str) -> str:
    """Return a text from the web on one line, without anything that a terminal would act on."""
    kept = (character for character in text if character.isprintable() or character.isspace())
    return " ".join(clean_text("".join(kept)).split())


def progress_line(now: Snapshot) -> str:
    """Return how far a crawl is in one line of text."""
    return ", ".join(_figures(now))


def progress_panel(now: Snapshot) -> "RenderableType":
    """Return how far a crawl is as a panel of rich."""
    # Loaded here, as it costs time that a crawl without a terminal need not spend.
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    body = Text(", ".join(_figures(now)), no_wrap=True, overflow="ellipsis")
    for headline in now.headlines:
        body.append("\n  ")
        body.append(headline, style="dim")
    return Panel(body, title=Text(now.name), title_align="left", expand=True)


def _figures(now: Snapshot) -> Iterable[str]:
    yield counted(now.pages, "pages")
    yield counted(now.articles - now.copies, "articles")
    yield counted(now.copies, "copies")
    yield counted(now.failures, "failures")
    if now.queued is not None:
        yield f"{now.queued:,} in the queue"
    yield f"{now.rate:.1f} pages/s"
    yield duration(now.elapsed)
    if now.remaining is not None:
        yield f"some {duration(now.remaining)} to go"
