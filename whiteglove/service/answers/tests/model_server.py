"""A little server of a language model, as good or as bad as a test wants it."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Model:
    """`answer` is called for each request with what was asked. `asked` keeps (path, headers, body)."""

    url: str = ""
    answer: Callable[["Handler"], None] = lambda handler: handler.says("1")
    asked: list[tuple[str, dict, dict]] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All that left, as it travelled."""
        return json.dumps([body for _, _, body in self.asked], ensure_ascii=False)


class Handler(BaseHTTPRequestHandler):
    model: Model

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.model.asked.append((self.path, dict(self.headers), body))
        self.model.answer(self)

    def do_GET(self) -> None:
        self.model.asked.append((self.path, {}, {}))
        self.sends(b"{}")

    def says(self, words: object) -> None:
        self.sends(json.dumps({"choices": [{"message": {"role": "assistant", "content": words}}]}).encode())

    def sends(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def drips(self) -> None:
        """A byte now and then, without end."""
        try:
            while True:
                self.wfile.write(b"H")
                time.sleep(0.02)
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served() -> Iterator[Model]:
    model = Model()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Of", (Handler,), {"model": model}))
    server.daemon_threads, server.block_on_close = True, False
    model.url = f"http://127.0.0.1:{server.server_port}/v1"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
