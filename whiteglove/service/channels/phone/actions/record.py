"""What was recorded of a call, for as long as its line keeps recordings."""

from datetime import datetime, timedelta

from whiteglove.ground.lib.rows import insert_if_new
from whiteglove.service.channels.actions.forget import drop_unused
from whiteglove.service.channels.models import Blob, Call, CallRecording

DAYS = 90


def keep_recording(
    call: Call, *, kind: str, at: datetime, content: bytes = b"", type: str = "", url: str = "", transcript: str = ""
) -> CallRecording | None:
    """None where it was kept before."""
    days = (call.account.settings.get("keep_days") if call.account_id else None) or DAYS
    blob = Blob.objects.keep(content) if content else None
    row = CallRecording(
        call=call, kind=kind, at=at, blob=blob, type=type[:100], url=url, transcript=transcript,
        until=(at + timedelta(days=days)).date(),
    )  # fmt: skip
    return row if insert_if_new(row) else None


def drop_old_recordings(*, at: datetime) -> int:
    """Sound and addresses whose days are over go; that there was a recording, and what it said in words, stays."""
    old = CallRecording.objects.filter(until__lt=at.date())
    blobs = set(old.exclude(blob=None).values_list("blob_id", flat=True))
    many = old.update(blob=None, url="", until=None)
    drop_unused(blobs)
    return many
