"""What a reply being written answers: read once for each state of a ticket, then remembered for the next pause."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from time import monotonic

from django.http import Http404

from whiteglove.ground.people.models import Person
from whiteglove.ground.reader.reading import AGENT, CUSTOMER, Conversation, Reading
from whiteglove.ground.reader.reading import Message as Said
from whiteglove.learning.standards import queries
from whiteglove.learning.standards.coaching import SAD, Situation
from whiteglove.learning.standards.reader_in_force import InForce, in_force
from whiteglove.service.desk.models import Message, MessageKind, Ticket
from whiteglove.service.desk.sight import ticket_before

BEFORE = 8  # messages
LONGEST = 20_000  # characters of each
KEPT = 256  # tickets being answered
FRESH = 2  # seconds for which the reader in force is taken to be the same
EITHER = (MessageKind.INBOUND, MessageKind.REPLY)


@dataclass(frozen=True)
class Known:
    """`observed`: behaviours that the standard looks for."""

    situation: Situation
    conversation: Conversation
    observed: frozenset[str]


class Memory:
    """The latest of what was worked out, for a few; safe for threads."""

    def __init__(self, most: int) -> None:
        self._most, self._kept, self._lock = most, OrderedDict(), Lock()

    def get(self, key: tuple) -> Known | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: tuple, known: Known) -> None:
        with self._lock:
            self._kept[key] = known
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


memory = Memory(KEPT)


def ticket_for(person: Person, pk: int) -> Ticket:
    """The ticket within this person's sight, or Http404."""
    if (found := ticket_before(person, pk)) is None:
        raise Http404
    return found


class _Here:
    """The reader in force, asked for at most every two seconds."""

    def __init__(self) -> None:
        self._asked, self._found = float("-inf"), None

    def __call__(self) -> InForce | None:
        if monotonic() - self._asked > FRESH:
            self._found, self._asked = in_force(), monotonic()
        return self._found

    def clear(self) -> None:
        self.__init__()


here_now = _Here()


def known_of(ticket: Ticket, person: Person, here: InForce) -> Known:
    """What is known around a reply of this person. The ticket's version changes with every message."""
    key = _key(ticket, person, here)
    if (known := memory.get(key)) is None:
        known = _work_out(ticket, person, here)
        memory.put(key, known)
    return known


def conversation_of(ticket: Ticket, person: Person, here: InForce) -> Conversation:
    """What a reply of this person goes on from. One statement, and none of it is read."""
    known = memory.get(_key(ticket, person, here))
    return known.conversation if known else _conversation(ticket, person)


def _key(ticket: Ticket, person: Person, here: InForce) -> tuple:
    return ticket.pk, ticket.version, ticket.last_message_at, person.pk, bool(person.signature), here.version


def _conversation(ticket: Ticket, person: Person) -> Conversation:
    said = list(Message.objects.filter(ticket=ticket, kind__in=EITHER).standing().order_by("-at", "-id")[:BEFORE])[::-1]
    names = [ticket.customer.name] if ticket.customer.name else []
    return Conversation([_said(one) for one in said], names, [person.name], ticket.goes_on_by)


def _work_out(ticket: Ticket, person: Person, here: InForce) -> Known:
    conversation = _conversation(ticket, person)
    spoken = conversation.messages
    answered = max((place for place, one in enumerate(spoken) if one.side == AGENT), default=-1)
    open_ones = [here.read(one, _until(conversation, place)) for place, one in enumerate(spoken) if place > answered]
    feels = frozenset(one for reading in open_ones for one in reading.shown & SAD)
    asked = tuple(question for reading in open_ones for question in questions_of(reading))
    situation = Situation(
        channel=ticket.goes_on_by,
        name=ticket.customer.first_name if ticket.customer.name else "",
        first=answered < 0,
        feels=feels,
        asked=asked,
        # Somebody who is still unhappy or asks something isn't done, whatever the words sound like.
        solved=not feels and not asked and any(reading.has("confirms_solved") for reading in open_ones),
        signed=bool(person.signature),
    )
    return Known(situation, conversation, observed())


def _until(conversation: Conversation, place: int) -> Conversation:
    return Conversation(
        conversation.messages[:place], conversation.customer_names, conversation.agent_names, conversation.channel
    )


def _said(message: Message) -> Said:
    side = CUSTOMER if message.kind == MessageKind.INBOUND else AGENT
    return Said(side, (message.new_text or message.text)[:LONGEST], message.at, message.language.partition("-")[0])


def questions_of(reading: Reading) -> Sequence[str]:
    places = sorted({one.sentence for one in reading.of("question")})
    return [reading.sentences[place].text for place in places]


def observed() -> frozenset[str]:
    """What the steps of the standard's process, and its values, look for; nothing where the pack has no process."""
    standard = queries.current()
    content = standard.content if standard else {}
    phases = content.get("process", ())
    steps = [step for phase in phases for activity in phase["activities"] for step in activity["steps"]]
    shown = [one for value in content.get("conduct", ()) for one in value.get("shown_by", ())] if steps else []
    return frozenset([*(one for step in steps for one in step.get("reader", ())), *shown])
