"""Patterns of paths in a robots.txt: `*` is any text, `$` at the end is the end."""

import re

_ESCAPE = re.compile(rb"%[0-9a-fA-F]{2}")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_PATH = re.compile(r"[/?;]")


class Pattern:
    """A pattern and what it takes to match it in linear time."""

    __slots__ = ("_is_whole", "_pieces", "text")

    def __init__(self, text: bytes) -> None:
        """Take a pattern as `escaped` returns it."""
        self.text = text
        self._is_whole = text.endswith(b"$")
        self._pieces = text.removesuffix(b"$").split(b"*")

    def __len__(self) -> int:
        return len(self.text)

    def matches(self, path: bytes) -> bool:
        """Return whether a path begins as the pattern says, or is all that it says."""
        first, *others = self._pieces
        if not path.startswith(first):
            return False
        place = len(first)
        last = others.pop() if others and self._is_whole else None
        for piece in others:
            place = path.find(piece, place)
            if place < 0:
                return False
            place += len(piece)
        if last is not None:
            return len(path) - place >= len(last) and path.endswith(last)
        return not self._is_whole or place == len(path)


def escaped(text: bytes) -> bytes:
    """Return a pattern in the spelling that is compared: bytes beyond ASCII as `%C3`, in capitals."""
    return _capital(_BEYOND_ASCII.sub(lambda found: b"%%%02X" % found[0][0], text))


def path_of(url: str) -> bytes:
    """Return the path and query of an address as it is fetched; what is not escaped there is no `%C3`."""
    text = url.partition("#")[0]
    rest = text.partition("://")[2] or text.removeprefix("//")
    start = _PATH.search(rest)
    path = "/" if start is None else rest[start.start() :]
    path = path if path.startswith("/") else f"/{path}"
    return _capital(path.encode("utf-8", "surrogatepass"))


def _capital(text: bytes) -> bytes:
    return _ESCAPE.sub(lambda found: found[0].upper(), text)
