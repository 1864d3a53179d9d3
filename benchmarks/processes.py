"""What a process and those that it started hold."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def tree(pid: int) -> Iterator[int]:
    """Yield the ids of a process and of all that it started."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from tree(int(child))


def resident(pid: int) -> float:
    """Return the MB that a process and its children have in memory."""
    pages = 0
    for each in tree(pid):
        with suppress(OSError):
            pages += int(Path(f"/proc/{each}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def descriptors(pid: int) -> int:
    """Return how many files and sockets a process and its children have open."""
    opened = 0
    for each in tree(pid):
        with suppress(OSError):
            opened += sum(1 for _ in Path(f"/proc/{each}/fd").iterdir())
    return opened
