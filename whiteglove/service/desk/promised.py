"""A promise as pages show it: worked out before a template asks."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.safestring import SafeString

from whiteglove.ground.people.models import Person
from whiteglove.ground.ui import times
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.shown import Shown, plain
from whiteglove.service.desk import callbacks
from whiteglove.service.desk.models import Commitment, Stage

PROMISED_BY = {"colleague": "a colleague", "supplier": "a supplier"}


@dataclass(slots=True)
class Promised(Shown):
    """`lead` is who promised, `due` when in words, `tone` the class of that time, `url` its door. Of a call the
    number, `tel` as it is dialled, how often nobody was reached, and `there`: when it is due where the customer is."""

    pk: SafeString
    message: int
    url: str
    what: str
    lead: str
    by: str
    due: str
    tone: str
    state: str
    condition: str = ""
    words: str = ""
    seems_kept: bool = False
    mine: bool = False
    phone: str = ""
    tel: str = ""
    tries: int = 0
    there: str = ""
    is_call: bool = False

    @property
    def said(self) -> str:
        """ "call back", to follow "You promised:"."""
        return self.what[:1].lower() + self.what[1:]


def shown(row: Commitment, person: Person, now: datetime, zone: str = "") -> Promised:
    """`now` in the reader's zone, `zone` the customer's. Asks the database nothing if `row.person` is there."""
    mine = row.person_id == person.pk
    name = row.person.first_name if row.person_id else "the team"
    return Promised(
        plain(row.pk), row.message_id, address("desk:promise", row.ticket_id, row.pk), row.what,
        "You promised" if mine else f"{name[:1].upper()}{name[1:]} promised", "you" if mine else name,
        due(row, now), tone(row, now), row.state, row.condition, row.words, row.seems_kept_by_id is not None, mine,
        row.phone, callbacks.dialled(row.phone), row.tries, there(row, now, zone) if row.is_call else "", row.is_call,
    )  # fmt: skip


def due(row: Commitment, now: datetime) -> str:
    """ "by Thu 12:00", "by today 17:00", or that no time was said."""
    if row.due_at is None:
        return row.due_words or "no time said"
    here = timezone.localtime(row.due_at, now.tzinfo)
    return f"by {'today ' if here.date() == now.date() else ''}{spoken(here, now)}"


def there(row: Commitment, now: datetime, zone: str) -> str:
    """ "Tue 11:24", where the customer's clock shows something else than the reader's."""
    found = zone_named(zone)
    if row.due_at is None or found is None:
        return ""
    theirs = row.due_at.astimezone(found)
    same = theirs.utcoffset() == row.due_at.astimezone(now.tzinfo).utcoffset()
    return "" if same else f"{theirs:%a %H:%M}"


def zone_named(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def spoken(here: datetime, now: datetime) -> str:
    """As `times.spoken`, with the hour for days farther off too: a promise has an hour."""
    words = times.spoken(here, now)
    return words if ":" in words else f"{words}, {here:%H:%M}"


def tone(row: Commitment, now: datetime) -> str:
    if row.state == Stage.BROKEN:
        return "is-over"
    return times.urgency(row.due_at, now) if row.due_at and row.is_pending else ""
