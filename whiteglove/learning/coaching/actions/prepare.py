"""Prepare an agenda from the evidence. Once a conversation is held, its agenda stays."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count

from whiteglove.ground.people.models import Person
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.agenda import Drafted, Known, Promise, Worked, lines_of
from whiteglove.learning.coaching.evidence.replies import said_in
from whiteglove.learning.coaching.evidence.shape import Window
from whiteglove.learning.coaching.gathering import gather, hear
from whiteglove.learning.coaching.models import Focus, Line, Talk
from whiteglove.learning.coaching.programme import Kind, Programme
from whiteglove.learning.coaching.skills import rate_of
from whiteglove.learning.standards.queries import behaviours, text_of
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Message

from .changing import changing, tell

FRESH = timedelta(hours=6)
SOON = timedelta(minutes=3)  # where nothing was found: perhaps it wasn't read yet
# As long before a skill was chosen as is looked at since, and no longer than this.
LONGEST = timedelta(days=92)


def prepare(*, talk: Talk, by: Person | None, at: datetime) -> Talk:
    """Gather what the conversations show by now. Refused once it is over."""
    programme = queries.programme_of_talk(talk)
    kind = queries.kind_of(talk)
    since, until = queries.period_of(kind, talk, at)
    drafted = (
        lines_of(kind, _known(talk, kind, programme, Window(talk.agent_id, since, until, talk.lead)))
        if programme
        else []
    )
    with changing(talk, by=by, at=at) as row:
        if not row.is_planned:
            raise Refused("This conversation is over: its agenda stays as it was.")
        Line.objects.filter(talk=row).delete()
        Line.objects.bulk_create(_rows(row, drafted))
        row.since, row.until, row.prepared_at = since, until, at
        row.save(update_fields=["since", "until", "prepared_at"])
        tell("talk.prepared", row, by, at, lines=len(drafted))
    return row


def _known(talk: Talk, kind: Kind, programme: Programme, window: Window) -> Known:
    names = {name: one["name"] for name, one in behaviours().items()}
    agreed = [Promise(one.what, one.owner.first_name, one.until, one.state) for one in queries.carried_over(talk)]
    worked = [made for one in queries.focuses_of(talk.agent_id) 
              if (made := worked_on(one, programme, window.until, talk.lead))]  # fmt: skip
    now, before = gather(window, programme, names, kind.sources), hear(window.before, programme.skills)
    return Known(programme, now, before, agreed, worked, window.until.date())


def worked_on(focus: Focus, programme: Programme, until: datetime, reader: Person | None = None) -> Worked | None:
    """How often the skill was seen before it was chosen, and since, in what `reader` sees of it."""
    skill = programme.skills.get(focus.skill)
    if skill is None:
        return None
    since = max(focus.at, until - LONGEST)
    before = Window(focus.agent_id, focus.at - LONGEST, focus.at, reader)
    return Worked(rate_of(skill, said_in(before).replies),
                  rate_of(skill, said_in(Window(focus.agent_id, since, until, reader)).replies))  # fmt: skip


def _rows(talk: Talk, drafted: Iterable[Drafted]) -> list[Line]:
    """The same words, said to several customers, stand once."""
    found = list(drafted)
    messages = Message.objects.in_bulk([one.message for one in found if one.message])
    rows: dict[tuple[str, str, str], Line] = {}
    for one in found:
        if one.message is None or one.message in messages:
            row = _row(talk, one, _words(one, messages.get(one.message)))
            rows.setdefault((row.item, row.says, row.quote), row)
    return list(rows.values())


def _row(talk: Talk, one: Drafted, quote: str) -> Line:
    return Line(talk=talk, item=one.item, kind=one.kind, tone=one.tone, says=one.says, quote=quote, at=one.at,
                ticket_id=one.ticket, message_id=one.message, facts=one.facts)  # fmt: skip


def _words(one: Drafted, message: Message | None) -> str:
    """The whole sentence where it is known."""
    whole = text_of(message)[one.place[0] : one.place[1]].strip() if message and one.place else ""
    return (whole or one.quote)[:600]


def prepare_due(*, at: datetime) -> int:
    """Those of the next two days whose agenda isn't fresh. Returns how many."""
    rows = Talk.objects.planned().filter(planned_for__lte=at + timedelta(days=2), planned_for__gt=at)
    # Of a desk that has just begun the first mails are being read still.
    rows = rows.filter(made_at__lte=at - timedelta(minutes=2))
    counted = rows.select_related("revision").annotate(told=Count("lines"))
    stale = [one for one in counted if not one.prepared_at or one.prepared_at < at - (FRESH if one.told else SOON)]
    for talk in stale:
        prepare(talk=talk, by=None, at=at)
    return len(stale)
