"""Sites on IPv6."""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = b"<title>The Paper</title><p>Nothing is printed today."
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    address_family = socket.AF_INET6


def test_an_ipv6_address_is_asked(command):
    try:
        server = Server(("::1", 0), Handler)
    except OSError:
        pytest.skip("needs IPv6 on loopback")
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    seed = f"http://[::1]:{server.server_address[1]}/"
    done = command("crawl", seed, "--delay", "0", "-o", "out.jsonl", "--json", "-q")
    server.shutdown()
    server.server_close()
    assert json.loads(done.out)["pages"] > 0, done
