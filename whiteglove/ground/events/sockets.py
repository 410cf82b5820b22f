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
def framed(*texts: str) -> bytes:
    """Texts as they travel from a server; the last few are kept, because the next page hears the same."""
    return b"".join(Frame(Opcode.TEXT, text.encode()).serialize(mask=False) for text in texts)


class Protocol(WebSocketsSansIOProtocol):
    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            # The application's task exists by now and has its first turn later.
            self.scope["extensions"][AT_ONCE] = {"write": self.write}

    def write(self, *texts: str) -> bool:
        """Hand them to the transport now; False, and nothing sent, when they must wait or the socket is closing."""
        keeps_up = self.writable.is_set() and not self.transport.is_closing()
        if keeps_up and self.handshake_complete and self.conn.state is State.OPEN:
            self.transport.write(framed(*texts))
            return True
        return False
