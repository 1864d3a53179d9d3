"""A text as the tokens that copies share: words, and in scripts that part none, runs of characters."""

import re
import unicodedata
from collections.abc import Iterator

# Scripts that write no space between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
_UNPARTED = (
    "\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)
_TOKEN = re.compile(
    rf"(?P<unparted>[{_UNPARTED}]+)|[^\W_{_UNPARTED}]+(?:[.,:'’][^\W_{_UNPARTED}]+)*"
)
_ANY_UNPARTED = re.compile(f"[{_UNPARTED}]")
_WORD = re.compile(r"[^\W_]+(?:[.,:'’][^\W_]+)*")
_RUN = 3
"""Characters of a token in a script without spaces; each begins one character after the last one."""


def tokens_of(text: str) -> list[str]:
    """Return the tokens of a text in order, in its own case."""
    text = unicodedata.normalize("NFKC", text)
    if _ANY_UNPARTED.search(text) is None:
        return _WORD.findall(text)
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[str]:
    for found in _TOKEN.finditer(text):
        token = found[0]
        if found["unparted"] is None or len(token) <= _RUN:
            yield token
        else:
            yield from (token[i : i + _RUN] for i in range(len(token) - _RUN + 1))
