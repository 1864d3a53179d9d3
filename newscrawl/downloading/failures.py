"""Why an address gave no page, from what the download raised."""

from collections.abc import Iterator

from OpenSSL.SSL import Error as TlsError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
)
from service_identity import VerificationError
from twisted.internet.error import (
    ConnectError,
    ConnectionClosed,
    DNSLookupError,
)
from twisted.python.failure import Failure

from newscrawl.exceptions import (
    DamagedBodyError,
    FetchError,
    ForbiddenAddressError,
    TooLargeError,
)
from newscrawl.items import FailureKind, FetchFailure

_KINDS: tuple[tuple[type[Exception], FailureKind], ...] = (
    (ForbiddenAddressError, FailureKind.FORBIDDEN_ADDRESS),
    (TooLargeError, FailureKind.TOO_LARGE),
    (DamagedBodyError, FailureKind.TRUNCATED),
    (ResponseDataLossError, FailureKind.TRUNCATED),
    (DownloadTimeoutError, FailureKind.TIMEOUT),
    (CannotResolveHostError, FailureKind.DNS),
    (DNSLookupError, FailureKind.DNS),
    (TlsError, FailureKind.TLS),
    (VerificationError, FailureKind.TLS),
    (DownloadConnectionRefusedError, FailureKind.CONNECTION),
    (ConnectError, FailureKind.CONNECTION),
    (ConnectionClosed, FailureKind.CONNECTION),
    (NotSupported, FailureKind.PROTOCOL),
    (DownloadFailedError, FailureKind.PROTOCOL),
)
"""The first that fits an exception, or one that it came from, is the reason."""

DOWNLOAD_ERRORS: tuple[type[Exception], ...] = (IgnoreRequest, *(error for error, _ in _KINDS))
"""What a download raises where an address, not the crawler, is at fault."""

_MAX_DETAIL = 200
"""Characters."""


def classify_failure(exception: BaseException) -> FetchFailure:
    """Return why a download gave no page, from the exception that an errback gets.

    An exception that carries its own `failure`, as RobotsDenied does, is taken at its word.
    """
    own = getattr(exception, "failure", None)
    if isinstance(own, FetchFailure):
        return own
    causes = list(_causes(exception))
    for error, kind in _KINDS:
        if any(isinstance(cause, error) for cause in causes):
            return FetchFailure(kind=kind, detail=_detail(causes) or kind)
    return FetchFailure(kind=FailureKind.OTHER, detail=_detail(causes) or type(exception).__name__)


def _causes(exception: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all that it came from, itself first, the deepest last.

    Twisted's wrappers, such as ResponseFailed, keep what they wrap in `reasons`.
    """
    seen: set[int] = set()
    todo = [exception]
    while todo:
        current = todo.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        if current.__cause__ is not None:
            todo.append(current.__cause__)
        reasons = getattr(current, "reasons", None)
        if isinstance(reasons, list):
            todo.extend(
                reason.value for reason in reasons if isinstance(reason, Failure) and reason.value
            )


def _detail(causes: list[BaseException]) -> str:
    """Return our own words, else those of the deepest cause: it knows best, the others wrap it."""
    first = causes[:1] if isinstance(causes[0], FetchError) else causes[::-1]
    text = next((str(cause) for cause in first if str(cause)), "")
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:_MAX_DETAIL]
