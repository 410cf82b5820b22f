"""Which standard is in force, and which were."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet

from whiteglove.ground.events.models import REHEARSED, Event
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.packs.diff import Change, changes
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.packs.parts import parts as registered
from whiteglove.ground.people.models import Person
from whiteglove.ground.reader.behaviour import FRAGMENTS, GROUPS
from whiteglove.ground.reader.rungs import SHIPPED, rung_within_reach
from whiteglove.service.desk.models import Message, MessageKind, State, Ticket
from whiteglove.service.desk.queries import sentence

from .behaviours import BEHAVIOURS
from .findings import Answer, decided
from .models import SIGNALS, Correction, Reading, Signal, Trial
from .models.reading import NO
from .phases import Course, Happened, Phase, Word, events_in, phases_of
from .reader_in_force import RULES, fitting_now
from .standard import Standard

PART = "standards"
SOLVES = {"ticket.solved", "ticket.replied"}  # where they led to that state
PAGE = 40


def current() -> Standard | None:
    """The standard of the pack that was loaded last; None on a desk that has loaded none. One short statement."""
    latest = packs.latest()
    return _standard(latest) if latest else None


@lru_cache(maxsize=16)
def _standard(latest: tuple) -> Standard | None:
    # A revision is frozen, so what was read once stays true until something else is loaded.
    pk = Loading.objects.rulers(PART).values_list("revision_id", flat=True).first()
    return Standard(pk, Revision.objects.get(pk=pk).part(PART)) if pk else None


def parts_in_force() -> Mapping[str, Any]:
    """{part: content} of what is in force, of behaviours their names; {} before anything is loaded."""
    latest = packs.latest()
    return _parts(latest) if latest else {}


@lru_cache(maxsize=2)
def _parts(latest: tuple) -> Mapping[str, Any]:
    standard = _standard(latest)
    if standard is None:
        return {}
    others = {one.name for one in registered()} - {PART, BEHAVIOURS}
    rulers = {name: Loading.objects.rulers(name).defer("revision__content").first() for name in sorted(others)}
    # Mostly one revision, whose long content is read once.
    whole = {one.revision_id: one.revision for one in rulers.values() if one}
    found = {name: whole[one.revision_id].part(name) if one else {} for name, one in rulers.items()}
    return {PART: standard.content, BEHAVIOURS: _behaviours(latest), **found}


def behaviours() -> dict[str, dict[str, str]]:
    """{id: {"name", "about", "side", "group"}} of the behaviours in force, in the order of their groups. One short
    statement, and no reader."""
    latest = packs.latest()
    return _behaviours(latest) if latest else {}


@lru_cache(maxsize=4)
def _behaviours(latest: tuple) -> dict[str, dict[str, str]]:
    loading = Loading.objects.rulers(BEHAVIOURS).first()
    content = loading.revision.part(BEHAVIOURS) if loading else {}
    known = {name: {key: one[key] for key in ("name", "about", "side", "group")}
             for name, one in content.items() if name != FRAGMENTS}  # fmt: skip
    return dict(sorted(known.items(), key=lambda one: (GROUPS.index(one[1]["group"]), one[0])))


@dataclass(frozen=True)
class Heard:
    """The reading of a message that counts: its latest. `findings` are those nobody denied."""

    message: int
    kind: str
    at: datetime
    emotion: str
    findings: list[dict]
    sentences: list[list[int]]


_readings = Prepared(
    lambda ticket: Reading.objects.of_ticket(ticket).values_list(
        "message_id", "message__kind", "message__at", "emotion", "findings", "sentences"
    )
)


def heard(ticket: int) -> list[Heard]:
    """What was found in a ticket's messages, in their order. One statement."""
    latest = {row[0]: row for row in _readings(ticket)}
    return [
        Heard(pk, kind, at, emotion, [one for one in findings if one.get("answer") != NO], sentences)
        for pk, kind, at, emotion, findings, sentences in latest.values()
    ]


def words_of(readings: Iterable[Heard], known: Mapping[str, Mapping[str, str]]) -> list[Word]:
    """What shows our steps: our own words, as a customer's hello greets nobody for us, and what only they can say."""
    theirs = {name for name, one in known.items() if one["side"] == "customer"}
    return [
        Word(one["behaviour"], each.message, one["quote"], each.at, each.sentences[one["sentence"]][0])
        for each in readings for one in each.findings
        if each.kind == MessageKind.REPLY or one["behaviour"] in theirs
    ]  # fmt: skip


