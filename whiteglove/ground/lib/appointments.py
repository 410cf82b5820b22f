"""What stands on a day, for anybody's own calendar (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from icalendar import Calendar, Event


@dataclass(frozen=True)
class Appointment:
    """`changed` counts its changes: a program that reads it again moves what was moved, and strikes what is `off`."""

    uid: str
    name: str
    starts_at: datetime
    ends_at: datetime
    where: str = ""
    url: str = ""
    about: str = ""
    changed: int = 0
    off: bool = False


def calendar(appointments: Iterable[Appointment], maker: str, at: datetime, method: str = "PUBLISH") -> bytes:
    """A whole .ics file. `maker`: the part of the product that writes it, such as "Academy"."""
    made = Calendar()
    made.add("prodid", f"-//Whiteglove//{maker}//EN")
    made.add("version", "2.0")
    made.add("method", method)
    for one in appointments:
        made.add_component(_event(one, at))
    return made.to_ical()


def _event(one: Appointment, at: datetime) -> Event:
    made = Event()
    made.add("uid", one.uid)
    made.add("dtstamp", at)
    made.add("sequence", one.changed)
    made.add("dtstart", one.starts_at)
    made.add("dtend", one.ends_at)
    made.add("summary", one.name)
    made.add("location", one.where)
    if one.about:
        made.add("description", one.about)
    made.add("status", "CANCELLED" if one.off else "CONFIRMED")
    made.add("url", one.url)
    return made
