"""The bot says what it has to say: once to each line, whoever else is at it, and whatever is killed."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.tongues import bare
from whiteglove.ground.reader.language import language_of
from whiteglove.service.answers import flows_of, signals, understood
from whiteglove.service.answers.models import Bot, Outcome, Talk, Turn
from whiteglove.service.answers.models.talk import QUESTION
from whiteglove.service.answers.playing import HANDED_OVER, HELPED, Move, Stand, play
from whiteglove.service.answers.readers import reader_of
from whiteglove.service.answers.shortening import endpoint
from whiteglove.service.answers.shortening.shorten import Shorten
from whiteglove.service.answers.speech import Speech, tongues
from whiteglove.service.channels.chat.actions.say import key_of
from whiteglove.service.channels.models import Arrival, ChatFile, ChatLine, ChatSession
from whiteglove.service.desk.models import Attendance

from .carry_out import bring_in_people, say, solve
from .hear import PAUSE
from .lookup import Lookup, may_read

log = logging.getLogger(__name__)
LATE = timedelta(seconds=10)  # until then it has answered, or people are wanted
PATIENCE = timedelta(seconds=4)  # for somebody who goes on writing
PUT_OFF = timedelta(minutes=1)  # what failed in every way
MOST_TURNS = 30
MOST_WORDS = 2000  # characters of what was said that are looked at
AT_ONCE = 50
FRESH = timedelta(minutes=30)  # words before stand around what is asked now
LOOKED_UP = (Outcome.ANSWERED, Outcome.ASKED_BACK, Outcome.MISSED)
SURE_FROM = 3  # words: fewer say too little of a language


class Gone(Exception):
    """A person stepped in, the visitor left, or another process was quicker."""


class Changed(Exception):
    """What was found may not be read any more."""


@dataclass(frozen=True)
class Heard:
    """What the visitor said since the bot last spoke. `upto` is its last line, said at `last_at`."""

    talk: Talk
    row: Attendance
    session: ChatSession
    words: str
    upto: int
    files: bool
    language: str
    last_at: datetime

    @property
    def speech(self) -> Speech:
        return Speech(self.language, self.row.name)


def answer_due(*, at: datetime) -> int:
    """Returns how many talks it went on with. What fails in one brings in people there, and holds up no other."""
    done = 0
    for pk in Talk.objects.due(at).values_list("pk", flat=True)[:AT_ONCE]:
        done += answer_or_give_up(pk, at)
    return done


def answer_or_give_up(pk: int, at: datetime) -> bool:
    try:
        return answer(pk, at)
    except Exception:
        log.exception("the answer bot stumbled in talk %s", pk)
    return hand_over_anyhow(pk, "failed", at)


def give_up_late(*, at: datetime) -> int:
    """Who has waited ten seconds for the bot gets people."""
    since = at - LATE + PAUSE
    late = Talk.objects.due(since).values_list("pk", flat=True)[:AT_ONCE]
    return sum(hand_over_anyhow(pk, "late", since) for pk in list(late))


def hand_over_anyhow(pk: int, why: str, due: datetime | None = None) -> bool:
    """With its last words, else without any; what fails in both ways is put off, so that others have their turn."""
    for silent in (False, True):
        try:
            return give_up(pk, why, due, silent=silent)
        except Exception:
            log.exception("talk %s could not be handed over", pk)
    Talk.objects.filter(pk=pk).update(due_at=clock.now() + PUT_OFF)
    return False


def answer(pk: int, at: datetime, said_at: datetime | None = None) -> bool:
    """What takes long, finding, holds no lock; what it came to is kept only if nobody else spoke meanwhile.

    `said_at` dates what it says, in a demo's past.
    """
    for _ in range(3):
        heard = what_was_heard(pk, at)
        if heard is None:
            return False
        move = considered(heard)
        try:
            return keep(heard, move, said_at or clock.now())
        except Changed:
            continue
        except Gone:
            return False
    return give_up(pk, "failed", at)


def what_was_heard(pk: int, at: datetime) -> Heard | None:
    """None where there is nothing to say yet, or any more."""
    talk = Talk.objects.select_related("flow", "ticket").get(pk=pk)
    row = Attendance.objects.standing().filter(session=talk.session).first()
    lines = unanswered(talk)
    if row is None or not lines:
        Talk.objects.filter(pk=pk, upto=talk.upto, due_at=talk.due_at).update(due_at=None)
        return None
    if lines[-1].at + PAUSE > at and lines[0].at + PATIENCE > at:
        Talk.objects.filter(pk=pk).update(due_at=min(lines[-1].at + PAUSE, lines[0].at + PATIENCE))
        return None
    return together(talk, row, lines)


def together(talk: Talk, row: Attendance, lines: Sequence[ChatLine]) -> Heard:
    session = ChatSession.objects.select_related("visitor").get(pk=talk.session)
    words = both_ends("\n".join(line.text for line in lines).strip())
    files = ChatFile.objects.filter(line__in=lines).exists()
    language = spoken(words, talk.language)
    return Heard(talk, row, session, words, lines[-1].number, files, language, lines[-1].at)


def both_ends(words: str) -> str:
    """Of very long words the beginning and the end: what somebody wants often comes last."""
    half = MOST_WORDS // 2
    return words if len(words) <= MOST_WORDS else f"{words[:half]}\n{words[-half:]}"


def spoken(words: str, before: str) -> str:
    """The language of what was said where that is sure, else that of the talk so far, at first the page's."""
    said = understood.plain(words)
    found = language_of(said, before=bare(before)) if said.count(" ") >= SURE_FROM - 1 else ""
    return found if found in tongues.known and found != bare(before) else before or "en"


