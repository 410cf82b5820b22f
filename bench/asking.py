"""Lasting HTTP connections, one a thread, with as little work of their own as can be."""

from __future__ import annotations

import re
import socket
import threading
import time

PATIENCE = 30.0
# A server closes what is idle for five seconds.
IDLE = 2.0
LENGTH = re.compile(rb"(?i)\r\ncontent-length: (\d+)")


class Web:
    def __init__(self, port: int) -> None:
        self.port = port
        self.mine = threading.local()

    def ask(self, method: str, where: str, headers: dict[str, str], body: str = "") -> bytes:
        """The content; AssertionError for an answer that isn't a success."""
        sent = body.encode()
        lines = [f"{method} {where} HTTP/1.1", f"Host: 127.0.0.1:{self.port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines.append(f"Content-Length: {len(sent)}")
        there = self.connection()
        # Until it has answered: what broke off isn't asked again.
        self.mine.until = 0.0
        there.sendall("\r\n".join([*lines, "", ""]).encode() + sent)
        status, content = answer(there)
        self.mine.until = time.monotonic() + IDLE
        assert status in {200, 201, 204}, (where, status, content[:300])
        return content

    def connection(self) -> socket.socket:
        if getattr(self.mine, "until", 0) < time.monotonic():
            if getattr(self.mine, "socket", None):
                self.mine.socket.close()
            self.mine.socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            self.mine.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.mine.socket


def answer(there: socket.socket) -> tuple[int, bytes]:
    """A whole answer: its status and its content."""
    got = b""
    while b"\r\n\r\n" not in got:
        got += more(there)
    head, _, content = got.partition(b"\r\n\r\n")
    size = int(found[1]) if (found := LENGTH.search(head)) else 0
    while len(content) < size:
        content += more(there)
    return int(head[9:12]), content


def more(there: socket.socket) -> bytes:
    if not (piece := there.recv(1 << 18)):
        raise ConnectionError("The house hung up.")
    return piece
