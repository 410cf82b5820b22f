"""Hear of new mail at once, where the server offers IDLE (RFC 2177).

A watch is only a bell: it holds a connection on which the server says that something is new, and then the same poll
looks that looks every minute anyway. So a watch that is late, deaf or dead costs time and never mail. One worker of
the house watches a mailbox, and of several folders the first.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from django.db import connection

from whiteglove.ground.lib import clock
from whiteglove.service.channels import claims
from whiteglove.service.channels.actions.claim import claim, release
from whiteglove.service.channels.email import imap
from whiteglove.service.channels.models import Account

if TYPE_CHECKING:
    from imap_tools import BaseMailBox

log = logging.getLogger(__name__)
LOOK_UP = 20  # seconds after which a watch sees whether it is still wanted
ANEW = 9 * 60  # seconds after which IDLE is asked for again; servers and routers drop what is silent for longer
REST = 60  # seconds of rest after trouble; the poll says what is wrong
NOT_OFFERED = 3600  # seconds until a server without IDLE is asked for it again

_watches: dict[int, Watch] = {}
_rests_until: dict[int, float] = {}


def keep_watching(account: Account, ring: Callable[[], object]) -> None:
    """Have the mailbox watched by somebody; returns at once. `ring` is called whenever something may be new."""
    running = _watches.get(account.pk)
    if (running and running.is_alive()) or time.monotonic() < _rests_until.get(account.pk, 0):
        return
    me = claims.new()
    if claim(account, "watch", me, clock.now()):
        _watches[account.pk] = Watch(account, me, ring)
        _watches[account.pk].start()


class Watch(threading.Thread):
    """One connection that listens until the mailbox is changed or switched off, or the server hangs up."""

    def __init__(self, account: Account, me: str, ring: Callable[[], object]) -> None:
        super().__init__(name=f"watch {account.pk}", daemon=True)
        self.account, self.me, self.ring, self.stopped = account, me, ring, threading.Event()

    def run(self) -> None:
        try:
            _rests_until[self.account.pk] = time.monotonic() + self.listen()
        except imap.trouble() as error:
            log.info("the watch on %s ended: %s", self.account.address, imap.said(error))
            _rests_until[self.account.pk] = time.monotonic() + REST
        finally:
            with suppress(Exception):
                release(self.account, "watch", self.me)
            connection.close()

    def stop(self, timeout: float = 5) -> None:
        """End soon: at the next sign of life, or when it next sees whether it is wanted."""
        self.stopped.set()
        self.join(timeout)

    def listen(self) -> float:
        """Listens until it isn't wanted; seconds of rest before the next watch."""
        with imap.connected(self.account) as box:
            if not offers_idle(box):
                return NOT_OFFERED
            box.folder.set((self.account.part("imap").get("folders") or ["INBOX"])[0], readonly=True)
            while self.wanted():
                self.idle(box)
        return 0

    def idle(self, box: BaseMailBox) -> None:
        """One IDLE. The first ring is for what came before the server began to tell."""
        end = time.monotonic() + ANEW
        with box.idle as idling:
            self.ring()
            while time.monotonic() < end and self.wanted():
                began = time.monotonic()
                told = idling.poll(timeout=LOOK_UP)
                if any(b"EXISTS" in line for line in told):
                    self.ring()
                elif not told and time.monotonic() - began < LOOK_UP / 2:
                    # Something came that says nothing, perhaps the end: leaving IDLE finds out.
                    return

    def wanted(self) -> bool:
        """Still the same settings, still switched on, still ours."""
        if self.stopped.is_set():
            return False
        now = Account.objects.active().filter(pk=self.account.pk).values_list("settings", "secret").first()
        same = now and now[0] == self.account.settings and self.signs_in_as(now[1])
        return bool(same) and claim(self.account, "watch", self.me, clock.now())

    def signs_in_as(self, secret: bytes) -> bool:
        """A new access token is no reason to sign in again; a new password is."""
        before, now = self.account.secrets, Account(secret=secret).secrets
        return before.get("imap_password") == now.get("imap_password")


def offers_idle(box: BaseMailBox) -> bool:
    """Asked after signing in, when servers say all they can."""
    kind, answer = box.client.capability()
    return kind == "OK" and b"IDLE" in b" ".join(answer).upper().split()