def unanswered(talk: Talk) -> list[ChatLine]:
    """What the desk has: a line that isn't filed yet is heard once it is."""
    theirs = ChatLine.objects.filter(session=talk.session, side=ChatLine.Side.VISITOR, number__gt=talk.upto)
    lines = {key_of(line): line for line in theirs.order_by("number")[:100]}
    waiting = set(Arrival.objects.unfinished().filter(dedupe_key__in=lines).values_list("dedupe_key", flat=True))
    return [line for key, line in lines.items() if key not in waiting]


def considered(heard: Heard, *, ahead: bool = False) -> Move:
    """What it would say; nothing is written. `ahead`: they may go on writing still."""
    talk, speech = heard.talk, heard.speech
    why = people_needed(heard)
    if why:
        said = [speech.says("handing_over")]
        return Move(said, told=dict(talk.told), outcome=Outcome.HANDED_OVER, ends=HANDED_OVER, why=why)
    stand = Stand(talk.step, talk.told, talk.misses, talk.tries, talk.offered)
    return play(flows_of.of_talk(talk), stand, heard.words, lookup_for(heard, ahead), speech)


def lookup_for(heard: Heard, ahead: bool) -> Lookup:
    """Who may be kept waiting for a shorter answer is so from their last line on, whatever else is to be done."""
    to = endpoint.in_force()
    until = heard.last_at + PAUSE + timedelta(seconds=to.wait if to else 0)
    shorten = Shorten(heard.language, until, (heard.session.visitor.name,), ahead)
    return Lookup(heard.language, reader_of(heard.session), shorten, said_before(heard))


def said_before(heard: Heard) -> tuple[str, ...]:
    """The last question, while it's fresh, where this one hangs on it: a new one that no article answers is not to be
    answered with what was asked before."""
    if not understood.leans(heard.words):
        return ()
    looked = Turn.objects.filter(session=heard.talk.session, outcome__in=LOOKED_UP, at__gte=heard.last_at - FRESH)
    return tuple(looked.exclude(question="").order_by("-line").values_list("question", flat=True)[:1])


