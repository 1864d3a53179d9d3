"""The group of commands, and how each of them ends."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from newscrawl.cli.exit_codes import INTERRUPTED
from newscrawl.cli.printing import tell
from newscrawl.exceptions import NewscrawlError, OutputClosedError

_COMMANDS = (
    "demo",
    "crawl",
    "init",
    "run",
    "extract",
    "check",
    "status",
    "report",
    "search",
    "explain",
    "export",
    "forget",
)
"""In the order of `--help`; each is a module of this package that holds the command by its name."""


class LazyGroup(click.Group):
    """A group that loads the module of a command only when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command = getattr(import_module(f"newscrawl.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    help="Show the version and exit.",
    callback=lambda ctx, _, wanted: _show_version(ctx) if wanted else None,
)
@click.pass_context
def newscrawl(ctx: click.Context) -> None:
    """Name a news site, get its articles: each once, whole and clean.

    \b
    newscrawl demo
    newscrawl crawl https://www.example-news.org/ -o articles.jsonl
    """  # noqa: D301
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _show_version(ctx: click.Context) -> None:
    # Loaded here, as it is slow and seldom wanted.
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

    try:
        click.echo(f"newscrawl {version('newscrawl')}")
    except PackageNotFoundError:
        click.echo("newscrawl, run from its source, not installed")
    ctx.exit()


def run(args: Sequence[str] | None = None) -> int:
    """Run a command line, by default that of the process, and return its exit code.

    What ends a command is said in one line on standard error.
    """
    try:
        code = _run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        _leave_pipe()
        return 0
    return code


def _run(args: Sequence[str] | None) -> int:
    return ended(
        lambda: newscrawl.main(
            args=None if args is None else list(args),
            prog_name="newscrawl",
            standalone_mode=False,
        )
    )


def ended(action: Callable[[], Any]) -> int:
    """Do something and return its exit code; what ends it early is said in one line on standard error."""
    try:
        result = action()
    except (click.ClickException, click.Abort, NewscrawlError, KeyboardInterrupt) as error:
        message, code = _ending(error)
        if message:
            tell(" ".join(message.split()), level="error")
        return code
    except SystemExit:
        # What click does, as its only use of it here, when its reader has gone away.
        return 0
    return result if isinstance(result, int) else 0


def _ending(error: BaseException) -> tuple[str, int]:
    """Return what is said of an error, and the exit code."""
    if isinstance(error, OutputClosedError):
        return "", error.exit_code
    if isinstance(error, NewscrawlError):
        return str(error), error.exit_code
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{error.format_message().rstrip('.')}; see {error.ctx.command_path} --help", 2
    if isinstance(error, click.ClickException):
        return error.format_message(), 2
    return "interrupted", INTERRUPTED


def _leave_pipe() -> None:
    """Keep the interpreter from complaining, as it ends, of the pipe that was closed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
