"""On which days two people can meet: open by the calendar of their team, and neither of them away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from whiteglove.service.sla.calendar import Calendar
from whiteglove.service.sla.wall import moment

from .programme import Kind
from .rhythm import Interval, Slot, day_for, start_for, wanted

Away = Mapping[int, Iterable[tuple[date, date]]]


@dataclass
class Days:
    """`away`: {person: first and last days}; `busy`: {person: conversations planned}, which `take` adds to."""

    away: Away
    busy: dict[int, list[Interval]] = field(default_factory=dict)

    def free(self, people: Iterable[int], day: date) -> bool:
        return not any(first <= day <= last for one in people for first, last in self.away.get(one, ()))

    def taken(self, people: Iterable[int]) -> list[Interval]:
        return [span for one in people for span in self.busy.get(one, [])]

    def take(self, people: Iterable[int], span: Interval) -> None:
        for one in people:
            self.busy.setdefault(one, []).append(span)

    def give_back(self, people: Iterable[int], span: Interval) -> None:
        for one in people:
            self.busy[one] = [other for other in self.busy.get(one, []) if other != span]

    def start(
        self, kind: Kind, slot: Slot, people: tuple[int, int], calendar: Calendar, today: date, wish: date | None = None
    ) -> datetime | None:
        """When in this slot the two meet, on `wish` or the day the kind wants if they can; None where they can't."""
        day = day_for(slot, wish or wanted(slot, kind.week, kind.day),
                      lambda day: self.on(kind, day, people, calendar) is not None, today)  # fmt: skip
        return self.on(kind, day, people, calendar) if day else None

    def on(self, kind: Kind, day: date, people: tuple[int, int], calendar: Calendar) -> datetime | None:
        if not self.free(people, day):
            return None
        hour, minute = map(int, kind.time.split(":"))
        wish = datetime.combine(day, time(hour, minute), tzinfo=calendar.info)
        hours = [(moment(start), moment(end)) for start, end in calendar.spans(day, day)]
        return start_for(wish, kind.minutes, hours, self.taken(people))