def phases(ticket: Ticket, in_words: bool = False) -> list[Phase]:
    """Where the ticket stands; [] where the standard has no process. Three short statements, and one more `in_words`,
    which tells each event as a sentence."""
    latest = packs.latest()
    standard = _standard(latest) if latest else None
    if standard is None or not standard.process:
        return []
    found, readings = list(_happened(ticket, events_in(standard.process) | SOLVES)), heard(ticket.pk)
    names = dict(_names(sorted({one.by_id for one in found if one.by_id}))) if in_words else {}
    events = [Happened(one.name, one.at, sentence(one, names).replace("_", " ") if in_words else "") for one in found]
    return phases_of(standard.process, words_of(readings, _behaviours(latest)), events, course_of(readings, found))


def course_of(readings: Sequence[Heard], found: Iterable[Event]) -> Course:
    ours = [one.message for one in readings if one.kind == MessageKind.REPLY]
    solved = (one.at for one in found if one.name in SOLVES and one.facts.get("state") == State.SOLVED)
    return Course(ours[0], ours[-1], next(solved, None)) if ours else Course(solved_at=next(solved, None))


_names = Prepared(lambda ids: Person.objects.filter(pk__in=ids).order_by().values_list("id", "name"))


def _happened(ticket: Ticket, names: set[str]) -> QuerySet[Event]:
    """Of the ticket, and of its customer since it was opened."""
    played = REHEARSED if ticket.rehearsed else ""
    about = Q(subject_type=f"{played}ticket", subject_id=ticket.pk)
    about |= Q(subject_type=f"{played}customer", subject_id=ticket.customer_id, at__gte=ticket.opened_at)
    return Event.objects.filter(about, name__in=sorted(names)).order_by("id")


def findings(message: Message, person: Person) -> dict[str, Any] | None:
    """What the dialog about a message shows: {"read", "sentences", "known"}; None for what isn't read at all.

    Each sentence: {"text", "start", "findings"}; each finding: {"behaviour", "name", "answer", "quote", "says"}, with
    the answer that decides ("given"), the others, and this person's own ("mine"). Denied ones are among them.
    """
    if message.kind not in ("inbound", "reply"):
        return None
    reading = Reading.objects.filter(message=message).order_by("-id").first()
    known = behaviours()
    if reading is None or not known:
        return {"read": None, "sentences": [], "known": []} if known else None
    by_place: dict[tuple[str, int], list[Correction]] = {}
    for one in Correction.objects.standing().filter(message=message).select_related("by").order_by("by_lead", "id"):
        by_place.setdefault((one.behaviour, one.start), []).append(one)
    text, side = text_of(message), "customer" if message.is_inbound else "agent"
    sentences = [
        {"text": text[start:end], "start": start,
         "findings": [_shown(one, known, by_place.get((one["behaviour"], start), []), person)
                      for one in reading.findings if one["sentence"] == place]}
        for place, (start, end) in enumerate(reading.sentences)
    ]  # fmt: skip
    offered = [(name, one["name"]) for name, one in known.items() if one["side"] in ("any", side)]
    return {
        "read": reading,
        "sentences": sentences,
        "known": [one for one in offered if not one[0].startswith("data.")],
    }


def _shown(one: dict, known: dict, answers: list[Correction], person: Person) -> dict[str, Any]:
    """`answers` with what decides last."""
    about = known.get(one["behaviour"], {"name": one["behaviour"], "about": ""})
    mine = next((answer for answer in answers if answer.by_id == person.pk), None)
    return {**one, "name": about["name"], "says": about["about"], "mine": mine,
            "given": answers[-1] if answers else None, "others": answers[-2::-1]}  # fmt: skip


LONGEST = 20_000  # characters of a message that are read


def text_of(message: Message) -> str:
    """The words a reading's places are places of."""
    return (message.new_text or message.text)[:LONGEST]


def answers_to(message: int) -> list[Answer]:
    """What people's answers to what was found in a message come to, as they stand."""
    rows = Correction.objects.standing().filter(message=message).order_by("id")
    return decided(rows.values_list("behaviour", "start", "verdict", "by_lead"))


def signals_seen(person: Person, name: str = "", before: int = 0, size: int = PAGE) -> list[Signal]:
    """Signals standing on unfinished tickets this person may see, the latest first; `before`: the last id of a page."""
    rows = Signal.objects.standing().unfinished().visible_to(person).filter(**({"name": name} if name else {}))
    rows = rows.filter(pk__lt=before) if before else rows
    return list(rows.select_related("ticket", "ticket__customer").order_by("-id")[:size])


