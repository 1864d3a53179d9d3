"""The private parts of Scrapy and Twisted that handler.py leans on are still what they were."""

import inspect
from importlib.metadata import version

import pytest
from scrapy.core.downloader.handlers import http11
from scrapy.core.engine import ExecutionEngine
from twisted.web import _newclient, client


def test_the_minor_version_is_the_one_that_was_read() -> None:
    assert version("scrapy").split(".")[:2] == ["2", "19"]


@pytest.mark.parametrize(
    ("thing", "parameters"),
    [
        (client.HTTPConnectionPool._newConnection, ["self", "key", "endpoint"]),
        (client._HTTP11ClientFactory.__init__, ["self", "quiescentCallback", "metadata"]),
        (client._HTTP11ClientFactory.buildProtocol, ["self", "addr"]),
        (_newclient.HTTPClientParser._finished, ["self", "rest"]),
        (http11._LenientHTTP11ClientProtocol.request, ["self", "request"]),
    ],
)
def test_signatures(thing: object, parameters: list[str]) -> None:
    assert callable(thing)
    assert list(inspect.signature(thing).parameters)[: len(parameters)] == parameters


@pytest.mark.parametrize(
    ("owner", "words"),
    [
        (http11.HTTP11DownloadHandler.__init__, ["self._pool", "maxPersistentPerHost"]),
        (http11.HTTP11DownloadHandler.download_request, ["_fail_on_dataloss_warned"]),
        (http11._LenientHTTP11ClientProtocol.request, ["self._parser.__class__"]),
        (http11._BindAddressAgent._requestWithEndpoint, ["key +="]),
        (http11._TunnelingAgent._requestWithEndpoint, ["key +="]),
        (http11._ScrapyProxyAgent.request, ['b"http-proxy"']),
        (client.Agent.request, ["parsedURI.scheme", "parsedURI.host", "parsedURI.port"]),
        (_newclient.HTTPClientParser.connectionLost, ["_DataLoss", "_bodyDataFinished"]),
        (ExecutionEngine._start_scheduled_request, ["_remove_request", "nextcall.schedule()"]),
        (ExecutionEngine._remove_request, ["self._slot.remove_request(request)"]),
        (ExecutionEngine.open_spider_async, ["self._slot = _Slot", "nextcall"]),
    ],
)
def test_words_that_we_rely_on(owner: object, words: list[str]) -> None:
    assert callable(owner)
    source = inspect.getsource(owner)
    assert [word for word in words if word not in source] == []
