"""What is said on standard error: lines for a person, or JSON for a collector of logs."""

import json
import os
import re
from datetime import UTC, datetime

FORMAT_VARIABLE = "NEWSCRAWL_LOG_FORMAT"
"""The environment variable that says how; processes that are started hear it, too."""
_ADDRESS = re.compile(r"https?://[^\s,;\"']+")


def is_json() -> bool:
    """Return whether messages are JSON, one object a line."""
    return os.environ.get(FORMAT_VARIABLE) == "json"


def message_line(text: str, *, level: str = "info", logger: str = "newscrawl") -> str:
    """Return a message as it is written, without a line break at its end.

    For a person what is wrong begins with the program's name. As JSON it has `time` (ISO 8601, UTC), `level`,
    `logger`, `message` and, where the message names an address, `url`.
    """
    if not is_json():
        return text if level == "info" else f"newscrawl: {text}"
    found = _ADDRESS.search(text)
    said = {
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "level": level,
        "logger": logger,
        "message": text,
        **({"url": found[0].rstrip(".:)")} if found else {}),
    }
    return json.dumps(said, ensure_ascii=False)