def signal_counts(person: Person) -> list[tuple[str, str, int]]:
    """[(name, in words, how many stand on unfinished tickets)], every signal there is."""
    rows = Signal.objects.standing().unfinished().visible_to(person).order_by()
    found = dict(rows.values_list("name").annotate(Count("id")))
    return [(name, says, found.get(name, 0)) for name, (says, _) in SIGNALS.items()]


@dataclass(frozen=True)
class Learning:
    """How far a behaviour has come. `trial`: the latest; `used`: in use, or what somebody went back from.

    `aside`: why `used` decides nothing for now, "" where it does or somebody went back.
    """

    behaviour: str
    name: str
    answers: int
    yes: int
    within_reach: int
    trial: Trial | None
    used: Trial | None
    aside: str = ""

    @property
    def tried_again(self) -> bool:
        """Beside the reader that set it aside, and it did no better."""
        return bool(self.aside and self.trial and self.used and self.trial.pk > self.used.pk)

    @property
    def measured(self) -> Trial | None:
        """The one whose numbers are shown."""
        return self.used or (self.trial if self.trial and self.trial.rung > SHIPPED else None)


def learnings() -> list[Learning]:
    """Every behaviour that anybody has answered about, what was learnt first. Four statements."""
    rows = Correction.objects.to_learn_from().order_by().values_list("behaviour")
    counted = rows.annotate(all=Count("id"), yes=Count("id", filter=Q(verdict=True)))
    known = behaviours()
    latest: dict[str, Trial] = {}
    used: dict[str, Trial] = {}
    for one in Trial.objects.select_related("ended_by").order_by("id"):
        latest[one.behaviour] = one
        if one.adopted and (one.ended_at is None or one.ended_by_id):
            used[one.behaviour] = one
    now = fitting_now()
    made = [
        Learning(name, known.get(name, {"name": name})["name"], answers, yes, rung_within_reach(answers, yes),
                 latest.get(name), used.get(name), set_aside_by(used.get(name), now))
        for name, answers, yes in counted
    ]  # fmt: skip
    return sorted(made, key=lambda one: (one.used is None, one.trial is None, -one.answers, one.name))


def set_aside_by(trial: Trial | None, now: str) -> str:
    """What keeps a trial that is in use from deciding: it was learnt beside another reader than `now`'s."""
    if trial is None or trial.ended_at or not now or trial.fitting == now:
        return ""
    if trial.fitting.partition("-")[0] != now.partition("-")[0]:
        return "the behaviours of the pack have changed"
    return "the reader goes by its rules alone (see whiteglove check)" if now.endswith(f"-{RULES}") else "newer weights"


def corrections() -> Iterator[dict[str, Any]]:
    """Every answer that is learnt from, for export, in the order they were given."""
    for one in Correction.objects.to_learn_from().select_related("by", "message").order_by("id").iterator(500):
        yield {"at": one.at.isoformat(), "by": one.by.name, "ticket": one.message.ticket_id,
               "message": one.message_id, "behaviour": one.behaviour, "side": one.side, "language": one.language,
               "sentence": one.sentence, "shown": one.verdict, "reader_said": one.found}  # fmt: skip


def history(limit: int = 50) -> list[dict]:
    """The latest loadings with who did it: [{"revision", "at", "by"}]."""
    rows = list(Loading.objects.rulers(PART)[:limit])
    people = Person.objects.in_bulk({row.by_id for row in rows if row.by_id})
    return [{"revision": row.revision, "at": row.at, "by": people.get(row.by_id)} for row in rows]


def changes_of(revision: Revision) -> tuple[Revision | None, list[Change]]:
    """What it took the place of, and what differs: the revision of the same pack before this one, or else what was in
    force when it was first loaded."""
    earlier = Revision.objects.filter(pack=revision.pack, number__lt=revision.number)
    before = earlier.order_by("-number").first() or _pushed_aside_by(revision)
    return before, changes(before.content, revision.content) if before else []


def _pushed_aside_by(revision: Revision) -> Revision | None:
    first = Loading.objects.filter(revision=revision).order_by("at", "id").first()
    if first is None:
        return None
    before = Loading.objects.of_part(PART).filter(Q(at__lt=first.at) | Q(at=first.at, pk__lt=first.pk))
    found = before.order_by("-at", "-id").first()
    return found.revision if found else None
