"""Chats follow their ticket: into the one it was merged into, and out again."""

from collections.abc import Collection

from whiteglove.service.channels.chat import nudges
from whiteglove.service.channels.models import ChatSession


def hold(*, refs: Collection[str]) -> None:
    """Lock the chats filed under these: before their tickets, as whoever files a line does."""
    list(ChatSession.objects.select_for_update().filter(ref__in=refs).order_by("pk").values_list("pk"))


def refile(*, ref: str, to: str, only: Collection[int] | None = None) -> int:
    """What is filed under `ref` is filed under `to` from now on, or of it `only` these; returns how many chats. Inside
    a transaction that holds them."""
    moved = ChatSession.objects.filter(ref=ref)
    found = list(moved if only is None else moved.filter(pk__in=only))
    for session in found:
        session.ref = to
        session.save(update_fields=["ref"])
        nudges.filed(session)
        nudges.changed(session)
    return len(found)
