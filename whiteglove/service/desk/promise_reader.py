"""Reading replies for promises: by the behaviours in force, the customer's zone and the team's opening hours.

Rules alone, of four behaviours: little to load, and half a millisecond a message.
"""

import threading
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from whiteglove.ground.packs.models import Loading
from whiteglove.ground.reader.commitments import Promise, commitments
from whiteglove.ground.reader.due import Closing
from whiteglove.service.desk.models import Commitment, Message
from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.queries import OFFICE_HOURS, Rules

if TYPE_CHECKING:
    from whiteglove.ground.reader import Reader, Reading

PART = "behaviours"
READ = ("fragments", "commitment", "follow_up_scheduled", "promise_kept", "done")
SAME = 5  # letters by which two words count as one: refund, refunded
_lock = threading.Lock()
# Where nobody has said yet when the team is open.
_OFFICE = Calendar.from_dict(OFFICE_HOURS)


def read(message: Message) -> "Reading":
    """What this reply shows, as far as promises go."""
    from whiteglove.ground.reader import Message as Said

    # A reader serves one thread at a time.
    with _lock:
        return reader_in_force().read(Said("agent", message.text, message.at, message.language[:2]))


def reader_in_force() -> "Reader":
    return _reader(Loading.objects.rulers(PART).values_list("revision_id", flat=True).first() or 0)


@lru_cache(maxsize=1)
def _reader(revision: int) -> "Reader":
    from whiteglove.ground.packs.models import Revision
    from whiteglove.ground.reader import Reader

    content = Revision.objects.get(pk=revision).part(PART) if revision else {}
    return Reader.from_content({name: content[name] for name in READ if name in content})


def promised(message: Message, reading: "Reading", in_force: Rules) -> list[Promise]:
    """What the reply promises, in the customer's own time, else in the calendar's."""
    calendar = calendar_of(message.ticket.team_id, message.at, in_force)
    zone, closing = zone_of(message, calendar), closing_of(calendar)
    said = commitments(reading.message, reading, message.at, zone, closing, ZoneInfo(calendar.zone))
    return [one for one in said if one.what]


def zone_of(message: Message, calendar: Calendar) -> ZoneInfo:
    try:
        return ZoneInfo(message.ticket.customer.time_zone or calendar.zone)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(calendar.zone)


def calendar_of(team: int | None, at: datetime, in_force: Rules) -> Calendar:
    """The team's calendar as it was at this time, or the default one, or office hours."""
    history = in_force.by_team.get(team) or in_force.calendars
    return [calendar for since, calendar in history if since is None or since <= at][-1:][0] if history else _OFFICE


def closing_of(calendar: Calendar) -> Closing:
    def closing(day: date) -> datetime | None:
        midnight = datetime.combine(day, time(), tzinfo=calendar.info)
        spans = clock.open_spans(calendar, midnight, midnight + timedelta(days=1))
        return spans[-1][1] if spans else None

    return closing


def kept_by(reading: "Reading", rows: list[Commitment]) -> Commitment | None:
    """Which promise this later reply reads as keeping: one it speaks of, the one due next if it only says so."""
    said = content(reading.message.text)
    spoken_of = [row for row in rows if content(row.what) & said]
    if reading.has("promise_kept"):
        return next(iter(spoken_of or rows), None)
    if reading.has("done"):
        return next((row for row in spoken_of if len(content(row.what) & said) > 1), None)
    return None


SMALL = frozenset("the their them this that with will they have from about your back again".split())  # noqa: SIM905


def content(text: str) -> frozenset[str]:
    words = (word.strip(".,;:!?'\"()").lower() for word in text.split())
    return frozenset(word[:SAME] for word in words if len(word) > 3 and word not in SMALL)
