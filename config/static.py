"""Static files straight from their folders: one version for all of them, in the path.

`/static/<version>/ui/start.js`: the version is a digest of every file's content, so a page and its files always belong
together, browsers may keep them for ever, and relative imports between modules and style sheets just work. There is no
build step: the digest takes milliseconds, compression happens once a file at its first request and stays in memory.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import mimetypes
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage

FOR_EVER = b"public, max-age=31536000, immutable"
ASK_AGAIN = b"no-cache"
SMALLEST_WORTH_IT = 500
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
COMPRESSIBLE = ("text/", "application/json", "image/svg+xml")


@dataclass(frozen=True)
class File:
    """`packed` is the gzip form, empty where it doesn't help."""

    content: bytes
    packed: bytes
    type: str
    etag: bytes


@cache
def files() -> dict[str, Path]:
    """Every static file: its name under /static/ and where it lies. The first finder wins, as in Django."""
    found: dict[str, Path] = {}
    for finder in get_finders():
        for name, storage in finder.list([]):
            found.setdefault(name.replace("\\", "/"), Path(storage.path(name)))
    return found


@cache
def version() -> str:
    """A digest of all names and contents: the same in every process of one release."""
    digest = hashlib.sha256()
    for name, path in sorted(files().items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


@cache
def load(name: str) -> File:
    """The file as it is sent; KeyError when there is none."""
    path = files()[name]
    content = path.read_bytes()
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    squeezed = gzip.compress(content, 9, mtime=0) if kind.startswith(COMPRESSIBLE) else content
    packed = squeezed if len(content) >= SMALLEST_WORTH_IT and len(squeezed) < len(content) else b""
    charset = "; charset=utf-8" if kind.startswith("text/") else ""
    return File(content, packed, kind + charset, f'"{hashlib.sha256(content).hexdigest()[:20]}"'.encode())


class Versioned(StaticFilesStorage):
    """Addresses with the version in them, once `versions` is switched on by the server that understands them."""

    versions = False

    def url(self, name: str) -> str:
        if self.versions and name in files():
            return f"{settings.STATIC_URL}{version()}/{name}"
        return super().url(name)


async def static_files(scope: dict, receive: Callable, send: Callable) -> None:
    """ASGI application for everything under STATIC_URL."""
    if settings.DEBUG:
        files.cache_clear()
        load.cache_clear()
    name = scope["path"].removeprefix(settings.STATIC_URL)
    current = name.startswith(f"{version()}/")
    bare = name if name in files() else name.partition("/")[2]
    if scope["method"] not in {"GET", "HEAD"} or bare not in files():
        await send_file(send, 404, [(b"content-type", b"text/plain")], b"No such file.\n")
        return
    file = await asyncio.to_thread(load, bare)
    asked = dict(scope["headers"])
    zipped = file.packed and b"gzip" in asked.get(b"accept-encoding", b"")
    headers = headers_of(file, FOR_EVER if current else ASK_AGAIN, bool(zipped))
    if asked.get(b"if-none-match") == file.etag:
        await send_file(send, 304, headers, b"")
    else:
        content = file.packed if zipped else file.content
        await send_file(send, 200, headers, content)


def headers_of(file: File, caching: bytes, zipped: bool) -> list[tuple[bytes, bytes]]:
    headers = [
        (b"content-type", file.type.encode()),
        (b"etag", file.etag),
        (b"cache-control", caching),
        (b"vary", b"accept-encoding"),
        (b"x-content-type-options", b"nosniff"),
    ]
    return [*headers, (b"content-encoding", b"gzip")] if zipped else headers


async def send_file(send: Callable, status: int, headers: list[tuple[bytes, bytes]], content: bytes) -> None:
    length = [] if status == 304 else [(b"content-length", b"%d" % len(content))]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": content})
