"""On PostgreSQL, one connection per process listens for NOTIFY and rings the bell."""

from __future__ import annotations

import logging
import threading
import time

from django.db import connection

from whiteglove.ground.events import wake

log = logging.getLogger(__name__)

_lock = threading.Lock()
_thread: threading.Thread | None = None


def ensure() -> None:
    """Start listening, once per process; nothing to do on SQLite."""
    global _thread
    with _lock:
        if connection.vendor != "postgresql" or (_thread and _thread.is_alive()):
            return
        parameters = connection.get_connection_params()
        _thread = threading.Thread(target=listen_for_ever, args=(parameters,), name="listener", daemon=True)
        _thread.start()


def listen_for_ever(parameters: dict) -> None:
    """Listen; after a break ring once, for what was missed meanwhile is in the log."""
    while True:
        try:
            listen(parameters)
        except Exception:
            log.exception("Lost the connection that listens for events; trying again")
            time.sleep(1)


def listen(parameters: dict) -> None:
    import psycopg

    wanted = {key: value for key, value in parameters.items() if key not in {"cursor_factory", "context"}}
    with psycopg.connect(**wanted, autocommit=True) as listening:
        listening.execute(f"LISTEN {wake.CHANNEL}")
        wake.ring()
        wake.dispatch(wake.LISTENING, {})
        for notice in listening.notifies():
            wake.received(notice.payload)
