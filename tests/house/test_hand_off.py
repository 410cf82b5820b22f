"""Pages cross from the ASGI server to Django's WSGI handler and back unharmed."""

import asyncio
import threading

import pytest

from config import handoff
from config.handoff import Pages
from config.static import files, load, version


def scope(method="POST", path="/", headers=(), query=b""):
    return {
        "type": "http", "method": method, "path": path, "query_string": query, "headers": list(headers),
        "http_version": "1.1", "scheme": "http", "server": ("127.0.0.1", 80), "client": ("10.0.0.9", 5),
    }  # fmt: skip


def ask(wsgi, *, body=(b"",), longest=1000, gone=False, **given):
    """What the browser gets: the messages sent."""
    sent = []
    parts = [{"type": "http.request", "body": part, "more_body": True} for part in body]
    parts[-1]["more_body"] = False
    if gone:
        parts = [{"type": "http.disconnect"}]

    async def receive():
        return parts.pop(0)

    async def send(message):
        sent.append(message)

    asyncio.run(Pages(wsgi, threads=1, longest=longest)(scope(**given), receive, send))
    return sent


def echo(environ, start_response):
    """Answers with what it was given."""
    start_response("200 OK", [("X-Seen", environ.get("HTTP_X_NAME", "-")), ("Content-Type", "text/plain")])
    return [environ["CONTENT_LENGTH"].encode() + b":", environ["wsgi.input"].read()]


def test_a_body_in_several_pieces_arrives_whole():
    start, body = ask(echo, body=(b"ab", b"", b"cd"))
    assert start["status"] == 200
    assert body["body"] == b"4:abcd"


def test_a_body_that_is_too_long_is_refused_before_a_page_is_made():
    start, _ = ask(lambda *_: pytest.fail("a page was made"), body=(b"x" * 600, b"x" * 600))
    assert start["status"] == 413


def test_a_browser_that_goes_away_gets_no_page():
    assert ask(lambda *_: pytest.fail("a page was made"), gone=True) == []


def test_a_header_cannot_pass_for_another():
    start, _ = ask(echo, headers=[(b"x_name", b"forged")])
    assert dict(start["headers"])[b"x-seen"] == b"-"
    start, _ = ask(echo, headers=[(b"x-name", b"one"), (b"x-name", b"two")])
    assert dict(start["headers"])[b"x-seen"] == b"one,two"


def test_addresses_keep_their_letters():
    def where(environ, start_response):
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode("latin-1"), b"?", environ["QUERY_STRING"].encode()]

    _, body = ask(where, path="/Straße", query=b"q=%C3%9F")
    assert body["body"] == "/Straße?q=%C3%9F".encode()


class Streaming(list):
    streaming = True
    closed = False

    def close(self):
        self.closed = True


def test_a_streaming_answer_comes_piece_by_piece_and_is_closed():
    pieces = Streaming([b"a", b"b"])

    def stream(environ, start_response):
        start_response("200 OK", [])
        return pieces

    start, *bodies = ask(stream)
    assert start["type"] == "http.response.start"
    assert [(one["body"], one.get("more_body", False)) for one in bodies] == [(b"a", True), (b"b", True), (b"", False)]
    assert pieces.closed


def test_the_version_of_static_files_follows_their_content(monkeypatch, tmp_path):
    before = version()
    changed = {**files(), "ui/new.js": tmp_path / "new.js"}
    (tmp_path / "new.js").write_text("1")
    monkeypatch.setattr("config.static.files", lambda: changed)
    version.cache_clear()
    try:
        assert version() != before
    finally:
        monkeypatch.undo()
        version.cache_clear()
    assert version() == before


def test_every_static_file_can_be_sent_with_a_type():
    for name in files():
        if name.startswith("ui/"):
            file = load(name)
            assert file.type.split(";")[0] in {"text/javascript", "text/css", "image/svg+xml"}, name
            assert len(file.packed) < len(file.content)


def test_what_comes_first_does_not_stand_behind_what_takes_longer():
    async def run():
        slow, sent = threading.Event(), []

        def wsgi(environ, start_response):
            if environ["PATH_INFO"] == "/slow/":
                slow.wait(5)
            start_response("200 OK", [])
            return [b""]

        async def receive():
            return {"type": "http.request", "body": b""}

        async def send(message):
            sent.append(message)

        pages = Pages(wsgi, threads=1, first=lambda path: path == "/words/")
        waiting = asyncio.ensure_future(pages(scope(path="/slow/"), receive, send))
        await asyncio.wait_for(pages(scope(path="/words/"), receive, send), 5)
        assert (len(sent), waiting.done()) == (2, False)
        slow.set()
        await waiting

    asyncio.run(run())


def test_other_pages_are_begun_once_the_words_are_made(monkeypatch):
    monkeypatch.setattr(handoff, "GIVES_WAY", 5)
    begun, words = [], threading.Event()

    def wsgi(environ, start_response):
        if environ["PATH_INFO"] == "/words/":
            words.wait(5)
        begun.append(environ["PATH_INFO"])
        start_response("200 OK", [])
        return [b""]

    async def run():
        async def receive():
            return {"type": "http.request", "body": b""}

        async def send(message):
            pass

        pages = Pages(wsgi, threads=1, first=lambda path: path == "/words/")
        first = asyncio.ensure_future(pages(scope(path="/words/"), receive, send))
        await asyncio.sleep(0.01)
        second = asyncio.ensure_future(pages(scope(path="/panel/"), receive, send))
        await asyncio.wait({second}, timeout=0.05)
        words.set()
        await asyncio.gather(first, second)

    asyncio.run(run())
    assert begun == ["/words/", "/panel/"]
