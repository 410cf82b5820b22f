"""What pages read of macros: which are offered to whom, in what order, and their words filled in for a ticket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.lib.words import fold
from whiteglove.ground.people.models import Person, Team
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.desk import macro_steps, macro_words
from whiteglove.service.desk.models import DeskRules, Macro, MacroHabit, MacroRun, Ticket

OFTEN, MOST = 8, 40
_said_name = Prepared(
    lambda ref: ChatSession.objects.filter(ref=ref).order_by("-id").values_list("visitor__name")[:1]
)  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """`mine`: it stands first because this person uses it."""

    macro: Macro
    mine: bool = False


@dataclass(frozen=True)
class Preview:
    """What using a macro would put in and do."""

    macro: Macro
    text: str = ""
    missing: Sequence[str] = ()
    language: str = ""
    languages: Sequence[str] = ()
    steps: Sequence[tuple[str, str]] = field(default=())


def offered(person: Person, words: str = "") -> list[Offered]:
    """At most MOST, in two statements: what this person uses often or lately, then all others in their places."""
    sought = fold(words).split()
    within = Macro.objects.current().usable_by(person).named(sought).select_related("team")
    habits = MacroHabit.objects.filter(person=person, times__gt=0, macro__in=within)
    lately = list(habits.select_related("macro__team").order_by("-at")[: OFTEN * 3])
    often = sorted(lately, key=lambda row: -row.times)[:OFTEN] if len(lately) > OFTEN else lately
    first = [row.macro for row in often]
    rest = within.exclude(pk__in=[one.pk for one in first]).order_by("place", "name", "pk")[: MOST - len(first)]
    return [Offered(one, mine=True) for one in first] + [Offered(one) for one in rest]


def preview(macro: Macro, ticket: Ticket, person: Person, language: str = "") -> Preview:
    """`language`: another than the customer's, if it is written in that."""
    written = list(macro.texts)
    chosen = language if language in written else macro_words.language_for(wishes(ticket), written)
    filled = macro_words.fill(macro.texts.get(chosen, ""), values_for(ticket, person) if written else {})
    return Preview(macro, filled.text, filled.missing, chosen, written, said(macro.steps))


def wishes(ticket: Ticket) -> list[str]:
    return [ticket.customer.language, settings.HELP_LANGUAGE]


def said(steps: Sequence[dict]) -> list[tuple[str, str]]:
    """[(icon, sentence)]; names are asked for only where a step has one."""
    names = names_in(steps)
    return [(macro_steps.icon(step), macro_steps.said(step, names)) for step in steps]


def names_in(steps: Sequence[dict]) -> dict[tuple[str, int], str]:
    people = [step["to"] for step in steps if step["do"] == "assign" and step["to"] != "me"]
    teams = [step["team"] for step in steps if step["do"] == "move"]
    found: dict[tuple[str, int], str] = {}
    if people:
        rows = Person.objects.assignable().filter(pk__in=people).values_list("pk", "name")
        found |= {("person", pk): name for pk, name in rows}
    if teams:
        rows = Team.objects.current().filter(pk__in=teams).values_list("pk", "name")
        found |= {("team", pk): name for pk, name in rows}
    return found


def values_for(ticket: Ticket, person: Person) -> dict[str, str]:
    """What the variables stand for; "" for what isn't known."""
    at = getattr(settings, "PORTAL_AT", "")
    return {
        "name": name_of(ticket),
        "agent": person.name.partition(" ")[0],
        "company": DeskRules.current().company,
        "number": str(ticket.pk),
        "subject": ticket.subject,
        "link": f"{settings.PUBLIC_URL}{at}requests/{ticket.pk}/" if at else "",
        "meeting": meeting_for(ticket),
    }


def meeting_for(ticket: Ticket) -> str:
    """A room of its own for each ticket, the same whenever it is asked for, which nobody can guess."""
    if not settings.MEETING:
        return ""
    return settings.MEETING.replace("{room}", salted_hmac("desk.meeting", str(ticket.pk)).hexdigest()[:24])


def name_of(ticket: Ticket) -> str:
    """A visitor who never said their name isn't called “Visitor”."""
    if ticket.channel == "chat" and not ticket.rehearsed and not (_said_name.first(f"ticket:{ticket.pk}") or ("",))[0]:
        return ""
    return ticket.customer.first_name


def waiting_in(rows: Sequence[Mapping], person: Person) -> list[dict]:
    """The macros of a draft as the line under it shows them; asks nothing where there are none."""
    if not rows:
        return []
    known = Macro.objects.usable_by(person).in_bulk([one["macro"] for one in rows])
    return [
        {"macro": known[one["macro"]], "rests": one["rests"], "steps": said(known[one["macro"]].steps)}
        for one in rows
        if one["macro"] in known and known[one["macro"]].steps
    ]


def places(person: Person) -> list[str]:
    """The folders there are, for whoever chooses one."""
    rows = Macro.objects.current().visible_to(person).exclude(place="").order_by("place")
    return list(rows.values_list("place", flat=True).distinct()[:300])


def counted_runs(since: datetime | None = None) -> QuerySet:
    """The uses that count: the one place where some can be kept out."""
    runs = MacroRun.objects.standing().filter(ticket__rehearsed_by=None)
    return runs.filter(at__gte=since) if since else runs
