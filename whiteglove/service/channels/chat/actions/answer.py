"""The desk's answer becomes a line of the visitor's conversation."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels.chat.unseen import mail_due
from whiteglove.service.channels.models import Blob, ChatFile, ChatLine, ChatSession, Outgoing

from .append import append, locked

_handed_over = Prepared(lambda outgoing: ChatLine.objects.filter(outgoing=outgoing).order_by()[:1])


def answer(*, session: ChatSession, outgoing: Outgoing, at: datetime, hand_over: Callable[[], None]) -> ChatLine:
    """The same answer handed over again is the line it was; `hand_over` and the line are kept together or not."""
    with transaction.atomic():
        held = locked(session.pk)
        hand_over()
        if known := _handed_over.first(outgoing.pk):
            return known
        held.mail_due_at = mail_due(held.visitor.account, at)
        line = append(
            session=held, side=ChatLine.Side.DESK, name=outgoing.by.name if outgoing.by else outgoing.from_name,
            text=outgoing.text, at=at, outgoing=outgoing, automatic=outgoing.auto, offers=outgoing.offers,
        )  # fmt: skip
        named = [file["blob"] for file in outgoing.attachments]
        sizes = dict(Blob.objects.filter(pk__in=named).values_list("pk", "size")) if named else {}
        for file in outgoing.attachments:
            ChatFile.objects.create(
                line=line, blob_id=file["blob"], name=file["name"], type=file["type"], size=sizes[file["blob"]]
            )
        return line
