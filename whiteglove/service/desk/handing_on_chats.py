"""Passing a chat on, as pages show it: to whom it may go, and the summary that is proposed."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.ui.times import whole
from whiteglove.service.channels.models import ChatSession
from whiteglove.service.customers.queries import language_name

from . import queries, summing_up
from .models import Commitment, Message, MessageKind, Ticket
from .routing import Ready, Waiting, language_place, may_take, room, standing
from .waiting_chats import ready, wanted

MESSAGES = 40
WORTH_TELLING = ("ticket.escalated", "ticket.identity_confirmed", "ticket.passed_on", "ticket.taken_over")


@dataclass(frozen=True)
class Receiver:
    """`load` such as "1 of 3 chats"; `fit`: they speak the customer's language."""

    pk: int
    name: str
    skills: str
    languages: str
    load: str
    fit: bool


@dataclass(frozen=True)
class Queue:
    """A team, and how many of it take chats and have room."""

    pk: int
    name: str
    free: int


def receivers(ticket: Ticket) -> tuple[list[Receiver], list[Queue]]:
    """Who may be given this chat, the best first; and every team's queue, its own first. Always as many statements."""
    chat, there = wanted(ticket), [one for one in ready() if one.person != ticket.assignee_id]
    fit = sorted((one for one in there if may_take(chat, one)), key=lambda one: standing(chat, one))
    names = dict(Person.objects.filter(pk__in=[one.person for one in fit]).order_by().values_list("pk", "name"))
    people = [receiver(one, chat, names[one.person]) for one in fit]
    teams = Team.objects.filter(Q(archived_at=None) | Q(pk=ticket.team_id)).order_by("name")[:100]
    queues = [Queue(team.pk, team.name, free_in(team.pk, chat, there)) for team in teams]
    return people, sorted(queues, key=lambda one: one.pk != ticket.team_id)


def receiver(one: Ready, chat: Waiting, name: str) -> Receiver:
    skills = ", ".join(sorted(one.skills))
    spoken = ", ".join(language_name(code) for code in one.languages)
    fit = bool(chat.language) and language_place(chat.language, one.languages) < len(one.languages)
    return Receiver(one.person, name, skills, spoken, f"{one.chats} of {room(chat, one)} chats", fit)


def free_in(team: int, chat: Waiting, there: list[Ready]) -> int:
    here = Waiting(chat.ticket, team, chat.skill, chat.language, chat.most)
    return sum(may_take(here, one) for one in there)


def proposed(ticket: Ticket, person: Person) -> str:
    """The summary, from events, promises and what was said; whoever passes the chat on changes it as they like."""
    rows = Message.objects.filter(ticket=ticket).standing().exclude(kind=MessageKind.NOTE).order_by("-at", "-id")
    said = [(row.kind, row.new_text or row.text) for row in rows.only("kind", "new_text", "text")[:MESSAGES]][::-1]
    session = ChatSession.objects.filter(ref=f"ticket:{ticket.pk}").order_by("-pk").first()
    asked = session.asked.get("answers", ()) if session else ()
    known = summing_up.Known(
        name=ticket.customer.name,
        language=language_name(ticket.customer.language) if ticket.customer.language else "",
        before=[f"{question} {answer}" for question, answer in asked],
        earlier=len(queries.previous_tickets(ticket.customer, person, apart_from=ticket, limit=20)),
        said=[text for kind, text in said if kind == MessageKind.INBOUND],
        answers=[text for kind, text in said if kind == MessageKind.REPLY],
        happened=told(ticket),
        promised=[promise(row) for row in queries.promises_of(ticket.pk)] if ticket.promised else (),
    )
    return summing_up.summary_of(known, summing_up.heard_in(ticket.pk))


def told(ticket: Ticket) -> list[str]:
    events = list(Event.objects.about(ticket).named(*WORTH_TELLING).order_by("-id")[:5])[::-1]
    names = dict(Person.objects.filter(pk__in={one.by_id for one in events}).order_by().values_list("pk", "name"))
    sentences = [queries.sentence(one, names) for one in events]
    return [f"{one[:1].upper()}{one[1:]}." for one in sentences]


def promise(row: Commitment) -> str:
    due = f" by {whole(timezone.localtime(row.due_at))}" if row.due_at else ""
    return f"{row.what}{due} ({row.person.name if row.person_id else 'the team'})"
