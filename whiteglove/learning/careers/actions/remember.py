"""Count what evidence shows of a lead's people, and remember it for their table."""

from datetime import datetime, timedelta

from whiteglove.ground.people.models import Person, Role
from whiteglove.ground.people.policy import require
from whiteglove.learning.careers import queries
from whiteglove.learning.careers.heat import digits
from whiteglove.learning.careers.models import Remembered

MOST = 2000  # people of one reader
AT_ONCE = 200
RESTS = timedelta(minutes=30)


def remember(*, by: Person, at: datetime) -> int:
    """Of how many. It follows from other rows, so nobody is told."""
    require(by, "careers.see")
    found, levels = queries.in_force(), {}
    people = list(queries.people_of(by)[:MOST]) if found else []
    for start in range(0, len(people), AT_ONCE):
        shown = queries.standings(found, people[start : start + AT_ONCE], at, by)
        levels |= {str(pk): digits(map_of) for pk, map_of in shown.items()}
    under = queries.counted_under(found, by) if found else ""
    Remembered.objects.update_or_create(reader=by, defaults={"levels": levels, "under": under, "at": at})
    return len(levels)


def remember_next(*, at: datetime) -> bool:
    """For whoever's table was never counted, or longest ago. Whether there was somebody."""
    leads = Person.objects.active().filter(role__in=(Role.LEAD, Role.ADMIN))
    Remembered.objects.exclude(reader__in=leads).delete()  # they look after nobody any more
    reader = leads.exclude(pk__in=Remembered.objects.values("reader")).order_by("pk").first()
    if reader is None:
        aged = Remembered.objects.filter(at__lt=at - RESTS, reader__in=leads).order_by("at").select_related("reader")
        reader = next((one.reader for one in aged[:1]), None)
    return reader is not None and remember(by=reader, at=at) >= 0
