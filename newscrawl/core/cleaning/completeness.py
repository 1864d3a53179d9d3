"""How much of an article its page showed, with the reasons."""

import re
from collections.abc import Mapping, Sequence

from newscrawl.items.article import Block, BlockKind, Completeness

_ELLIPSIS = re.compile(r"(?:…|\.{3,}|\[\s*(?:…|\.{3})\s*\])[\s\"'”’»)\]]*$")
_SENTENCE_END = re.compile(r"[.!?。！？؟।\u06d4:;][\s\"'”’»«“)\]*_–—]*$")
_MANY_WORDS = 60
_WORD = re.compile(r"[^\W_]+")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def judge_completeness(
    body: str,
    blocks: Sequence[Block],
    *,
    description: str | None,
    observations: Mapping[str, str],
) -> tuple[Completeness, list[str]]:
    """Return how complete a settled body is, and what speaks for it.

    TEASER: the rest is withheld (a gate, or a declared wall). TRUNCATED: the rest was lost or
    stands elsewhere. FULL needs its own evidence: no gate, an end that ends a sentence and text
    well beyond the description. Else UNKNOWN.
    """
    if "live" in observations:
        return Completeness.LIVE, [f"live: {observations['live']}"]
    against = _signs_against(body, blocks, observations)
    if "transfer" in observations:
        return Completeness.TRUNCATED, ["transfer: " + observations["transfer"]]
    withheld = [sign for sign in against if sign.startswith(("gate", "declared"))]
    if withheld:
        return Completeness.TEASER, against
    if "ellipsis" in " ".join(against) or "next_page" in observations:
        if "next_page" in observations:
            against.append("next page: " + observations["next_page"])
        return Completeness.TRUNCATED, against
    signs = _signs_for(body, blocks, description, observations)
    if against or len(signs) < 2:
        return Completeness.UNKNOWN, against + signs or ["nothing tells"]
    return Completeness.FULL, ["no gate", *signs]


def _signs_against(
    body: str, blocks: Sequence[Block], observations: Mapping[str, str]
) -> list[str]:
    words = count_words(body)
    signs = []
    cut = _ends_cut(blocks)
    if "gate" in observations and (cut or words < 400 or "gate_text" in observations):
        signs.append("gate: " + observations["gate"])
    elif "gate_text" in observations:
        signs.append("gate: " + observations["gate_text"])
    declared = observations.get("declared_words", "")
    if declared.isdigit() and int(declared) > 80 and words * 2 < int(declared):
        signs.append(f"{words} words of {declared} declared")
    if observations.get("declared_free") == "no" and (cut or words < 150):
        signs.append("declared: not free")
    if cut:
        signs.append("ends with an ellipsis")
    if "continue" in observations:
        signs.append("ellipsis: " + observations["continue"])
    return signs


def _ends_cut(blocks: Sequence[Block]) -> bool:
    texts = [block.text for block in blocks if block.kind is not BlockKind.HEADING]
    return bool(texts) and bool(_ELLIPSIS.search(texts[-1]))


def _signs_for(
    body: str,
    blocks: Sequence[Block],
    description: str | None,
    observations: Mapping[str, str],
) -> list[str]:
    signs = (
        [f"{observations['pages']} pages, the last one reached"] if "pages" in observations else []
    )
    texts = [block.text for block in blocks if block.kind is not BlockKind.HEADING]
    if texts and _SENTENCE_END.search(texts[-1]):
        signs.append("ends with a sentence")
    words, summary = count_words(body), count_words(description or "")
    if words >= _MANY_WORDS and words > 2 * summary:
        signs.append(f"{words} words, description {summary}")
    elif words > 1.5 * summary > 0:
        signs.append(f"longer than its description ({words} > {summary})")
    return signs


def count_words(text: str) -> int:
    """Return the number of words; where script sets no spaces two characters count as one."""
    ideographs = len(_IDEOGRAPH.findall(text))
    return len(_WORD.findall(_IDEOGRAPH.sub(" ", text))) + ideographs // 2
