"""Names of people and agencies, taken out of the words of a byline."""

import re

from newscrawl.core.extraction.byline_words import (
    AND,
    BY,
    BY_CLOSE,
    BY_OR_NAME,
    OTHER_PART,
    RANK,
    ROLE,
    ROLE_CLOSE,
)
from newscrawl.core.extraction.months import MONTHS
from newscrawl.core.extraction.name_vocabulary import (
    AGENCIES,
    CREDENTIALS,
    GROUP,
    GROUP_CLOSE,
    LABELS,
    LABELS_FIRST,
    OUTLET,
    PARTICLES,
)
from newscrawl.core.html.text import fold

_FIELD = re.compile(r"\s*[|•·●\n]\s*|\s[–—-]\s")
_COMMA = re.compile(r"\s*[,،，、]\s*")
_SPLIT = re.compile(
    rf"\s*([;,،，、]\s*(?:(?:{AND}|y|e|i|a)\s)?|\s/\s|／|\s(?:{AND}|with|mit|avec|con|com|met)\s|\s?&\s|"
    r"\s(?:y|e|i|a)\s(?=\S+\s+\S))\s*"  # `José Ortega y Gasset` is one
)
_INITIAL = re.compile(r"(?:\b[^\W\d_]|\b[JS]r)\.$")
_BREAKS = (",", ";", "،", "，", "、")
_END = re.compile(
    r"\s*(?:[(\[（<]|https?:|www\.|\S+@\S+|@\w|\b\d|(?<=[^\W\d_A-Z]{4})\.\s|"
    r"\s(?:is|was|ist|est|es|è|är|er|je|jest|as told to)\s).*$"
)
_AT = re.compile(r"\s(?:for|in|at|of|on|from|für|pour|para|aus|bei|chez|en|à)(?:\s.*)?$")
_LOOSE_END = re.compile(r"(?:\s(?:am|le|el|il|op|em|vom|den|um|kl))+$")
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
_HONORIFIC = re.compile(r"^(?:(?:prof|dr|mr|mrs|ms)\b\.?\s*)+")
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}")
_INITIALISM = re.compile(r"[A-Z]{3,5}\b")
_EDGES = " .,:;-–—*\"'“”„«»|/·•®（）【】［］〔〕"
_BRACKETS = " []［］（）()【】"
_BEFORE_ROLES = re.compile(r"\s*[,،，、]\s*|(?<=[\u3400-\u9fff\uac00-\ud7af])\s*[·・]\s*")
_REPORTERS = re.compile(r"\W*(?:本报)?记者\s")
_MOST_TEXT = 1000
_MOST_WORDS = 5
_LONGEST = 60
_LONGEST_WORD = 30
_LONGEST_KANA = 12
_SHORTEST_CLOSE, _LONGEST_CLOSE = 3, 6
_KANA = re.compile(r"[\u3040-\u30ff]")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff\uac00-\ud7af]")
_FORBIDDEN = re.compile(r"[:：/!?！？。「」『』]")


def split_names(text: str, *, declared: bool = False) -> list[str]:
    """Return the names in a byline such as `By Ann Lee and Bo Ek, Staff Writers`.

    Left out are roles, places, dates and who did another part, such as the photographs. A declared
    text holds nothing but names, so that one word, small letters or a group's name will do.
    """
    text = fold(text[:_MOST_TEXT])
    if declared and BY_OR_NAME.fullmatch(text):
        return [text]
    names_are_apart = _REPORTERS.match(text) is not None
    text, is_by = without_by(text)
    if names_are_apart:
        text = text.replace(" ", "、")
    if other := OTHER_PART.search(text):
        text = text[: other.start()]
    if (declared or is_by) and _is_one_group(text):
        return [text.strip(_EDGES)]
    fields = _FIELD.split(text)
    for field in fields:
        if names := _full_names(field):
            return names
    name = _name(_SPLIT.split(fields[0])[0])
    if declared:
        is_name = _is_word(name) or _is_declared(name)
    else:
        is_name = is_by and _is_word(name) and name[0].isupper()
    return [name] if is_name else []


def more_names(text: str) -> list[str]:
    """Return the names in a text behind other names, where an employer or a place may stand, too."""
    return _full_names(_FIELD.split(fold(text))[0], behind=True)


def one_word(text: str) -> list[str]:
    """Return the word that a person goes by, in any case, where a text begins with only one."""
    name = _name(_SPLIT.split(_FIELD.split(without_by(fold(text))[0])[0])[0])
    return [name] if _is_word(name) else []


def name_in_fields(text: str) -> str | None:
    """Return the one full name that fills a field of a line such as `3 May | Ann Lee | Reporter`."""
    names = []
    for field in _FIELD.split(text):
        first = _COMMA.split(field)[0].strip(_EDGES)
        name = _name(first)
        if is_person(name) and (name == first or not _is_cased(first)):
            names.append(name)
    return names[0] if len(names) == 1 else None


def names_before_roles(text: str) -> list[str]:
    """Return the names in a line such as `山田太郎、佐藤花子記者`, where a role follows the last of them."""
    text = _END.sub("", without_by(text)[0].strip(_BRACKETS))
    if _is_cased(text) or not ROLE_CLOSE.search(text):
        return []
    parts = _BEFORE_ROLES.split(text)
    names = [_name(part) for part in parts]
    is_named = all(
        is_person(name) and (name != part or len(name) >= _SHORTEST_CLOSE)
        for name, part in zip(names, parts, strict=True)
    )
    return names if is_named else []


