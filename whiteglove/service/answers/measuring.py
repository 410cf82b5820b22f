"""How well questions are answered: the made-up help centre and its questions in measured/, asked one by one.

Half of them (every second article, with all that is asked about it) is for tuning; nothing is tuned on the other.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from django.contrib.auth.models import AnonymousUser

from whiteglove.service.knowledge import actions as knowledge

from . import finding, judging
from .actions.index import index
from .finding import Looked

FOLDER = Path(__file__).parent / "measured"
KINDS = ("words", "slip", "brief", "chatty")
TUNING, HELD_OUT = "tuning", "held out"


@dataclass(frozen=True)
class Question:
    """`right`: addresses of articles that answer it; none where no article does."""

    text: str
    language: str
    kind: str
    right: frozenset[str]
    half: str


@dataclass(frozen=True)
class Asked:
    question: Question
    looked: Looked
    addresses: tuple[str, ...]  # of the candidates, the best first; translations count as one

    @property
    def stated(self) -> str:
        answer = self.looked.verdict.answer
        return self.addresses[0] if answer else ""

    @property
    def outcome(self) -> str:
        """right, offered (among up to three to choose from), wrong, missed; of what can't be answered wrong or rightly
        left (nothing, or a choice)."""
        if self.stated:
            return "right" if self.stated in self.question.right else "wrong"
        shown = self.addresses[: len(self.looked.verdict.offered)]
        if not self.question.right:
            return "left"
        return "offered" if self.question.right & set(shown) else "missed"


def articles() -> dict[str, dict[str, str]]:
    read: dict[str, dict[str, str]] = {}
    for name in ("articles.en.yaml", "articles.other.yaml"):
        read |= yaml.safe_load((FOLDER / name).read_text())
    return read


def questions() -> list[Question]:
    data = yaml.safe_load((FOLDER / "questions.yaml").read_text())
    across, far = data.pop("across"), data.pop("far")
    same = {address: one.get("also", address) for address, one in articles().items()}
    order = {same[address]: half(number) for number, address in reversed(list(enumerate(data)))}
    made = [one for address, asked in data.items() for one in of_article(same[address], asked, order[same[address]])]
    for address, by_language in across.items():
        right = frozenset([address])
        made += [Question(text, code, "across", right, order[address]) for code, text in by_language.items()]
    return made + [Question(text, "en", "far", frozenset(), half(number)) for number, text in enumerate(far)]


def of_article(address: str, asked: dict[str, Any], part: str) -> Iterator[Question]:
    language = asked.get("language", "en")
    for kind in KINDS:
        yield from (Question(text, language, kind, frozenset([address]), part) for text in asked.get(kind, []))
    for two in asked.get("double", []):
        yield Question(two["ask"], language, "double", frozenset([address, two["and"]]), part)
    yield from (Question(text, language, "near", frozenset(), part) for text in asked.get("near", []))


def half(number: int) -> str:
    return HELD_OUT if number % 2 else TUNING


def plant(at: datetime) -> dict[int, str]:
    """Writes the help centre; {number of an article: its address, or that of the one it translates}."""
    planted, made = {}, {}
    for address, one in articles().items():
        language, same = one.get("language", "en"), one.get("also")
        if same:
            article = made[same]
            words = knowledge.translate(article=article, language=language, by=None, at=at)
            knowledge.save_draft(
                translation=words, title=one["title"], summary="", body=one["body"], edition=words.edition,
                by=None, at=at,
            )  # fmt: skip
        else:
            article = knowledge.start(title=one["title"], body=one["body"], by=None, at=at, language=language)
        made[address] = article
        knowledge.publish(translation=article.translations.get(language=language), by=None, at=at)
        article.refresh_from_db()
        planted[article.pk] = same or address
    for article in {one.pk: one for one in made.values()}.values():
        article.refresh_from_db()
        index(article=article)
    return planted


def ask(question: Question, planted: dict[int, str]) -> Asked:
    looked = finding.look(question.text, language=question.language, reader=AnonymousUser())
    return Asked(question, looked, tuple(planted[one.article] for one in looked.candidates))


@dataclass(frozen=True)
class Sums:
    """Counts, of what can be answered and what can't."""

    answerable: int
    right: int
    among_three: int
    wrong: int
    nothing: int
    unanswerable: int
    wrongly_answered: int

    @property
    def wrong_share(self) -> float:
        """Of everything that was asked."""
        return (self.wrong + self.wrongly_answered) / max(1, self.answerable + self.unanswerable)


def summed(rows: Sequence[Asked]) -> Sums:
    can = [one.outcome for one in rows if one.question.right]
    cant = [one.outcome for one in rows if not one.question.right]
    right = can.count("right")
    return Sums(
        len(can), right, right + can.count("offered"), can.count("wrong"), can.count("missed"), len(cant),
        cant.count("wrong"),
    )  # fmt: skip


def interval(part: int, whole: int) -> tuple[float, float]:
    """95 % of a share (Wilson 1927)."""
    if not whole:
        return 0.0, 1.0
    z, share = 1.96, part / whole
    middle, wide = share + z * z / (2 * whole), z * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole**2))
    return (max(0.0, (middle - wide) / (1 + z * z / whole)), min(1.0, (middle + wide) / (1 + z * z / whole)))


def fitted(rows: Sequence[Asked], wrong: float) -> dict[str, Any]:
    """Weights and thresholds for these questions: as many right at once as can be with `wrong` of all stated wrongly.

    Logistic regression with a little ridge (Newton's steps); thresholds are tried on a grid.
    """
    import numpy as np

    pairs = [
        (one.why, address in row.question.right)
        for row in rows
        for one, address in list(zip(row.looked.candidates, row.addresses, strict=True))[:12]
    ]
    names = list(pairs[0][0])
    values = np.array([[why[name] for name in names] for why, _ in pairs])
    right = np.array([float(one) for _, one in pairs])
    spread = values.std(axis=0) + 1e-9
    table = np.hstack([values / spread, np.ones((len(values), 1))])
    weights, ridge = np.zeros(table.shape[1]), np.diag([1.0] * len(names) + [1e-6])
    for _ in range(60):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (likely - right) + ridge @ weights
        weights -= np.linalg.solve((table * (likely * (1 - likely))[:, None]).T @ table + ridge, slope)
    rules = {
        "bias": round(float(weights[-1]), 3),
        "weights": {name: round(float(one), 3) for name, one in zip(names, weights[:-1] / spread, strict=True)},
    }
    return rules | thresholds(rows, rules, wrong)


def thresholds(rows: Sequence[Asked], rules: dict[str, Any], wrong: float) -> dict[str, float]:
    best = (-1, {"answer": 1.0, "ahead": 0.0, "offer": 0.05})
    for answer in range(10, 100, 2):
        for ahead in (5, 10, 20, 30):
            tried = {"answer": answer / 100, "ahead": ahead / 100, "offer": 0.05}
            sums = summed([again(row, rules | tried) for row in rows])
            if sums.wrong_share <= wrong and sums.right > best[0]:
                best = (sums.right, tried)
    return best[1]


def again(row: Asked, rules: dict[str, Any]) -> Asked:
    """The same question judged by other weights."""
    of = dict(zip((one.article for one in row.looked.candidates), row.addresses, strict=True))
    ranked = judging.ranked(row.looked.candidates, rules)
    looked = Looked(row.looked.told, ranked, judging.decided(ranked, rules), row.looked.words)
    return Asked(row.question, looked, tuple(of[one.article] for one in ranked))
