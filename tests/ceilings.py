"""A ceiling for the CPU of what must not grow with the square of its input."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

CEILING = 20.0
"""Seconds of one thread. What is linear needs about one of them here; what is quadratic takes minutes."""


@contextmanager
def ceiling() -> Iterator[None]:
    """Fail where the body takes so long as only a quadratic walk does, on however busy a machine."""
    start = time.thread_time()
    yield
    assert time.thread_time() - start < CEILING