def people_needed(heard: Heard) -> str:
    """Why people are wanted whatever was asked; "" where they aren't."""
    if not Bot.objects.filter(account=heard.talk.account_id, since__isnull=False).exists():
        return "off"
    if heard.files:
        return "files"
    if Turn.objects.filter(session=heard.session.pk).count() >= MOST_TURNS:
        return "long"
    return signals.signal(heard.words, heard.language)


def keep(heard: Heard, move: Move, at: datetime) -> bool:
    """All of it in one transaction, or nothing: the turn, the words, where the talk stands. Raises Gone, Changed."""
    with transaction.atomic():
        talk = Talk.objects.select_for_update().get(pk=heard.talk.pk)
        if talk.upto != heard.talk.upto or talk.ended_at:
            raise Gone
        if move.outcome == Outcome.ANSWERED and not may_read(move.found, heard.session):
            raise Changed
        judge_last(talk, move)
        Turn.objects.create(
            ticket_id=talk.ticket_id, session=talk.session, line=heard.upto, at=at, question=heard.words[:QUESTION],
            language=heard.language[:12], outcome=move.outcome, **about(move),
        )  # fmt: skip
        talk.upto, talk.step, talk.told, talk.misses, talk.tries = (
            heard.upto,
            move.step,
            move.told,
            move.misses,
            move.tries,
        )
        talk.offered, talk.why, talk.language = move.offered, move.why, heard.language[:12]
        talk.due_at = next_due(talk)
        talk.save()
        if not speak(talk, heard, move, at):
            raise Gone
    return True


def next_due(talk: Talk) -> datetime | None:
    """Where they wrote more while it was thinking."""
    rest = unanswered(talk)
    return rest[-1].at + PAUSE if rest else None


def about(move: Move) -> dict[str, Any]:
    if move.outcome != Outcome.ANSWERED:
        return {}
    found = move.found
    return {
        "article_id": getattr(found.article, "pk", found.article), "heading": found.heading[:200],
        "quote": found.quote, "score": found.score, "shortening": found.shortening,
    }  # fmt: skip


def judge_last(talk: Talk, move: Move) -> None:
    """What they said of the answer before."""
    if move.verdict is None:
        return
    last = Turn.objects.filter(session=talk.session, outcome=Outcome.ANSWERED).order_by("-line").first()
    if last:
        Turn.objects.filter(pk=last.pk).update(helped=move.verdict)


def speak(talk: Talk, heard: Heard, move: Move, at: datetime) -> bool:
    """Whether a bot still attends."""
    if move.ends == HELPED:
        return solve(talk, move, at)
    if move.ends == HANDED_OVER:
        return bring_in_people(talk, at, move.text, move.why, move.hand_over)
    return say(talk, move, at)


def give_up(pk: int, why: str, due: datetime | None = None, *, silent: bool = False) -> bool:
    """People take over, and what was said is theirs to answer. With `due` only if something is to be answered that was
    due by then: another process may have been quicker. `silent`: without a last word."""
    with transaction.atomic():
        talk = Talk.objects.select_for_update().get(pk=pk)
        if due and (talk.due_at is None or talk.due_at > due):
            return False
        row = Attendance.objects.standing().filter(session=talk.session).first()
        talk.due_at, talk.why = None, why
        talk.save(update_fields=["due_at", "why"])
        if row is None:
            return False
        leave_to_people(talk)
        says = "" if silent else Speech(talk.language or "en", row.name).says("handing_over")
        return bring_in_people(talk, clock.now(), says, why, {})


def leave_to_people(talk: Talk) -> None:
    lines = unanswered(talk)
    if not lines:
        return
    words = "\n".join(line.text for line in lines)[:QUESTION]
    Turn.objects.create(
        ticket_id=talk.ticket_id, session=talk.session, line=lines[-1].number, at=clock.now(), question=words,
        language=talk.language, outcome=Outcome.HANDED_OVER,
    )  # fmt: skip
    talk.upto = lines[-1].number
    talk.save(update_fields=["upto"])
