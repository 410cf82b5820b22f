"""Somebody leaves a message while nobody is there: it becomes a conversation by email, with the same words."""

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.chat.caller import KIND, Caller
from whiteglove.service.channels.models import Account, Arrival


def leave(
    *,
    caller: Caller,
    at: datetime,
    text: str,
    client_id: str,
    email: str,
    name: str = "",
    answers: Sequence[tuple[str, str]] = (),
) -> Arrival:
    """Kept as it came; the same `client_id` again changes nothing. It is filed by the mailbox that will answer it.

    `answers` to what the desk asks before a chat stand above the words, as they would in one.
    """
    said = {"text": text, "email": email, "name": name, "id": client_id, "desk": caller.account.address}
    said["answers"] = [pair for pair in answers if pair[1]]
    key = sha256(f"{caller.account.pk}:{caller.token_hash}:{client_id}".encode()).hexdigest()
    return receive(
        json.dumps({"letter": said}, ensure_ascii=False).encode("utf-8", "replace"),
        account=mailbox_for(caller.account), at=at, kind=KIND, key=f"l:{key}",
        envelope={"from": email, "source": KIND, "desk": caller.account.pk},
    )  # fmt: skip


def mailbox_for(desk: Account) -> Account | None:
    """The mailbox of the same team, else the default one."""
    usable = Account.objects.active().filter(kind="email")
    own = usable.filter(team=desk.team_id).order_by("-is_default", "id").first() if desk.team_id else None
    return own or usable.order_by("-is_default", "id").first()
