"""What on a page tells that its article is not whole."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from newscrawl.core.extraction.parts import find_next_part
from newscrawl.core.extraction.phrases import CONTINUE, GATE
from newscrawl.core.extraction.sources import Sources
from newscrawl.core.html.json_ld import types_of
from newscrawl.core.html.text import text_of
from newscrawl.items.article import Block

_GATE_NAME = re.compile(
    r"(?:^|[\s_-])(?:pay-?wall|premium-?(?:gate|wall|box|content-?gate|offer|pitch)|"
    r"subscri(?:be|ption|ber)-?(?:wall|gate|barrier|prompt|required|only)|reg-?wall|"
    r"registration-?wall|meter(?:ed)?-?(?:wall|gate)|content-?gate|article-?gate|"
    r"members?-?(?:only|gate|wall)|piano-?(?:offer|container)?|tp-container|gateway-?content|"
    r"barrier|locked-?content|leaky)(?:$|[\s_-])|paywall",
    re.IGNORECASE,
)
_LONGEST_GATE = 400


def observe(
    sources: Sources, blocks: Sequence[Block], *, is_accessible_for_free: bool | None
) -> dict[str, str]:
    """Return what was seen that tells of completeness, by kind: gate, gate_text, live, ..."""
    seen: dict[str, str] = {}
    if any("LiveBlogPosting" in types_of(value) for value in sources.document.json_ld):
        seen["live"] = "declared a live blog"
    if is_accessible_for_free is not None:
        seen["declared_free"] = "yes" if is_accessible_for_free else "no"
    if isinstance(words := sources.declared.get("wordCount"), (int, str)) and str(words).isdigit():
        seen["declared_words"] = str(words)
    if name := _gate_element(sources):
        seen["gate"] = f"element {name}"
    if wording := _gate_wording(sources.scope, {block.text for block in blocks}):
        seen["gate_text"] = wording
    if found := _continue_link(sources.scope):
        seen["continue"] = found
    if found := find_next_part(sources.document):
        seen["next_page"] = found
    return seen


def _gate_element(sources: Sources) -> str | None:
    for element in sources.document.root.xpath(
        "//body//*[self::div or self::section or self::aside][@class or @id]"
    ):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if (match := _GATE_NAME.search(names)) and 20 < len(text_of(element)) < 1500:
            return match[0].strip(" _-")[:60]
    return None


def _gate_wording(scope: HtmlElement, body: set[str]) -> str | None:
    for element in scope.iter("p", "h2", "h3", "h4", "div", "span", "strong", "li"):
        if len(element) > 6:
            continue
        text = text_of(element, limit=_LONGEST_GATE)
        if (
            10 < len(text) <= _LONGEST_GATE
            and not any(text in line for line in body)
            and (match := GATE.search(text))
        ):
            return match[0][:80]
    return None


def _continue_link(scope: HtmlElement) -> str | None:
    links = [link for link in scope.iter("a", "button") if CONTINUE.match(text_of(link))]
    # Many of them are a list of teasers; the one at an article's end stands alone.
    if len(links) == 1 and not any(
        parent.tag in ("aside", "li") for parent in links[0].iterancestors()
    ):
        return text_of(links[0])[:60]
    return None