def is_person(name: str) -> bool:
    """Return whether a name has the form of a person's full name, or is an agency's."""
    return name.casefold() in AGENCIES or (_is_full(name) and not _is_group(name))


def without_by(text: str) -> tuple[str, bool]:
    """Return a text without the words that lead in a name, and whether there were any."""
    found = BY.match(text) or BY_CLOSE.match(text)
    return (text[found.end() :], True) if found else (text, False)


def name_key(name: str) -> str:
    """Return what two spellings of one name share."""
    return "".join(filter(str.isalnum, _HONORIFIC.sub("", name.casefold())))


def _full_names(field: str, *, behind: bool = False) -> list[str]:
    """Return the full names in a part of a byline, and the agencies with them."""
    names: list[str] = []
    is_role = False
    joints_and_parts = iter(["", *_SPLIT.split(field)])
    for joint, part in zip(joints_and_parts, joints_and_parts, strict=True):
        if is_role and not joint.startswith(_BREAKS):
            continue  # "Head of Research and Development" is one role
        is_role = any(ROLE.fullmatch(word.strip(_EDGES)) for word in part.split())
        name = _name(part)
        is_post = (names or behind) and (_is_group(name) or (is_role and _CAPITALS.search(name)))
        if name.casefold() in AGENCIES or (_is_full(name) and not is_post):
            names.append(name)
    return names


def _name(part: str) -> str:
    """Return a part of a byline without what stands around the name in it."""
    part = _END.sub("", without_by(part.strip())[0])
    part = _trimmed(part)
    if not _is_cased(part):
        return ROLE_CLOSE.sub("", part)
    part = _LOOSE_END.sub("", part)
    at = _AT.search(part)
    if at and " " in part[: at.start()]:
        part = part[: at.start()]
    words = _without_role(part.split())
    while len(words) > 2 and words[-1].strip(_EDGES).casefold() in CREDENTIALS:
        words.pop()
    return _trimmed(" ".join(words))


def _trimmed(text: str) -> str:
    """Return a text without signs around it; the period of an initial stays."""
    trimmed = text.strip(_EDGES)
    return trimmed + "." if _INITIAL.search(f"{trimmed}.") and f"{trimmed}." in text else trimmed


def _without_role(words: list[str]) -> list[str]:
    """Return the words before a role: of `Ann Lee Senior Reporter` the first two."""
    role = next((at for at, word in enumerate(words) if ROLE.fullmatch(word.strip(_EDGES))), None)
    if role is None:
        return words
    rank = next((at for at, word in enumerate(words) if RANK.fullmatch(word.strip(_EDGES))), role)
    end = min(rank, role)
    return words[:end] if end > 1 else []


def _is_full(name: str) -> bool:
    """Return whether a text has the form of a full name."""
    words = name.split()
    if len(words) > _MOST_WORDS or len(name) > _LONGEST or _is_label(words):
        return False
    if any(map(str.isdigit, name)):
        return False
    if not _is_cased(name):
        return _is_close_name(name)
    is_capital = [any(map(str.isupper, word)) for word in words]
    return (
        len(words) > 1
        and is_capital[-1]
        and all(
            capital or word in PARTICLES for capital, word in zip(is_capital, words, strict=True)
        )
        and not (_INITIALISM.match(name) and any(map(str.islower, name)))
    )


def _is_close_name(name: str) -> bool:
    """Return whether a text without capital letters is as short as names are in its script."""
    if _FORBIDDEN.search(name) or GROUP_CLOSE.search(name):
        return False
    if _KANA.search(name):
        return len(name) <= _LONGEST_KANA
    if _IDEOGRAPH.search(name):
        return 2 <= len(name) <= _LONGEST_CLOSE
    return " " in name and len(name) <= _LONGEST_WORD


def _is_group(name: str) -> bool:
    return OUTLET.search(name) is not None or GROUP.search(name) is not None


def _is_one_group(text: str) -> bool:
    """Return whether a text is the name of one organization."""
    if GROUP.search(text) is None or len(text) > _LONGEST or _COMMA.search(text):
        return False
    return any(map(str.isupper, text.rsplit(maxsplit=1)[-1]))


def _is_word(name: str) -> bool:
    """Return whether a text is one word that somebody may go by."""
    return (
        " " not in name
        and 2 <= len(name) <= _LONGEST_WORD
        and name.casefold() not in LABELS_FIRST
        and name.casefold() not in MONTHS
        and not _is_label([name])
    )


def _is_declared(name: str) -> bool:
    """Return whether a text is a name of a few words that is not written as names are."""
    words = name.split()
    return (
        2 <= len(words) <= 3
        and len(name) <= _LONGEST_WORD
        and all(map(str.isalpha, words))
        and not _is_label(words)
    )


def _is_label(words: list[str]) -> bool:
    """Return whether words are no name but an account, a group or a label."""
    plain = _LETTERS.findall(" ".join(words).casefold())
    return (
        not plain
        or _DOMAIN.fullmatch(words[0]) is not None
        or (len(words) > 1 and plain[0] in LABELS_FIRST)
        or not LABELS.isdisjoint(plain)
        or any(word.endswith("admin") for word in plain)
    )


def _is_cased(text: str) -> bool:
    return text.lower() != text.upper()
