"""What this room knows: quizzes and questions in force, attempts, how somebody stands. Rooms above ask here."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from whiteglove.ground.lib import clock
from whiteglove.ground.packs.in_force import Known, content, known, ruling
from whiteglove.ground.people.models import Person

from .asking import asked
from .bank.drawing import IN_LESSONS
from .bank.question import ESSAY, Question, from_content
from .given_answers import Sent, read_answer
from .granted import granted
from .likeness import is_like
from .models import Attempt, Given, Import, Judgement
from .paper import Paper, first_open, paper
from .reviewing import Looked, looked_at
from .rules import Quiz, quiz_from
from .schema import KEY, QUESTIONS, QUIZZES, bank_of
from .standing import FREE, RUNNING, TOO_SOON, USED_UP, Standing, Went, may_review, standing
from .topics import Shown, by_topic

More = Mapping[str, Sequence[datetime]]
LOOKS_BACK = 300  # texts with which one is compared
LESSON_SEED = 1  # the same order of answers for everybody, whenever the page is opened


def quizzes() -> dict[str, Quiz]:
    """Those in force, by id."""
    revision = ruling(QUIZZES)
    return _quizzes(revision) if revision else {}


@lru_cache(maxsize=32)
def _quizzes(revision: Known) -> dict[str, Quiz]:
    return {name: quiz_from(one, revision) for name, one in (content(QUIZZES, revision) or {}).items()}


def quiz(name: str) -> Quiz | None:
    return quizzes().get(name)


def quiz_of(attempt: Attempt) -> Quiz:
    """By the rules of its day."""
    return _quizzes(known(attempt.revision_id))[attempt.quiz]


def bank() -> dict[str, Question]:
    """Every question in force: those of the pack, and those taken in from files."""
    revision = ruling(QUESTIONS)
    return {**taken_in(), **(_bank(revision) if revision else {})}


@lru_cache(maxsize=8)
def _bank(revision: Known) -> dict[str, Question]:
    return bank_of(content(QUESTIONS, revision) or {})


def taken_in() -> dict[str, Question]:
    """Of files, the newest last. One small statement: what a file holds never changes."""
    rows = Import.objects.in_force().order_by("id").values_list("id", "at")
    return {name: one for pk, at in rows for name, one in _of_file(pk, at).items()}


@lru_cache(maxsize=64)
def _of_file(pk: int, at: datetime) -> dict[str, Question]:
    questions = Import.objects.values_list("questions", flat=True).get(pk=pk)
    return {one["id"]: from_content(one) for one in questions}


@dataclass(frozen=True)
class Result(Standing):
    """How a person stands with a quiz, for rooms above: `score` is the best so far."""

    running: int | None = None

    @property
    def score(self) -> int | None:
        return self.best

    @property
    def attempts_left(self) -> int | None:
        return self.left

    @property
    def waiting(self) -> bool:
        return self.state == "waiting"


def result(person: Person, name: str, at: datetime | None = None) -> Result | None:
    """None for a quiz that isn't in force. One statement."""
    found = quiz(name)
    more = cache(lambda: granted(person))
    return _result(found, list(Attempt.objects.of(person, name)), at or clock.now(), more) if found else None


def results(person: Person, at: datetime | None = None) -> list[tuple[Quiz, Result]]:
    """Every quiz in force and how this person stands with it. One statement for all of them, two after an attempt."""
    named = quizzes()
    rows = list(Attempt.objects.filter(person=person, quiz__in=named))
    now, more = at or clock.now(), cache(lambda: granted(person))
    return [(one, _result(one, [row for row in rows if row.quiz == one.id], now, more)) for one in named.values()]


def _result(quiz: Quiz, rows: Sequence[Attempt], at: datetime, more: Callable[[], More]) -> Result:
    """`more()` is asked for only after an attempt that wasn't enough: before it nobody is given another."""
    went = [Went(one.handed_in_at, one.passed, one.score) for one in rows]
    now = standing(quiz.rules, went, at)
    if rows and now.state in (USED_UP, TOO_SOON, FREE):
        now = standing(quiz.rules, went, at, more().get(quiz.id, ()))
    running = next((one.pk for one in rows if one.running), None)
    return Result(now.state, now.used, now.left, now.best, now.next_at, running)


def taken(person: Person, names: Collection[str], since: datetime) -> list[Attempt]:
    """Graded attempts handed in since then, oldest first: `.pk .quiz .score .passed .finished_at`. Where nothing is to
    be passed, half of the questions have to be answered: an empty paper shows nothing. One statement."""
    rows = _handed_in(person, names, since).annotate(
        asked=Count("given"), answered=Count("given", filter=Q(given__answer__isnull=False))
    )
    return [one for one in rows if one.finished_at and (2 * one.answered >= one.asked or not quiz_of(one).diagnostic)]


def handed_in(person: Person, names: Collection[str], since: datetime) -> list[Attempt]:
    """The same, with those that wait for a reader: their `finished_at` is None. One statement."""
    return list(_handed_in(person, names, since))


def _handed_in(person: Person, names: Collection[str], since: datetime) -> QuerySet[Attempt]:
    rows = Attempt.objects.filter(person=person, quiz__in=list(names), handed_in_at__gte=since)
    return rows.order_by("handed_in_at", "id")


def rows_of(attempt: Attempt) -> list[Given]:
    """Its questions in their order, each with its wording. One statement."""
    return list(attempt.given.select_related("wording"))


