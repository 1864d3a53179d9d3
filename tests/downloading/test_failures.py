"""Every exception of a download has a kind, and a line that a terminal can show."""

import pytest
from scrapy.exceptions import DownloadTimeoutError, ResponseDataLossError
from twisted.internet.error import ConnectionDone, NoRouteError
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from newscrawl.downloading.failures import classify_failure
from newscrawl.exceptions import FetchError, ForbiddenAddressError
from newscrawl.items import FailureKind


@pytest.mark.parametrize(
    ("exception", "kind"),
    [
        (DownloadTimeoutError("late"), FailureKind.TIMEOUT),
        (ResponseDataLossError(), FailureKind.TRUNCATED),
        (ForbiddenAddressError("10.0.0.1"), FailureKind.FORBIDDEN_ADDRESS),
        (NoRouteError(), FailureKind.CONNECTION),
        (ResponseFailed([Failure(ConnectionDone())]), FailureKind.CONNECTION),
        (FetchError("something else"), FailureKind.OTHER),
        (KeyError("a bug"), FailureKind.OTHER),
    ],
)
def test_kinds(exception: Exception, kind: FailureKind) -> None:
    failure = classify_failure(exception)
    assert failure.kind == kind
    assert failure.detail


def test_the_detail_is_one_short_printable_line() -> None:
    failure = classify_failure(FetchError("a\x1b[31m\r\nb\u202e" + "c" * 500))
    assert failure.detail.startswith("a [31m b c")
    assert len(failure.detail) == 200
    assert failure.detail.isprintable()
