"""A text as the tokens that copies share: words, and in scripts that part none, runs of characters."""

import re
import unicodedata
from collections.abc import Iterator

# Scripts that write no space between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
_UNPARTED = (
    "\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
)


def _word(character: str) -> str:
    """Return the pattern of a word, such as `3.5` or `don't`, of the characters of a set."""
    return rf"{character}+(?:[.,:'’]{character}+)*"


_PARTED = _word(rf"[^\W_{_UNPARTED}]")
_TOKEN = re.compile(rf"(?P<unparted>[{_UNPARTED}]+)|{_PARTED}")
_ANY_UNPARTED = re.compile(f"[{_UNPARTED}]")
_WORD = re.compile(_word(r"[^\W_]"))
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
