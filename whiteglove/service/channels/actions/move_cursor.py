"""Remember how far a folder has been read."""

from datetime import date

from whiteglove.service.channels.models import Account, Cursor


def find_cursor(account: Account, folder: str, *, validity: int, uid: int = 0, since: date | None = None) -> Cursor:
    """The folder's cursor; a new one begins after `uid`. Under another UIDVALIDITY it begins anew, `since` kept."""
    first = {"uidvalidity": validity, "uid": uid, "since": since}
    cursor, made = Cursor.objects.get_or_create(account=account, folder=folder, defaults=first)
    if not made and cursor.uidvalidity != validity:
        cursor.uidvalidity, cursor.uid = validity, 0
        cursor.save(update_fields=["uidvalidity", "uid"])
    return cursor


def move_cursor(cursor: Cursor, uid: int) -> None:
    """Everything up to `uid` is kept."""
    cursor.uid = uid
    Cursor.objects.filter(pk=cursor.pk).update(uid=uid)
