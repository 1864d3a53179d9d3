"""The command `newscrawl`, and `python -m newscrawl`."""

import sys

from newscrawl.cli.application import run


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
