"""Every error that newscrawl raises on purpose.

NewscrawlError
├── InputError          what the user typed or wrote cannot be used        exit code 2
│   ├── OutputError     an output's format or file cannot be used
│   └── StateError      a state file is not ours, too new or on a network file system
├── UnreachableError    no site that was named can be reached              exit code 1
├── StorageError        the state file or an output could not be written   exit code 4
│   └── BusyError       another program had it locked until the crawl had to end
├── OutputClosedError    the reader of a piped output went away             exit code 0
├── LockedError         another run holds the state file or an output      exit code 75
├── FetchError          an address gave no usable answer; costs that page only
│   ├── ForbiddenAddressError   the host leads to an address that is not public
│   ├── TooLargeError           the body is larger than DOWNLOAD_MAXSIZE
│   ├── DamagedBodyError        the body was cut, or its compression is broken
│   └── FetchCancelledError     the crawl had to end before the answer was complete
└── ReadingError        a page could not be read by a worker; costs that page only
    ├── ReadingTimeoutError   the worker was still at it when the deadline passed
    ├── WorkerDiedError       the worker's process ended while it read the page
    └── PoolClosedError       the crawl had to end before the page was read
"""


class NewscrawlError(Exception):
    """Base of all errors of this package; `str()` is one line for a person."""

    exit_code = 1


class InputError(NewscrawlError):
    """Something that the user gave cannot be used; nothing has been written."""

    exit_code = 2


class OutputError(InputError):
    """An output's format is unknown, or its file is not ours to add to."""


class StateError(InputError):
    """A state file cannot be used: not SQLite, not ours, or of a newer version."""


class UnreachableError(NewscrawlError):
    """No site that was named can be reached now; nothing has been written."""


class StorageError(NewscrawlError):
    """The state file or an output could not be written, as on a full disk."""

    exit_code = 4


class BusyError(StorageError):
    """Another program kept the state file or an output locked until the crawl had to end."""


class OutputClosedError(NewscrawlError):
    """The reader of an output that is a pipe went away, as `head` does: a clean end."""

    exit_code = 0


class LockedError(NewscrawlError):
    """Another run holds the state file or an output."""

    exit_code = 75


class FetchError(NewscrawlError):
    """An address gave no usable answer; the message says why."""


class ForbiddenAddressError(FetchError):
    """A host leads to an address that is not public and that the operator did not open."""


class TooLargeError(FetchError):
    """A body, decompressed, is larger than DOWNLOAD_MAXSIZE."""


class DamagedBodyError(FetchError):
    """A body was cut on its way, or its compression is broken; a part of it is not the page."""

    part = b""
    """What could be decompressed before the damage."""


class FetchCancelledError(FetchError):
    """The crawl had to end before the answer was complete; the address is as good as before."""


class ReadingError(NewscrawlError):
    """A page could not be read; the message says why."""


class ReadingTimeoutError(ReadingError):
    """Reading a page took longer than its deadline; the worker was ended."""


class WorkerDiedError(ReadingError):
    """The process that read a page ended before it answered."""


class PoolClosedError(ReadingError):
    """The crawl had to end before the page was read; the page is as good as before."""
