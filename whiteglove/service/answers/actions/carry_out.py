"""What the bot does to a chat through the desk's own verbs."""

from collections.abc import Mapping
from datetime import datetime

from whiteglove.ground.people.models import Skill, Team
from whiteglove.service.answers import summary
from whiteglove.service.answers.models import Outcome, Talk, Turn
from whiteglove.service.answers.playing import Move
from whiteglove.service.desk import actions as desk

PRESSING = {"self_harm"}


def say(talk: Talk, move: Move, at: datetime) -> bool:
    answered = move.outcome == Outcome.ANSWERED
    made = desk.say_automatically(ticket=talk.ticket, at=at, text=move.text, offers=move.offers, answered=answered)
    return made is not None


def solve(talk: Talk, move: Move, at: datetime) -> bool:
    return desk.solve_by_bot(ticket=talk.ticket, at=at, text=move.text)


def bring_in_people(talk: Talk, at: datetime, text: str, why: str, how: Mapping[str, str]) -> bool:
    """In the caller's transaction: where it goes and how it is marked first, so that whoever is given it sees that."""
    ticket = talk.ticket
    team = Team.objects.filter(name__iexact=how.get("team", ""), archived_at=None).first() if how.get("team") else None
    if team:
        desk.move(ticket=ticket, by=None, at=at, team=team)
    priority = "urgent" if why in PRESSING else how.get("priority", "")
    if priority:
        desk.set_priority(ticket=ticket, by=None, at=at, priority=priority)
    if how.get("tag"):
        desk.tag(ticket=ticket, by=None, at=at, name=how["tag"])
    skill = how.get("skill", "")
    row = desk.hand_to_people(
        ticket=ticket, at=at, text=text, why=summary.why(why, how.get("reason", "")), tried=tried(talk),
        skill=skill if skill and Skill.objects.filter(name=skill).exists() else "",
    )  # fmt: skip
    return row is not None


def tried(talk: Talk) -> str:
    rows = Turn.objects.filter(session=talk.session, outcome=Outcome.ANSWERED).order_by("line")
    shown = [(title_of(row), row.helped) for row in rows.select_related("article")]
    return summary.tried(shown)


def title_of(turn: Turn) -> str:
    """As its readers know it."""
    if turn.article is None:
        return turn.heading or "an article that is gone"
    shown = turn.article.translations.published().select_related("published")
    best = shown.filter(language=turn.language).first() or shown.first()
    return best.published.title if best else turn.article.slug