def paper_of(attempt: Attempt, place: int | None = None, *, whole: bool = False) -> Paper:
    """One question of a running attempt, or the `whole`; without a `place` the first that is open."""
    rows, quiz = rows_of(attempt), quiz_of(attempt)
    at = None if whole else place or first_open(rows)
    return paper(rows, attempt.seed, shuffle=quiz.shuffle, place=at)


def may_look_back(attempt: Attempt, quiz: Quiz, by: Person, now: Standing | None) -> bool:
    """The one who took it as the quiz allows; whoever looks after them always, once it is handed in. `now`: how they
    stand, with attempts that were given them besides; None where the quiz isn't in force any more."""
    if attempt.person_id != by.pk:
        return not attempt.running
    left = now.left if now else 0
    if now and now.state == RUNNING:
        left = None
    return may_review(quiz.review, passed=bool(attempt.passed), finished=attempt.finished_at is not None, left=left)


def looked_back(attempt: Attempt, quiz: Quiz, by: Person) -> list[tuple[Given, Looked]]:
    """Its questions with what was answered, what it was worth and why. Two statements."""
    key = quiz.shows == KEY or attempt.person_id != by.pk
    rows = attempt.given.select_related("wording").prefetch_related("judgements__by")
    return [
        (row, looked_at(row.wording.read, row.answer, attempt.seed, shuffle=quiz.shuffle, key=key, worth=row.credit))
        for row in rows
    ]  # fmt: skip


def shown_by_topic(rows: Iterable[Given], quiz: Quiz) -> list[Shown]:
    """What these answers show, topic by topic, where the quiz names topics. No statement."""
    return by_topic(quiz.topics, [(row.wording.read.labels, row.credit) for row in rows if row.credit is not None])


def gaps(person: Person, name: str) -> list[Shown]:
    """Topic by topic in their last graded attempt; [] before there is one. Two statements."""
    last = Attempt.objects.of(person, name).graded().order_by("-handed_in_at", "-id").first()
    return shown_by_topic(rows_of(last), quiz_of(last)) if last else []


def marked_by(by: Person, attempts: Collection[int]) -> bool:
    """Whether they gave a text in one of these its mark, also one that another judgement took the place of."""
    return Judgement.objects.filter(by=by, given__attempt__in=attempts).exists()


def to_read(by: Person) -> QuerySet[Given]:
    """Texts that wait for a reader, those handed in first at the top: of one's people, never one's own."""
    waiting = Attempt.objects.visible_to(by).awaiting_review().exclude(person=by)
    return Given.objects.filter(attempt__in=waiting, credit__isnull=True).select_related("attempt__person", "wording")


def texts(by: Person) -> QuerySet[Given]:
    """Every answer of one's people that was handed in, to be read or read once more."""
    handed_in = Attempt.objects.visible_to(by).handed_in().exclude(person=by)
    return Given.objects.filter(attempt__in=handed_in).select_related("attempt__person", "wording")


def results_of_people(by: Person) -> QuerySet[Attempt]:
    """Attempts of one's people, the latest first."""
    return Attempt.objects.visible_to(by).handed_in().exclude(person=by).select_related("person")


def in_lesson(name: str) -> Question | None:
    """A question that may show its key at once. No quiz draws these, so nothing else is given away here."""
    found = bank().get(name)
    return found if found and found.asks and IN_LESSONS in found.tags and found.kind != ESSAY else None


def render_inline(name: str) -> SafeString:
    """A question of the bank for the text of a lesson: checked in place, and not counted. "" where there is none."""
    found = in_lesson(name)
    if found is None:
        return SafeString("")
    about = {"name": name, "question": asked(found, LESSON_SEED, None, shuffle=True)}
    return render_to_string("quizzes/inline.html", about)


def checked_inline(name: str, sent: Sent) -> dict[str, Any] | None:
    """The same question once it was answered: what was said of it, and what is right."""
    found = in_lesson(name)
    if found is None:
        return None
    given = read_answer(found, sent, LESSON_SEED, shuffle=True)
    question = asked(found, LESSON_SEED, given, shuffle=True)
    return {"question": question, "looked": looked_at(found, given, LESSON_SEED, shuffle=True, key=True) if given
            else None, "empty": given is None and "again" not in sent}  # fmt: skip


def looked_at_text(row: Given) -> Looked:
    """As its reader sees it: with what a good text holds."""
    return looked_at(row.wording.read, row.answer, row.attempt.seed, shuffle=False, key=True, worth=row.credit)


def like(row: Given) -> dict[str, bool]:
    """Whether much the same was handed in by others for this question, or by them for another one, of the latest some
    hundred. A text of theirs that they wrote better for the same question isn't meant."""
    handed_in = Attempt.objects.handed_in().exclude(pk=row.attempt_id)
    own = Q(attempt__person=row.attempt.person_id)
    rows = Given.objects.filter(attempt__in=handed_in, wording__content__kind=ESSAY, answer__isnull=False)
    about = {"others": rows.filter(~own, question=row.question), "own": rows.filter(own).exclude(question=row.question)}
    text = (row.answer or {}).get("text", "")
    latest = {name: rows.order_by("-id").values_list("answer", flat=True)[:LOOKS_BACK] for name, rows in about.items()}
    return {name: any(is_like(text, one.get("text", "")) for one in found) for name, found in latest.items()}


def pack_ids() -> set[str]:
    """Ids of the pack's own questions, which go before those of files."""
    revision = ruling(QUESTIONS)
    return set(_bank(revision)) if revision else set()
