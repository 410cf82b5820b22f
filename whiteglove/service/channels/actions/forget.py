"""Remove for good what messages said and whom they named; that there were some stays."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import ProtectedError

from whiteglove.service.channels.models import Arrival, Blob, ChatFile, ChatLine, ChatSession, ChatVisitor, Outgoing

GONE = "Erased at the customer's wish."


def forget_arrivals(*, ids: Iterable[int], senders: Iterable[str] = ()) -> int:
    """Raw bytes, sender and subject of these arrivals, and of any other from these addresses. Returns how many.

    The dedupe key stays: the same mail, delivered again, mustn't come back as a new one.
    """
    with transaction.atomic():
        found = Arrival.objects.filter(pk__in=list(ids)) | Arrival.objects.filter(sender__in=list(senders))
        rows = list(found.values_list("pk", "raw_id"))
        nothing = Blob.objects.keep(b"")
        Arrival.objects.filter(pk__in=[pk for pk, _ in rows]).update(
            raw=nothing.sha256, sender="", subject="", envelope={}, outcome={}, error="", reason=GONE, due_at=None,
            state=Arrival.State.SET_ASIDE,
        )  # fmt: skip
        drop_unused({raw for _, raw in rows})
    return len(rows)


def forget_outgoings(*, ids: Iterable[int]) -> int:
    """What we wrote and to whom; what hasn't left yet never will. Returns how many."""
    with transaction.atomic():
        found = Outgoing.objects.filter(pk__in=list(ids))
        rows = list(found.values_list("pk", "raw_id"))
        found.filter(state=Outgoing.State.QUEUED).update(state=Outgoing.State.CANCELLED, claimed_by="")
        found.update(
            to=[],
            cc=[],
            bcc=[],
            subject="",
            text="",
            html="",
            headers={},
            attachments=[],
            results={},
            error="",
            raw=None,
        )
        drop_unused({raw for _, raw in rows if raw})
    return len(rows)


def drop_unused(digests: Iterable[str]) -> None:
    """Delete blobs that nothing points at any more."""
    for blob in Blob.objects.filter(pk__in=list(digests)).defer("stored"):
        try:
            with transaction.atomic():
                blob.delete()
        except ProtectedError:
            # The same bytes belong to somebody else's message too.
            continue


def forget_chats(*, refs: Iterable[str]) -> int:
    """What was said in the chats filed under these, and the visitors who have no other. Returns how many lines.

    Whoever still has the page open begins as somebody new.
    """
    with transaction.atomic():
        sessions = ChatSession.objects.filter(ref__in=list(refs))
        visitors = set(sessions.values_list("visitor", flat=True))
        files = ChatFile.objects.filter(line__session__in=sessions)
        digests = set(files.values_list("blob_id", flat=True))
        files.delete()
        said = ChatLine.objects.filter(session__in=sessions)
        forget_outgoings(ids=[pk for pk in said.values_list("letter", flat=True) if pk])
        lines = said.delete()[0]
        drop_unused(digests)
        sessions.delete()
        ChatVisitor.objects.filter(pk__in=visitors, sessions=None).delete()
    return lines
