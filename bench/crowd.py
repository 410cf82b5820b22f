"""Many browsers' sockets in a process of their own, as cheap as they can be: `python -m bench.crowd PORT`.

It reads one JSON line for each socket to open, {"name", "path", "cookie", "says": [what it says first], "hears":
a text}, and after an empty line writes "open" once all have heard their first word. From then on it writes the name and
the time (CLOCK_MONOTONIC, all processes alike) whenever a socket hears the text it waits for; of those without one
nothing is read but that something came.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import sys
import time
from functools import partial

import uvloop

from whiteglove.ground.events.bench import TEXT, frame

A_SECOND = 400
PING, PONG = 9, 10


class Ear(asyncio.Protocol):
    """One socket."""

    def __init__(self, port: int, wanted: dict) -> None:
        self.name, self.needle = wanted["name"], wanted.get("hears", "").encode()
        self.says = wanted.get("says", [])
        self.open = asyncio.get_running_loop().create_future()
        self.greeted, self.rest = False, b""
        key = base64.b64encode(os.urandom(16)).decode()
        cookie = f"Cookie: {wanted['cookie']}\r\n" if wanted.get("cookie") else ""
        self.hello = (
            f"GET {wanted['path']} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {key}\r\n{cookie}\r\n"
        )

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        transport.write(self.hello.encode())

    def connection_lost(self, error: Exception | None) -> None:
        print(f"lost {self.name}", flush=True)

    def data_received(self, data: bytes) -> None:
        at = time.monotonic()
        self.rest += data
        if not self.greeted and not self.greet():
            return
        while (whole := frame(self.rest)) is not None:
            kind, text, self.rest = whole
            if kind == PING:
                self.transport.write(masked(0x80 | PONG, text))
            elif self.needle and self.needle in text and self.open.done():
                print(f"{self.name} {at}", flush=True)
            elif not self.open.done() and (b'"cursor"' in text or b'"here"' in text):
                self.open.set_result(None)

    def greet(self) -> bool:
        """Say what is to be said first, once the handshake is over."""
        _, over, rest = self.rest.partition(b"\r\n\r\n")
        if over:
            self.greeted, self.rest = True, rest
            for words in self.says:
                self.transport.write(masked(0x80 | TEXT, words.encode()))
        return self.greeted


def masked(first: int, payload: bytes) -> bytes:
    """A frame as a browser sends it; with a mask of zeros, which costs nothing."""
    size = bytes([0x80 | len(payload)]) if len(payload) < 126 else bytes([0x80 | 126]) + len(payload).to_bytes(2, "big")
    return bytes([first]) + size + b"\0\0\0\0" + payload


async def main(port: int) -> None:
    loop, ears = asyncio.get_running_loop(), []
    for line in iter(sys.stdin.readline, "\n"):
        _, ear = await loop.create_connection(partial(Ear, port, json.loads(line)), "127.0.0.1", port)
        ears.append(ear)
        if len(ears) % 20 == 0:
            await asyncio.gather(asyncio.sleep(20 / A_SECOND), *(ear.open for ear in ears[-20:]))
    await asyncio.gather(*(ear.open for ear in ears))
    print("open", flush=True)
    await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
