"""The product as one ASGI application: live sockets, static files, and pages by Django's WSGI handler in threads."""

import os
import re
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application

pages = get_wsgi_application()

# Only now are settings and models there to be imported.
from django.conf import settings  # noqa: E402

from config.handoff import Pages  # noqa: E402
from config.static import Versioned, static_files  # noqa: E402
from whiteglove.ground.events.hub import hub  # noqa: E402
from whiteglove.service.channels.chat.live import hub as visitors  # noqa: E402

# What is said in a chat, on its way to either side.
WORDS = re.compile(r"/chat/[^/]+/lines/|/desk/tickets/\d+/(conversation|messages)/")
handoff = Pages(pages, threads=4, longest=settings.MAIL_SIZE_LIMIT * 2, first=WORDS.fullmatch)
Versioned.versions = not settings.DEBUG


async def application(scope: dict, receive: Callable, send: Callable) -> None:
    if scope["type"] == "http":
        await http(scope, receive, send)
    elif scope["type"] == "websocket":
        await socket(scope, receive, send)
    else:
        await lifespan(receive, send)


async def http(scope: dict, receive: Callable, send: Callable) -> None:
    if scope["path"].startswith(settings.STATIC_URL):
        await static_files(scope, receive, send)
    else:
        await handoff(scope, receive, send)


async def socket(scope: dict, receive: Callable, send: Callable) -> None:
    if scope["path"] == "/live/":
        await hub(scope, receive, send)
    elif scope["path"] == "/chat/live/":
        await visitors(scope, receive, send)
    else:
        await receive()
        await send({"type": "websocket.close", "code": 1000})


async def lifespan(receive: Callable, send: Callable) -> None:
    """Servers ask whether we are ready; nothing here waits."""
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
