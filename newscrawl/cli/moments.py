"""Options that are dates or moments."""

from datetime import UTC, datetime

import click

from newscrawl.core.frontier.moments import FORM, read_moment


def beginning(ctx: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    """Return the moment that an option says something begins at; see `read_moment`."""
    return _read(ctx, parameter, text, ends=False)


def end(ctx: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    """Return the moment before which an option says something ends, a date's own day included."""
    return _read(ctx, parameter, text, ends=True)


def _read(
    ctx: click.Context, parameter: click.Parameter, text: str | None, *, ends: bool
) -> str | None:
    if text is None:
        return None
    try:
        return read_moment(text, now=datetime.now(UTC), ends=ends)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(f"{text!r}: {FORM}", ctx=ctx, param=parameter) from error


def as_moment(ctx: click.Context, parameter: click.Parameter, text: str | None) -> str | None:
    """Return a date or moment as it was typed, once it is known that it can be read."""
    _read(ctx, parameter, text, ends=False)
    return text
