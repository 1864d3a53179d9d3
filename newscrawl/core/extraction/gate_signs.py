"""Signs of a gate: of what stands where the rest of an article would."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from newscrawl.core.extraction.gaps import Gap
from newscrawl.core.extraction.gate_wording import find_offer, find_withheld, is_for_another
from newscrawl.core.html.text import text_of
from newscrawl.items.article import Block

_GATE_NAME = re.compile(
    r"pay-?wall|reg-?wall|(?:registration|subscri(?:be|ption|ber)|login|member(?:ship)?|abo|meter"
    r"(?:ed)?|premium|content|article|access|plus)[_-]*(?:wall|gate|barrier|lock(?:ed)?)\b|"
    r"(?:locked|restricted|protected|gated|premium)[_-]*(?:content|article|story|message|overlay|"
    r"offer|pitch|box)\b|(?:subscri(?:be|ption|ber)s?|members?|premium)[_-]*(?:only|required|"
    r"prompt|offer|pitch)\b|\b(?:piano[_-]*(?:offer|inline|container|modal)|tp-container|"
    r"content-?unlock|unlock-?(?:article|content)|continue-?reading-?(?:gate|wall)|"
    r"(?:article|story|content)-?(?:cutoff|cut-off|restricted)|muro-?de-?pago)\b",
    re.IGNORECASE,
)
_FADE_NAME = re.compile(
    r"\b(?:fade-?out|text-?fade|fade-?(?:text|bottom|overlay)|blurred|blur-?(?:text|content)|"
    r"(?:article|content|text|body|story|pay-?wall)[_-]*(?:fade|blur|gradient|mask|truncated?))\b",
    re.IGNORECASE,
)
_FADE_STYLE = re.compile(r"filter:\s*blur|mask-image:|linear-gradient", re.IGNORECASE)
_GATE_ADDRESS = re.compile(
    r"/(?:subscri(?:be|ption|ptions)|abo|abonnement|abonnieren|suscri\w+|assine|abbonati|checkout|"
    r"membership|pricing|plans|register|registration|login|signin|sign-in|log-in|wp-login\.php)\b",
    re.IGNORECASE,
)
_NAMED_BY = ("class", "id", "data-testid", "data-test-id", "data-component", "data-module")
_WORDING_REACH = 900
"""Characters behind a text in which words of a gate belong to it."""
_OFFER_REACH = 350
_BOXES_REACH = 25
_LINKS_REACH = 10
_FIRST_LINKS = 3
_FADES_REACH = 6
_LAST_BLOCKS = 3
_LAST_GAPS = 40
_LONGEST_LAST = 400
_LONGEST_LINE = 120
_LONGEST_GATE = 1500
_SHORTEST_GATE = 20


def find_gate(gaps: Sequence[Gap], blocks: Sequence[Block]) -> dict[str, str]:
    """Return the signs of a gate: `gate`, `gate_text`, `gate_offer`, `fade` and `gate_after`.

    `gate_in_text`: one of the last blocks says itself that there is more. `gate_after` is the hash
    of the block that the gate follows. Looks behind the last block first; a gate between blocks is
    taken where there is none.
    """
    for index in range(max(0, len(blocks) - _LAST_BLOCKS), len(blocks)):
        text = blocks[index].text
        if len(text) < _LONGEST_LAST and (said := find_withheld(text)):
            before = {"gate_after": blocks[index - 1].hash} if index else {}
            return {"gate_in_text": said, **before}
    following = [gap for gap in gaps if gap.texts or gap is gaps[-1]][-_LAST_GAPS:]
    all_words = " ".join(gap.text[:_WORDING_REACH] for gap in following)
    is_said = find_withheld(all_words) is not None
    is_offered = find_offer(all_words) is not None
    weak: dict[str, str] = {}
    for gap in reversed(following):
        signs = _named_signs(gap, blocks)
        text = gap.text
        if is_said and (said := find_withheld(text[:_WORDING_REACH])):
            signs["gate_text"] = said
        if is_offered and (said := find_offer(text[:_OFFER_REACH])):
            signs["gate_offer"] = said
        if signs:
            signs["gate_after"] = blocks[gap.after].hash
        if "gate_text" in signs or "gate" in signs:
            return signs
        weak = weak or signs
    return weak


def _named_signs(gap: Gap, blocks: Sequence[Block]) -> dict[str, str]:
    """Return what the elements of a gap tell: a box named as a gate, a form, a link, a fade."""
    signs: dict[str, str] = {}
    following = blocks[gap.after + 1].text[:40] if gap.after + 1 < len(blocks) else None
    for box in gap.boxes[:_BOXES_REACH]:
        if name := _gate_name(box, following):
            signs["gate"] = name
            break
    if any(box.get("type") == "password" for box in gap.boxes[:_BOXES_REACH]):
        signs["gate_offer"] = "a log-in form"
    elif link := _gate_link(gap):
        signs["gate_offer"] = f"a link to {link}"
    if fade := next((found for box in gap.boxes[:_FADES_REACH] if (found := _fade(box))), None):
        signs["fade"] = fade
    return signs


def _gate_name(box: HtmlElement, following: str | None) -> str | None:
    """Return the name by which a box is a gate; one around the text is none."""
    names = " ".join(name for attribute in _NAMED_BY if (name := box.get(attribute)))
    match = _GATE_NAME.search(names[:300]) if names else None
    if match is None:
        return None
    text = text_of(box, limit=_LONGEST_GATE)
    if not _SHORTEST_GATE < len(text) <= _LONGEST_GATE or (following and following in text):
        return None
    return match[0].strip(" _-")[:60]


def _gate_link(gap: Gap) -> str | None:
    """Return the address to log in or subscribe at, where its link is among the first that follow."""
    links = [box for box in gap.boxes[:_LINKS_REACH] if box.tag == "a"][:_FIRST_LINKS]
    for link in links:
        match = _GATE_ADDRESS.search(link.get("href") or "")
        if match and not is_for_another(_line_of(link)):
            return match[0]
    return None


def _line_of(link: HtmlElement) -> str:
    """Return the line that a link is in, where there is little more in it."""
    parent = link.getparent()
    line = "" if parent is None else text_of(parent, limit=_LONGEST_LINE)
    return line if len(line) <= _LONGEST_LINE else text_of(link, limit=_LONGEST_LINE)


def _fade(box: HtmlElement) -> str | None:
    match = _FADE_NAME.search(box.get("class") or "") or _FADE_STYLE.search(box.get("style") or "")
    return match[0] if match else None
