"""What first attempts say of quizzes and of their questions: asked of the database, bounded for small numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Avg, Count, F, Max, Q, QuerySet, Sum

from .bank.grading import credit, plain
from .bank.question import CHOICE, NUMBER, SEVERAL, SHORT, TRUTH, Question, Words
from .bank.statistics import FEW, Item, Sums, item, shares
from .models import Attempt, Given, Wording

LATEST = 2000  # answers whose choices are counted
SEVEN = 7
TOLD = 3  # a word that fewer than this wrote is told to nobody: it could be told of somebody


@dataclass(frozen=True)
class Course:
    """How a quiz went, over first attempts; None of fewer than ten."""

    count: int
    passed: int | None = None
    mean: int | None = None
    late: int | None = None


def courses() -> dict[str, Course]:
    """Of every quiz that was ever graded. One statement."""
    rows = Attempt.objects.graded().filter(number=1).values("quiz").annotate(
        count=Count("id"), right=Count("id", filter=Q(passed=True)), mean=Avg("score"),
        late=Count("id", filter=Q(in_time=False)),
    )  # fmt: skip
    return {row["quiz"]: _course(row) for row in rows}


def _course(row: dict) -> Course:
    count = row["count"]
    if count < FEW:
        return Course(count)
    return Course(count, round(100 * row["right"] / count), round(row["mean"]), round(100 * row["late"] / count))


@dataclass(frozen=True)
class Asked:
    """One wording of a question, and what is known of it. `earlier`: there is a newer wording."""

    question: Question
    item: Item
    wording: int
    earlier: bool = False


def _counted() -> Q:
    return Q(rest__isnull=False, attempt__number=1, attempt__finished_at__isnull=False)


def items(quiz: str) -> list[Asked]:
    """The questions of a quiz, the hardest first; those with too few answers last. Two statements."""
    rows = _sums(Given.objects.filter(_counted(), attempt__quiz=quiz))
    wordings = Wording.objects.in_bulk([row["wording"] for row in rows])
    newest: dict[str, int] = {}
    for row in rows:
        newest[row["question"]] = max(newest.get(row["question"], 0), row["wording"])
    found = [
        Asked(wordings[row["wording"]].read, _item(row), row["wording"], row["wording"] != newest[row["question"]])
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.item.ease is None, one.item.ease or 0, one.question.id, one.wording))


def of_question(name: str) -> tuple[Item, Wording | None]:
    """Of the wording that was asked last, in all quizzes."""
    last = Given.objects.filter(question=name).aggregate(last=Max("wording"))["last"]
    if last is None:
        return Item(0), None
    rows = _sums(Given.objects.filter(_counted(), question=name, wording=last))
    return (_item(rows[0]) if rows else Item(0)), Wording.objects.get(pk=last)


def _sums(rows: QuerySet[Given]) -> list[dict]:
    return list(rows.values("question", "wording").annotate(
        count=Count("id"), c=Sum("credit"), r=Sum("rest"), cc=Sum(F("credit") * F("credit")),
        rr=Sum(F("rest") * F("rest")), both=Sum(F("credit") * F("rest")),
    ).order_by("question", "wording"))  # fmt: skip


def _item(row: dict) -> Item:
    return item(Sums(row["count"], row["c"], row["r"], row["cc"], row["rr"], row["both"]))


@dataclass(frozen=True)
class Drawn:
    """What an answer drew: how many chose it, in percent, and what it counts."""

    words: Words
    count: int
    percent: int
    right: bool


def draws(one: Question, wording: Wording) -> list[Drawn] | None:
    """Which answers were chosen, over the latest first attempts; None of too few. One statement."""
    rows = Given.objects.filter(_counted(), question=one.id, wording=wording).order_by("-id")
    answers = [given or {} for given in rows.values_list("answer", flat=True)[:LATEST]]
    if one.kind in (SHORT, NUMBER):
        return _written(one, answers)
    if one.kind not in (CHOICE, TRUTH, SEVERAL):
        return None
    counts = Counter(place for given in answers for place in _places(given))
    found = shares(counts, len(one.answers), len(answers))
    return found and [
        Drawn(answer.text, count, percent, (answer.weight or 0) > 0)
        for answer, (count, percent) in zip(one.answers, found, strict=True)
    ]


def _places(given: dict) -> Iterable[int]:
    return [given["pick"]] if isinstance(given.get("pick"), int) else given.get("picks") or []


def _written(one: Question, answers: list[dict]) -> list[Drawn] | None:
    """The words that came most often, each from several people."""
    if len(answers) < FEW:
        return None
    counts = Counter(plain(str(given.get("text") or "")) for given in answers)
    common = [(text, count) for text, count in counts.most_common(SEVEN) if text and count >= TOLD]
    return [
        Drawn(Words(text, "plain"), count, round(100 * count / len(answers)), bool(credit(one, {"text": text})))
        for text, count in common
    ]
