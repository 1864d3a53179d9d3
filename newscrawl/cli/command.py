"""Options of commands, the seldom ones under a heading of their own."""

import os

import click

from newscrawl.reporting.messages import FORMAT_VARIABLE


class AdvancedOption(click.Option):
    """An option that stands under "Advanced" in the help."""


class AdvancedCommand(click.Command):
    """A command whose help puts the `AdvancedOption`s last."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        plain: list[tuple[str, str]] = []
        advanced: list[tuple[str, str]] = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                rows = advanced if isinstance(parameter, AdvancedOption) else plain
                rows.append(record)
        with formatter.section("Options"):
            formatter.write_dl(plain)
        if advanced:
            with formatter.section("Advanced"):
                formatter.write_dl(advanced)


def _use_log_format(_: click.Context, __: click.Parameter, value: str | None) -> None:
    # By the environment, as processes that are started shall say things in the same way.
    if value is not None:
        os.environ[FORMAT_VARIABLE] = value


log_format_option = click.option(
    "--log-format",
    cls=AdvancedOption,
    type=click.Choice(["text", "json"]),
    envvar=FORMAT_VARIABLE,
    is_eager=True,
    expose_value=False,
    callback=_use_log_format,
    help="Write messages as lines for a person, or as JSON.  [default: text]",
)
contact_option = click.option(
    "--contact",
    metavar="TEXT",
    envvar="NEWSCRAWL_CONTACT",
    help="Your mail address or web page, told to the sites.  [env: NEWSCRAWL_CONTACT]",
)
allow_address_option = click.option(
    "--allow-address",
    "allow_addresses",
    cls=AdvancedOption,
    metavar="CIDR",
    multiple=True,
    help="Connect to these addresses although they are not public, such as 10.0.0.0/8.",
)
