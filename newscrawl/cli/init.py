"""The command `init`."""

from pathlib import Path

import click

from newscrawl.cli.command import AdvancedCommand, allow_address_option, contact_option


@click.command(cls=AdvancedCommand, short_help="Look at sites and write a job file for them.")
@click.argument("urls", metavar="URL...", nargs=-1)
@click.option(
    "--from",
    "list_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take addresses from FILE, too, one a line; # begins a comment.",
)
@click.option(
    "-o",
    "--output",
    default="news.toml",
    show_default=True,
    metavar="JOB",
    help="Where the job file goes; - for standard output.",
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    metavar="S",
    help="Seconds between two requests to a host.  [default: 1]",
)
@contact_option
@allow_address_option
def init(
    *,
    urls: tuple[str, ...],
    list_file: Path | None,
    output: str,
    delay: float | None,
    contact: str | None,
    allow_addresses: tuple[str, ...],
) -> int:
    """Look at each site, as `check` does, and write a job file with what was found as comments.

    Some 15 requests a site, at a crawl's pace, eight sites at a time.

    \b
    newscrawl init https://www.example-news.org/ https://www.example.com/
    newscrawl init --from urls.txt -o jobs/news.toml
    """  # noqa: D301
    # Loaded here, as `--help` need not wait for it.
    from newscrawl.cli.job_writing import InitRequest, write_job  # noqa: PLC0415

    return write_job(
        InitRequest(
            urls=urls,
            list_file=list_file,
            output=output,
            delay=delay,
            contact=contact,
            allow_addresses=allow_addresses,
        )
    )
