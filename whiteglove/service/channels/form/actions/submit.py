"""Somebody sends a form: kept as it came, before anything is understood."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.chat.actions.leave import mailbox_for
from whiteglove.service.channels.form.doubts import doubt
from whiteglove.service.channels.given import Given, kept
from whiteglove.service.channels.models import Account, Arrival

KIND = "form"


class Request(NamedTuple):
    """What was filled in. `matter` is one of our kinds, `kind` what the form calls it.

    `answers` are (question, answer) in the form's order; `trap` is what no person sees.
    """

    kind: str
    email: str
    name: str
    subject: str
    text: str
    language: str
    answers: Sequence[tuple[str, str]] = ()
    files: Sequence[Given] = ()
    trap: str = ""
    matter: str = ""


def submit(*, place: Account, request: Request, page: str, at: datetime, proven: bool = False) -> Arrival:
    """The arrival, filed by the mailbox that will answer it; a request that looks like spam is held, with its reason.

    The same `page` with the same words again is the arrival that was here before, with `.duplicate` set. `proven`: its
    sender came in by a link in their mailbox, so that nothing is doubted.
    """
    raw, held = raw_of(request, place, page), "" if proven else doubt_about(request)
    key = sha256(raw).hexdigest()
    return receive(
        raw, account=mailbox_for(place), at=at, kind=KIND, key=f"f:{key}",
        envelope={"from": request.email, "source": KIND, "form": place.pk, "doubt": held},
    )  # fmt: skip


def raw_of(request: Request, place: Account, page: str) -> bytes:
    """A line for each thing that was said: a lead reads it where it is held."""
    said = request._asdict() | {"form": place.address, "page": page}
    said["files"] = [kept(one) for one in request.files]
    return json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def doubt_about(request: Request) -> str:
    known = Arrival.objects.filter(sender=request.email.lower(), state=Arrival.State.FILED).exists()
    text = "\n".join([request.text, *(answer for _, answer in request.answers)])
    return doubt(trap=request.trap, headline=f"{request.name} {request.subject}", text=text, known=known)
