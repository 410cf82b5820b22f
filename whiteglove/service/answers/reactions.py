"""What the bot does when somebody says something or an article changes, and what it does again and again."""

import time
from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.lib import clock
from whiteglove.service.channels import lanes
from whiteglove.service.knowledge.models import Article

from . import attending, personal_data  # noqa: F401  chat desks ask the one, export and erasure the other
from .actions import answer_due, ask_ahead, end_talk, give_up_late, hear
from .actions.hear import PAUSE
from .actions.index import index
from .models import Talk

ROUNDS = 500


@on("ticket.bot_attends", "ticket.bot_asked", atomic=False)
def answer_what_was_said(event: Event) -> None:
    if hear(event):
        lanes.run("answer bot", answer_until_quiet)


@on("ticket.bot_left")
def end_the_talk(event: Event) -> None:
    end_talk(event)


def answer_until_quiet() -> None:
    """In a lane of its own: finding may take a moment, and who writes several lines is waited for."""
    for _ in range(ROUNDS):
        now = clock.now()
        answer_due(at=now)
        ask_ahead(at=now)
        soon = Talk.objects.filter(due_at__gt=now, due_at__lte=now + 2 * PAUSE).order_by("due_at")
        due = soon.values_list("due_at", flat=True).first()
        if due is None:
            return
        time.sleep(max(0.02, (due - clock.now()).total_seconds()))


@every(seconds=2, name="answers.keep_up")
def keep_up(at: datetime) -> None:
    """What a killed process left: answered in time by another one, else people are wanted."""
    give_up_late(at=at)
    if Talk.objects.due(at).exists():
        lanes.run("answer bot", answer_until_quiet)


@on(
    "article.published", "article.unpublished", "article.archived", "article.restored", "article.changed",
    atomic=False,
)  # fmt: skip
def cut_article(event: Event) -> None:
    """What can be quoted follows what readers may read."""
    article = Article.objects.filter(pk=event.subject_id).first()
    if article:
        index(article=article)
