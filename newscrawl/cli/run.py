"""The command `run`."""

from pathlib import Path

import click

from newscrawl.cli.command import AdvancedCommand, log_format_option


@click.command(cls=AdvancedCommand, short_help="Run job files: now, what is due, or for ever.")
@click.argument("jobs", metavar="JOB...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--due", is_flag=True, help="Run only what is due by its timetable; for cron.")
@click.option("--forever", is_flag=True, help="Go on running what is due, until SIGTERM or Ctrl-C.")
@click.option(
    "--print",
    "unit",
    type=click.Choice(["cron", "systemd"]),
    help="Print what has cron or systemd run what is due, and do nothing else.",
)
@click.option("--json", is_flag=True, help="Print the figures of each run as JSON, one a line.")
@click.option("-v", "--verbose", count=True, help="Show Scrapy's messages too; -vv shows all.")
@log_format_option
@click.option("-q", "--quiet", is_flag=True, help="Show errors only; so do --due and --forever.")
def run(
    jobs: tuple[Path, ...],
    unit: str | None,
    *,
    due: bool,
    forever: bool,
    json: bool,
    verbose: int,
    quiet: bool,
) -> int:
    """Crawl the sites of each JOB, a file that names sites, limits, outputs and a timetable.

    One job after the other; one that fails stops none of the others.

    \b
    newscrawl run news.toml
    newscrawl run jobs/*.toml --due
    newscrawl run jobs/*.toml --print cron
    """  # noqa: D301
    # Loaded here, as `--help` need not wait for it.
    from newscrawl.cli.running import RunRequest, print_unit, run_for_ever, run_jobs  # noqa: PLC0415

    request = RunRequest(
        jobs=jobs,
        due=due or forever,
        json=json,
        verbosity=-1 if quiet else min(verbose, 2) or (-1 if due or forever else 0),
    )
    if unit is not None:
        print_unit(unit, jobs)
        return 0
    return run_for_ever(request) if forever else run_jobs(request)
