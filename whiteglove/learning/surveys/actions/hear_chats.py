"""A chat asks by itself how it was: what it asked and what its visitor said stand beside all other answers."""

from datetime import datetime

from django.db import transaction

from whiteglove.ground.events.models import Event
from whiteglove.learning.surveys.asking import served_by
from whiteglove.learning.surveys.gathering import repliers
from whiteglove.learning.surveys.models import Survey, SurveyAnswer, Way
from whiteglove.learning.surveys.scales import CSAT, SCALES, of_chat
from whiteglove.service.channels.models import ChatLine, ChatRating, ChatSession
from whiteglove.service.desk.models import Ticket

from .tell import tell_aside


def hear_of_end(event: Event) -> Survey | None:
    """`event` is chat.ended: its visitor is asked now, if anybody of ours said anything."""
    session = ChatSession.objects.filter(pk=event.facts.get("session")).first()
    if session is None or not session.lines.filter(side=ChatLine.Side.DESK).exists():
        return None
    with transaction.atomic():
        return asked_in_chat(session, event.at)


def hear_of_rating(event: Event) -> SurveyAnswer | None:
    """`event` is chat.rated. What the visitor says last holds, however often and in whatever order it is told."""
    rating = ChatRating.objects.select_related("session").filter(session=event.facts["session"]).first()
    if rating is None:
        return None
    with transaction.atomic():
        survey = asked_in_chat(rating.session, rating.session.ended_at or event.at)
        return kept(survey, rating) if survey else None


def asked_in_chat(session: ChatSession, at: datetime) -> Survey | None:
    """The survey of that chat, made if there is none; None for a chat that was never filed."""
    kind, _, number = session.ref.partition(":")
    ticket = Ticket.objects.filter(pk=number).first() if kind == "ticket" else None
    if ticket is None:
        return None
    team, person = ticket.team_id, served_by(ticket.assignee_id, None, repliers(ticket))
    made, _ = Survey.objects.get_or_create(
        chat=session.pk,
        defaults={
            "ticket": ticket, "origin": ticket, "customer_id": ticket.customer_id, "kind": CSAT, "way": Way.CHAT,
            "person_id": person, "team_id": team, "channel": "chat", "ticket_kind": ticket.kind,
            "planned_at": at, "asked_at": at,
        },
    )  # fmt: skip
    return Survey.objects.select_for_update(of=("self",)).get(pk=made.pk)


def kept(survey: Survey, rating: ChatRating) -> SurveyAnswer:
    score, most = of_chat(rating.good), SCALES[CSAT].most
    given = SurveyAnswer.objects.filter(survey=survey).first()
    if given and (given.score, given.comment) == (score, rating.comment):
        return given
    said = {"kind": CSAT, "score": score, "comment": rating.comment, "source": Way.CHAT, "bad": not rating.good}
    if given is None:
        made = SurveyAnswer.objects.create(survey=survey, answered_at=rating.at, **said)
        tell_aside("survey.answered", survey, rating.at, score=score, most=most)
        return made
    old, again = given.score, {"changed_at": rating.at, "times": given.times + 1} if given.score != score else {}
    SurveyAnswer.objects.filter(pk=given.pk).update(**said, **again)
    if old != score:
        tell_aside("survey.changed", survey, rating.at, old=old, score=score, most=most)
    given.refresh_from_db()
    return given
