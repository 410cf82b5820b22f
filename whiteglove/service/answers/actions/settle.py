"""See to questions the bot missed: name the article that has them, begin one, or say that none is needed; undo it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.answers import encoding
from whiteglove.service.answers.models import Alias, Settlement, Turn
from whiteglove.service.knowledge import actions as knowledge
from whiteglove.service.knowledge import languages
from whiteglove.service.knowledge.models import Article
from whiteglove.service.knowledge.words import unremarkable

ALIASES = 8  # of one settlement
LONGEST = 300
NAMELESS = "What visitors asked"
BESIDE = "Visitors asked in these words. Take this list out before you publish."


class SeenToAlready(ValueError):
    """Somebody was quicker, or pressed twice."""


def name_article(*, turns: Sequence[Turn], article: Article, by: Person, at: datetime) -> Settlement:
    """The article has it: what was asked becomes other words for it, so that it is found next time."""
    asked = list({one.question[:LONGEST]: one for one in turns if one.question}.values())[:ALIASES]
    encoded = encoding.vectors([one.question[:LONGEST] for one in asked])
    with transaction.atomic():
        made = settle(Settlement.How.HAS_IT, still_open(turns), by, at, article)
        for number, one in enumerate(asked):
            alias = Alias.objects.create(
                article=article, turn=one, language=one.language or languages.default(), words=one.question[:LONGEST],
                vector=None if encoded is None else encoding.packed(encoded[number]), at=at, by=by,
            )  # fmt: skip
            made.aliases.add(alias)
    return made


def begin_article(*, turns: Sequence[Turn], by: Person, at: datetime) -> Article:
    """A draft with the question as its title and the visitors' words in it."""
    with transaction.atomic():
        turns = still_open(turns)
        article = knowledge.start(
            title=title_from(turns), body=beside(turns), by=by, at=at,
            language=turns[0].language or languages.default(),
        )  # fmt: skip
        settle(Settlement.How.WRITTEN, turns, by, at, article)
    return article


def still_open(turns: Sequence[Turn]) -> list[Turn]:
    """Those nobody has seen to; the caller's transaction keeps others from it. Raises SeenToAlready if none is left."""
    numbers = [one.pk for one in turns]
    list(Turn.objects.select_for_update().filter(pk__in=numbers).order_by("pk").values_list("pk"))
    done = set(Settlement.objects.standing().filter(turns__in=numbers).values_list("turns", flat=True))
    found = [one for one in turns if one.pk not in done]
    if not found:
        raise SeenToAlready
    return found


def title_from(turns: Sequence[Turn]) -> str:
    """The first question that doesn't tell who asked: the address is made of it."""
    return next((one.question[:200] for one in turns if unremarkable(one.question)), NAMELESS)


def beside(turns: Sequence[Turn]) -> str:
    """Without what could tell who asked: an address or a long number stays out of articles."""
    words = dict.fromkeys(" ".join(one.question.split()) for one in turns if unremarkable(one.question))
    return "\n".join([BESIDE, "", *(f"- {plain(one)}" for one in list(words)[:ALIASES])]) if words else ""


def plain(text: str) -> str:
    """Signs of Markdown stay what they are."""
    return "".join(f"\\{char}" if char in r"\`*_{}[]<>#+-!|" else char for char in text)


def need_none(*, turns: Sequence[Turn], by: Person, at: datetime) -> Settlement:
    with transaction.atomic():
        return settle(Settlement.How.NONE, still_open(turns), by, at, None)


def settle(how: Settlement.How, turns: Sequence[Turn], by: Person, at: datetime, article: Article | None) -> Settlement:
    require(by, "answers.settle")
    made = Settlement.objects.create(how=how, article=article, by=by, at=at)
    made.turns.set(turns)
    facts = {"how": str(how), "article": article.pk if article else None, "questions": len(turns)}
    record("settlement.made", subject=made, by=by, at=at, facts=facts, audience="staff")
    return made


def undo(*, settlement: Settlement, by: Person, at: datetime) -> bool:
    """The questions are missed again, and the article isn't found by them any more. An article that was begun stays.
    False where it was undone already."""
    require(by, "answers.settle")
    with transaction.atomic():
        done = Settlement.objects.standing().filter(pk=settlement.pk).update(ended_at=at, ended_by=by)
        if done:
            Alias.objects.standing().filter(settlements=settlement).update(ended_at=at)
            record("settlement.undone", subject=settlement, by=by, at=at, audience="staff")
    return bool(done)
