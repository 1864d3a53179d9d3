"""What the log says to a person at a terminal."""

import logging
import sys

from twisted.logger import globalLogBeginner

from newscrawl.reporting.messages import is_json, message_line
from newscrawl.runtime import Runtime

_CERTIFICATE = "while verifying certificate"
"""How a message of Twisted begins that comes with a traceback."""
_LEVELS = {-1: "ERROR", 0: "WARNING", 1: "INFO", 2: "DEBUG"}


def log_level(verbosity: int) -> str:
    """Return the lowest level that is shown; see `CrawlRequest.verbosity`."""
    return _LEVELS[verbosity]


class TerminalHandler(logging.Handler):
    """Writes records to standard error as it is at that moment, so that a live panel stays whole.

    What a web page may have put into a message reaches the terminal without control characters.
    """

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record)
        safe = "".join(
            character if character.isprintable() or character in "\n\t" else "�"
            for character in text
        )
        sys.stderr.write(safe + "\n")
        sys.stderr.flush()


class JsonHandler(logging.Handler):
    """Writes records to standard error as JSON, one object a line, a traceback in the message."""

    def emit(self, record: logging.LogRecord) -> None:
        text = self.format(record)
        level = record.levelname.lower()
        sys.stderr.write(message_line(text, level=level, logger=record.name) + "\n")
        sys.stderr.flush()


def show_log(level: str) -> None:
    """Send the log of this process to standard error, from a level on."""
    handler: logging.Handler
    if is_json():
        handler = JsonHandler(level)
    else:
        handler = TerminalHandler(level)
        style = "newscrawl: %(message)s" if level in ("WARNING", "ERROR") else None
        handler.setFormatter(
            logging.Formatter(style or "%(asctime)s %(levelname)s %(name)s: %(message)s")
        )
    handler.addFilter(_is_worth_saying)
    # Until its logging is begun Twisted prints what it takes for critical by itself.
    globalLogBeginner.beginLoggingTo([], redirectStandardIO=False, discardBuffer=True)
    logging.root.addHandler(handler)
    logging.root.setLevel(level)


def _is_worth_saying(record: logging.LogRecord) -> bool:
    """Leave out the error that ends the run, which is said last, and what fails an address anyway."""
    if record.name == Runtime.__module__:
        return record.levelno < logging.ERROR
    return not (record.name == "twisted" and record.getMessage().startswith(_CERTIFICATE))
