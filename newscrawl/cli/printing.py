"""Text and JSON on standard output, with nothing in it that a terminal would act on."""

import json
from collections.abc import Iterable
from typing import Any

import click

from newscrawl.reporting.messages import message_line


def print_lines(lines: Iterable[str]) -> None:
    """Print lines as they come, each on one line, without control and direction characters."""
    for line in lines:
        click.echo(safe_line(line))


def print_json(value: Any) -> None:
    """Print a value as JSON on one line, what is not printable escaped."""
    # Loaded here, as `--help` need not wait for it.
    from newscrawl.exporters.rows import printable_json  # noqa: PLC0415

    click.echo(printable_json(json.dumps(value, ensure_ascii=False)))


def tell(text: str, *, level: str = "info") -> None:
    """Say something on standard error, in one line."""
    click.echo(message_line(safe_line(text), level=level), err=True)


def safe_line(line: str) -> str:
    """Return a line less what a terminal would act on; spaces and tabs stay, line breaks become spaces."""
    return "".join(
        character if character.isprintable() or character == "\t" else " " * character.isspace()
        for character in line
    )
