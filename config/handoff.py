"""Pages from an ASGI server to Django's WSGI handler, in threads of their own with lasting database connections.

One hop there and one back for an ordinary response; a streaming one is sent piece by piece as the reader takes it, so
that a slow reader holds back its writer and memory stays bounded. The request's body is read before a thread is taken:
a slow sender costs no thread. Why not Django's ASGI handler or a2wsgi: docs/decisions/0011-pages-and-sockets.md.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO

from whiteglove.ground.lib.precedence import words

IN_MEMORY = 1024 * 1024
GIVES_WAY = 0.03  # seconds
UNNAMED = {b"content-length": "CONTENT_LENGTH", b"content-type": "CONTENT_TYPE"}


class TooBig(Exception):
    """The body is longer than we take."""


class Gone(Exception):
    """The browser went away."""


class Pages:
    """ASGI application for http. `threads` is how many pages are made at once; `longest` is a body's limit in bytes.

    What `first` says of a path has threads of its own: it never stands behind what takes longer or matters less, and
    other pages are begun a moment later while it is made.
    """

    def __init__(
        self, wsgi: Callable, threads: int = 6, longest: int = 64 * 1024 * 1024,
        first: Callable[[str], object] = lambda path: False,
    ) -> None:  # fmt: skip
        self.wsgi = wsgi
        self.longest = longest
        self.first = first
        self.pool = ThreadPoolExecutor(threads, thread_name_prefix="page")
        self.quick = ThreadPoolExecutor(threads, thread_name_prefix="quick")

    async def __call__(self, scope: dict, receive: Callable, send: Callable) -> None:
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                size = await self.read(receive, body)
            except TooBig:
                await answer(send, 413, b"That is more than this server takes.\n")
                return
            except Gone:
                return
            environ = environ_of(scope, body, size)
            loop = asyncio.get_running_loop()
            stream = Stream(loop, send)
            pool, make = (self.quick, self.make_first) if self.first(scope["path"]) else (self.pool, self.make_after)
            whole = await loop.run_in_executor(pool, make, environ, stream)
            if whole is not None:
                start, content = whole
                await send(start)
                await send({"type": "http.response.body", "body": content})

    async def read(self, receive: Callable, body: BinaryIO) -> int:
        """The whole body into `body`; its size in bytes."""
        size = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            piece = message.get("body", b"")
            size += len(piece)
            if size > self.longest:
                raise TooBig
            body.write(piece)
            if not message.get("more_body", False):
                body.seek(0)
                return size

    def make_first(self, environ: dict[str, Any], stream: Stream) -> tuple[dict, bytes] | None:
        with words.first():
            return self.make(environ, stream)

    def make_after(self, environ: dict[str, Any], stream: Stream) -> tuple[dict, bytes] | None:
        words.give_way(GIVES_WAY)
        return self.make(environ, stream)

    def make(self, environ: dict[str, Any], stream: Stream) -> tuple[dict, bytes] | None:
        """In a thread: the start and content of an ordinary response; None for a stream, which is then sent."""
        start: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            pairs = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            start.update(type="http.response.start", status=int(status[:3]), headers=pairs)

        response = self.wsgi(environ, start_response)
        try:
            if not getattr(response, "streaming", False):
                return start, b"".join(response)
            stream.send_all(start, response)
            return None
        finally:
            if close := getattr(response, "close", None):
                close()


class Stream:
    """Sends a streaming response from a thread, each piece when the browser has taken the one before."""

    def __init__(self, loop: asyncio.AbstractEventLoop, send: Callable) -> None:
        self.loop = loop
        self.send = send

    def send_all(self, start: dict, pieces: Iterable[bytes]) -> None:
        # A browser that goes away ends the stream: nothing to tell anybody.
        with suppress(OSError):
            self.put(start)
            for piece in pieces:
                self.put({"type": "http.response.body", "body": piece, "more_body": True})
            self.put({"type": "http.response.body", "body": b""})

    def put(self, message: dict) -> None:
        asyncio.run_coroutine_threadsafe(self.send(message), self.loop).result()


def environ_of(scope: dict, body: BinaryIO, size: int) -> dict[str, Any]:
    """The WSGI environ of an ASGI scope (PEP 3333)."""
    host, port = scope.get("server") or ("127.0.0.1", 80)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope.get("query_string", b"").decode("latin-1"),
        "SERVER_NAME": str(host),
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    add_headers(environ, scope["headers"])
    # What was read, whatever was announced: a chunked body has no length of its own.
    environ["CONTENT_LENGTH"] = str(size) if size else ""
    return environ


def add_headers(environ: dict[str, Any], headers: Iterable[tuple[bytes, bytes]]) -> None:
    for name, value in headers:
        # X_Forwarded-For would arrive as X-Forwarded-For: only names without "_" are what they seem.
        if b"_" in name:
            continue
        key = UNNAMED.get(name) or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        text = value.decode("latin-1")
        # Cookies are joined by ";", everything else by ",".
        joint = ";" if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{text}" if key in environ else text


async def answer(send: Callable, status: int, content: bytes, headers: Iterable[tuple[bytes, bytes]] = ()) -> None:
    """A whole small response."""
    named = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", b"%d" % len(content)), *headers]
    await send({"type": "http.response.start", "status": status, "headers": named})
    await send({"type": "http.response.body", "body": content})
