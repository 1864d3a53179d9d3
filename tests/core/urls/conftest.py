"""Lists of addresses that stand beside the checkout, and addresses made at random."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

_LISTS = Path(__file__).resolve().parents[4] / "shared" / "bench" / "urls"


@pytest.fixture(scope="session")
def read_list() -> Callable[[str], list[dict[str, Any]]]:
    """Reads a list by its file name; skips where there is none."""

    def read(name: str) -> list[dict[str, Any]]:
        path = _LISTS / name
        if not path.exists():
            pytest.skip(f"needs the list {path}, which is no part of the project")
        with path.open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]

    return read
