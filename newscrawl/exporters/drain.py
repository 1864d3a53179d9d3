"""Brings outputs up to date with the state file."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from threading import Event

from newscrawl.core.state.store import Store
from newscrawl.exceptions import OutputClosedError
from newscrawl.exporters import OutputSpec, open_exporter
from newscrawl.exporters.base import START, Exporter, Position
from newscrawl.items import Article

_CHUNK = 100
_LAST_SECONDS = 0.5
"""For how long outputs are still written to once a run is broken off."""


class Drain:
    """Writes what the store has committed to each output, and remembers how far each one is.

    Called by the writer after each commit, in its thread. A call drains all that is there, so one that is
    left out costs nothing; once `give_up` is set it leaves to the next run what takes longer than half a
    second. Raises what the exporters raise.
    """

    def __init__(
        self,
        outputs: Sequence[OutputSpec],
        *,
        overwrite: bool,
        with_copies: bool = True,
        give_up: Event | None = None,
    ) -> None:
        self._outputs = outputs
        self._overwrite = overwrite
        self._with_copies = with_copies
        self._give_up = give_up or Event()
        self._open: list[_Output] | None = None

    def __call__(self, store: Store) -> None:
        """Bring every output up to date."""
        if self._open is None:
            self._open = []
            for spec in self._outputs:
                exporter = open_exporter(spec, overwrite=self._overwrite, give_up=self._give_up)
                output = _Output(spec, exporter, store, with_copies=self._with_copies)
                self._open.append(output)
        try:
            for output in self._open:
                output.drain(self._give_up)
        except BrokenPipeError as error:
            raise OutputClosedError("nobody reads the output any more") from error

    def close(self) -> None:
        """Release the outputs."""
        for output in self._open or ():
            output.exporter.close()
        self._open = None


class _Output:
    """One output and how far it is."""

    def __init__(
        self, spec: OutputSpec, exporter: Exporter, store: Store, *, with_copies: bool
    ) -> None:
        self.exporter = exporter
        self._name = f"{spec.format}:{Path(spec.path).absolute() if spec.path != '-' else '-'}"
        self._store = store
        self._with_copies = with_copies
        self._seq, position = self._committed()
        resumed = exporter.open(position, self._pending(self._seq))
        if resumed == START:
            self._seq = 0
        self._commit(resumed)

    def _committed(self) -> tuple[int, Position | None]:
        known = self._store.exported(self._name)
        return (0, None) if known is None else (known[0], Position(**json.loads(known[1])))

    def _commit(self, position: Position) -> None:
        self._store.note_export(self._name, seq=self._seq, position=json.dumps(asdict(position)))

    def _pending(self, seq: int) -> Iterator[Article]:
        while chunk := self._next(seq):
            yield from (article for _, article in chunk)
            seq = chunk[-1][0]

    def _next(self, seq: int) -> list[tuple[int, Article]]:
        return self._store.articles.after(seq, limit=_CHUNK, with_copies=self._with_copies)

    def drain(self, give_up: Event) -> None:
        until: float | None = None
        while chunk := self._next(self._seq):
            self.exporter.write([article for _, article in chunk])
            self._seq = chunk[-1][0]
            self._commit(self.exporter.flush())
            if give_up.is_set():
                until = until or time.monotonic() + _LAST_SECONDS
                if time.monotonic() >= until:
                    return
