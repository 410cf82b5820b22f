"""uvicorn's websocket protocol, with a short way out: a nudge for a thousand pages is framed once and written at once.

The way every ASGI message goes costs a task's turn, a frame and a coroutine for each page, three times the writing.
"""

from __future__ import annotations

from functools import lru_cache

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Request
from websockets.protocol import State

from whiteglove.ground.events.pages import AT_ONCE


@lru_cache(maxsize=16)
def framed(text: str) -> bytes:
    """A text as it travels from a server; the last few are kept, because the next page hears the same."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


class Protocol(WebSocketsSansIOProtocol):
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            # The application's task exists by now and has its first turn later.
            self.scope["extensions"][AT_ONCE] = {"write": self.write}

    def write(self, text: str) -> bool:
        """Hand `text` to the transport now; False, and nothing sent, when it must wait or the socket is closing."""
        keeps_up = self.writable.is_set() and not self.transport.is_closing()
        if keeps_up and self.handshake_complete and self.conn.state is State.OPEN:
            self.transport.write(framed(text))
            return True
        return False
