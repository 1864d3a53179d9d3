"""Pages that stand in front of a page: consent walls, bot checks, log-ins."""

import re

from newscrawl.core.html.document import Document
from newscrawl.core.html.text import text_of

_WALLS = (
    ("bot check", re.compile(
        r"checking (?:if the site connection is secure|your browser)|just a moment|verify(?:ing)? (?:that )?you are "
        r"(?:a )?human|are you a robot|enable javascript and cookies to continue|unusual traffic|attention required|"
        r"pardon our interruption|press (?:&|and) hold|access (?:to this page has been )?denied|ddos protection|"
        r"please (?:complete|solve) the (?:security check|captcha)|request unsuccessful|bot detection", re.I)),
    ("consent wall", re.compile(
        r"before you continue|we (?:value|care about) your privacy|we and our (?:\d+ )?partners|"
        r"(?:accept|agree to) (?:all )?cookies to (?:continue|proceed)|your privacy choices|"
        r"zustimm(?:en|ung) .{0,60}(?:werbung|cookies)|mit werbung (?:weiterlesen|nutzen)|"
        r"continuer (?:sans accepter|avec publicité)|accepter et continuer", re.I)),
    ("log-in", re.compile(
        r"^\W*(?:log ?in|sign ?in|anmelden|connexion|iniciar sesión|accedi|entrar|inloggen|войти)\b|"
        r"(?:you must|please) (?:be logged in|log ?in|sign ?in)", re.I)),
)
_LONGEST = 2500


def find_wall(document: Document) -> str | None:
    """Return what stands in front of the page (`bot check`, `consent wall`, `log-in`), or None.

    Only short pages count: a page with text of its own shows its text, whatever banner lies on it.
    """
    text = text_of(document.root)
    if len(text) > _LONGEST:
        return None
    title = document.root.findtext(".//title") or ""
    for name, pattern in _WALLS:
        if pattern.search(title) or pattern.search(text[:_LONGEST]):
            if name == "log-in" and document.root.find(".//input[@type='password']") is None:
                continue
            return name
    return None
