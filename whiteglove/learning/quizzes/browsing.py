"""Looking for questions in the bank: by words, kind, module, quiz. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from whiteglove.ground.lib.words import fold

from .bank.drawing import candidates
from .bank.question import Question
from .rules import Quiz

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    q: str = ""
    kind: str = ""
    module: str = ""
    quiz: str = ""
    after: str = ""

    def takes(self, one: Question) -> bool:
        if (self.kind and one.kind != self.kind) or (self.module and one.module != self.module):
            return False
        return all(word in _text(one) for word in fold(self.q).split())

    @property
    def asked(self) -> str:
        """Whether anything narrows the list."""
        return self.q or self.kind or self.module or self.quiz


def _text(one: Question) -> str:
    said = (one.id, one.title, one.text.text, one.tail.text, one.category, one.source, *one.labels,
            *(each.text.text for each in one.answers), *(pair.right for pair in one.pairs))  # fmt: skip
    return fold(" ".join(said))


def found(bank: Mapping[str, Question], wanted: Wanted, quiz: Quiz | None) -> list[Question]:
    """By id."""
    inside = drawn_by(quiz, bank.values()) if quiz else None
    return [
        one for name, one in sorted(bank.items()) if (inside is None or name in inside) and wanted.takes(one)
    ]  # fmt: skip


def drawn_by(quiz: Quiz, bank: Iterable[Question]) -> set[str]:
    """Ids of the questions that a quiz may ask."""
    near = candidates(bank)
    return {one.id for draw in quiz.draws for one in near if draw.takes(one)}


def users_of(one: Question, quizzes: Iterable[Quiz]) -> list[Quiz]:
    """The quizzes that may ask it."""
    return [quiz for quiz in quizzes if one.id in drawn_by(quiz, [one])]


def page(questions: list[Question], after: str) -> tuple[list[Question], str]:
    """Those after the id `after`, and what asks for the next page."""
    rest = [one for one in questions if one.id > after]
    return rest[:PAGE], rest[PAGE - 1].id if len(rest) > PAGE else ""


def menus(bank: Mapping[str, Question], quizzes: Mapping[str, Quiz], kinds: Mapping[str, str]) -> list[tuple]:
    """(name, label, [(value, says)]) of what the list can be narrowed by."""
    there = {one.kind for one in bank.values()}
    modules = sorted({one.module for one in bank.values()} - {""})
    return [
        ("kind", "Kind", [(name, says) for name, says in kinds.items() if name in there]),
        ("module", "Module", [(name, name) for name in modules]),
        ("quiz", "Quiz", [(one.id, one.name) for one in quizzes.values()]),
    ]
