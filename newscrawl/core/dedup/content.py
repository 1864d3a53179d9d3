"""The hash that exact copies share."""

import hashlib
import re
import unicodedata

_NO_WORD = re.compile(r"[\W_]+")


def content_hash(headline: str | None, body: str) -> str:
    """Return the SHA-256 (hex) of headline and body; case, space and punctuation folded."""
    parts = (_folded(headline or ""), _folded(body))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _folded(text: str) -> str:
    scrubbed = text.encode("utf-8", errors="replace").decode("utf-8")
    compatible = unicodedata.normalize("NFKC", scrubbed).casefold()
    return _NO_WORD.sub(" ", unicodedata.normalize("NFKC", compatible)).strip()
