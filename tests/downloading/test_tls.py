"""Certificates are verified, and an inner address sees no TLS handshake."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a certificate for 127.0.0.1 that it signed itself; its key is in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "newscrawl test")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


def test_certificates_are_verified(
    start_server: Callable[..., Any],
    crawl: Callable[..., Any],
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = start_server(tls=context)
    by_address = server.url("/a").replace("http:", "https:")
    by_name = by_address.replace("127.0.0.1", "other.example")
    untrusted = crawl(by_address)
    assert untrusted.result["kind"] == "tls"
    assert server.asked == []
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    run = crawl(by_address, by_name, names={"other.example": "127.0.0.1"})
    assert run.of(by_address)["status"] == 200
    assert run.of(by_name)["kind"] == "tls"


def test_an_inner_address_gets_no_handshake(crawl: Callable[..., Any]) -> None:
    received: list[bytes] = []

    def listen() -> None:
        connection, _ = listening.accept()
        with connection:
            try:
                received.append(connection.recv(100))
            except ConnectionResetError:
                received.append(b"")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=listen)
        thread.start()
        url = f"https://rebound.example:{listening.getsockname()[1]}/"
        run = crawl(url, networks=[], names={"rebound.example": "127.0.0.1"})
        thread.join(10)
    assert run.result["kind"] == "forbidden address"
    assert received == [b""]
