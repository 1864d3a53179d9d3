"""How much of an article its page showed, with the reasons."""

from collections.abc import Mapping, Sequence

from newscrawl.core.cleaning.signs import Sign, find_signs
from newscrawl.items.article import Block, Completeness

_A_GATE = 2
"""Weight from which signs are those of a gate; a declaration alone is less."""
_CUT = 2
_WITHHELD = 3
_FULL = 2


def judge_completeness(
    body: str,
    blocks: Sequence[Block],
    *,
    description: str | None,
    observations: Mapping[str, str],
) -> tuple[Completeness, list[str]]:
    """Return how complete a settled body is, and what speaks for it.

    TEASER: the rest is withheld, by a gate at the end of the text or by declaration and a text
    that breaks off. TRUNCATED: the rest was lost or stands elsewhere. FULL needs its own
    evidence that outweighs all that speaks against it. Else UNKNOWN.
    """
    if "live" in observations:
        return Completeness.LIVE, ["live: " + observations["live"]]
    if "transfer" in observations:
        return Completeness.TRUNCATED, ["transfer: " + observations["transfer"]]
    signs = find_signs(body, blocks, description=description, observations=observations)
    verdict = _verdict(signs.withheld, signs.cut, signs.shown)
    against = [sign.words for sign in (*signs.withheld, *signs.cut)]
    if "next_page" in observations and verdict is not Completeness.TEASER:
        verdict = Completeness.TRUNCATED
        against.append("next page: " + observations["next_page"])
    shown = [sign.words for sign in signs.shown]
    if verdict in (Completeness.TEASER, Completeness.TRUNCATED):
        return verdict, against
    if verdict is Completeness.FULL and not against:
        return verdict, ["no gate", *shown]
    return verdict, [*shown, *(f"although: {words}" for words in against)] or ["nothing tells"]


def _verdict(withheld: Sequence[Sign], cut: Sequence[Sign], shown: Sequence[Sign]) -> Completeness:
    gate, broken, whole = (sum(sign.weight for sign in each) for each in (withheld, cut, shown))
    against = gate + broken
    is_gated = gate >= _A_GATE or (gate > 0 and broken >= _CUT)
    if is_gated and against >= _WITHHELD and against > whole:
        return Completeness.TEASER
    if any(sign.weight >= _CUT for sign in cut) and broken >= whole:
        return Completeness.TRUNCATED
    if whole - against >= _FULL:
        return Completeness.FULL
    return Completeness.UNKNOWN
