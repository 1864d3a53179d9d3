"""Pages that stand in front of a page: consent walls, bot checks, log-ins."""

import re

from newscrawl.core.html.document import Document
from newscrawl.core.html.text import text_of

_WALLS = (
    (
        "bot check",
        re.compile(
            r"checking (?:if the site connection is secure|your browser)|just a moment|"
            r"verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|enable javascript "
            r"and cookies to continue|unusual traffic|attention required|pardon our "
            r"interruption|press (?:&|and) hold|access (?:to this page has been )?denied|ddos "
            r"protection|please (?:complete|solve) the (?:security check|captcha)|request "
            r"unsuccessful|bot detection",
            re.IGNORECASE,
        ),
    ),
    (
        "consent wall",
        re.compile(
            r"before you continue|we (?:value|care about) your privacy|we and our (?:\d+ "
            r")?partners|(?:accept|agree to) (?:all )?cookies to (?:continue|proceed)|your "
            r"privacy choices|zustimm(?:en|ung) .{0,60}(?:werbung|cookies)|mit werbung "
            r"(?:weiterlesen|nutzen)|continuer (?:sans accepter|avec publicité)|accepter et "
            r"continuer",
            re.IGNORECASE,
        ),
    ),
    (
        "log-in",
        re.compile(
            r"^\W*(?:log ?in|sign ?in|anmelden|connexion|iniciar sesión|accedi|entrar|inloggen|"
            r"войти)\b|(?:you must|please) (?:be logged in|log ?in|sign ?in)",
            re.IGNORECASE,
        ),
    ),
)
_LONGEST = 2500


def find_wall(document: Document) -> str | None:
    """Return what stands in front of the page (`bot check`, `consent wall`, `log-in`), or None.

    Only short pages count: a page with text of its own shows its text, whatever banner lies on it.
    """
    text = text_of(document.root, limit=_LONGEST)
    if len(text) > _LONGEST:
        return None
    title = document.root.findtext(".//title") or ""
    for name, pattern in _WALLS:
        if pattern.search(title) or pattern.search(text[:_LONGEST]):
            if name == "log-in" and document.root.find(".//input[@type='password']") is None:
                continue
            return name
    return None
