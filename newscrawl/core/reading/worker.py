"""The process that reads pages for a `ReadingPool`: one question in, one answer out.

Question and answer are pickles behind their length. They travel over two anonymous pipes between a
pool and the process that it started, and nowhere else: nothing is unpickled that came from a file
or the network.
"""

import contextlib
import gc
import importlib
import logging
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

from newscrawl.exceptions import ReadingError
from newscrawl.items.page import Page, PageResult
from newscrawl.items.site import Site

Reader = Callable[[Page, Site], PageResult]

LENGTH = struct.Struct(">Q")
"""What stands before each pickle: its length in bytes."""

OVERTIME = 5.0
"""Seconds past the deadline after which a worker ends itself, in case its pool is gone."""

_NEW_VALUES = 50_000
"""Values made since the last look for cycles, from which there is another one; Python's own is 700."""


def load_reader(name: str) -> Reader:
    """Return the function that `module:function` names.

    Raises ReadingError where there is none.
    """
    module, _, function = name.partition(":")
    try:
        reader: Reader = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise ReadingError(f"{name} cannot be loaded: {_one_line(error)}") from error
    return reader


def read_with(reader: Reader, page: Page, site: Site) -> PageResult:
    """Return what `reader` makes of the page.

    Raises ReadingError, with the type and the text of whatever else it raised.
    """
    try:
        return reader(page, site)
    except ReadingError:
        raise
    except Exception as error:
        # On purpose everything: a page that breaks its reader costs only itself.
        raise ReadingError(_one_line(error)) from error


def main() -> None:
    """Answer questions until the pipe closes; arguments: the reader's name, the deadline."""
    questions, answers = _take_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    # Without any handler a library's warning about one page would be printed into the progress.
    logging.getLogger().addHandler(logging.NullHandler())
    # A pool that was killed has closed the pipe: nobody waits for the answer.
    with contextlib.suppress(BrokenPipeError):
        _serve(questions, answers, name=sys.argv[1], deadline=float(sys.argv[2]))


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Return both pipes on descriptors that a stray print or input() cannot reach."""
    questions = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return questions, answers


def _serve(questions: BinaryIO, answers: BinaryIO, *, name: str, deadline: float) -> None:
    try:
        reader = load_reader(name)
    except ReadingError as error:
        _send(answers, str(error))
        return
    _send(answers, None)
    # A page's values hold no cycles: looking for some after every few of them would only cost.
    gc.freeze()
    gc.set_threshold(_NEW_VALUES)
    while head := questions.read(LENGTH.size):
        question = questions.read(LENGTH.unpack(head)[0])
        _set_alarm(deadline + OVERTIME)
        _send(answers, _answer(reader, question))
        _set_alarm(0)


def _answer(reader: Reader, question: bytes) -> PageResult | str:
    """Return the result, or the text of the ReadingError."""
    page, site = pickle.loads(question)  # noqa: S301 - from the pool that started this process
    try:
        return read_with(reader, page, site)
    except ReadingError as error:
        return str(error)


def _send(answers: BinaryIO, answer: PageResult | str | None) -> None:
    data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    answers.write(LENGTH.pack(len(data)))
    answers.write(data)
    answers.flush()


def _set_alarm(seconds: float) -> None:
    """Have the kernel end this process after so many seconds; 0 takes that back.

    No handler is set: code that never returns to the interpreter would never come to run one.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _one_line(error: BaseException) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}"[:300] if text else type(error).__name__
