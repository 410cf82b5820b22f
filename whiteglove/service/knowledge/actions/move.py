"""Where an article stands, whom it is for, who keeps it, when it is looked through again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from whiteglove.ground.people.models import Person, Team
from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.models import Article, Audience, Category, Redirect

from .change import changing, tell


def move(
    *,
    article: Article,
    by: Person | None,
    at: datetime,
    category: Category | None,
    slug: str = "",
    position: int | None = None,
    version: int | None = None,
) -> None:
    """To another category, place or address; the old address leads here from now on. Refused if it is taken."""
    with changing(article, by=by, at=at, permit="knowledge.publish", version=version) as now:
        before = (now.category_id, now.position, now.slug)
        now.category = category
        now.position = now.position if position is None else position
        address(now, slug, at)
        if before != (now.category_id, now.position, now.slug):
            tell("article.moved", now, by, at, category=[before[0], now.category_id], slug=[before[2], now.slug])


def address(article: Article, wish: str, at: datetime) -> None:
    wanted = slugify(wish)[:100].strip("-_") if wish else article.slug
    if wanted == article.slug:
        return
    if not wanted:
        raise Refused("An address is made of the letters a to z, digits and hyphens.")
    others = Redirect.objects.filter(slug=wanted).exclude(article=article)
    if Article.objects.filter(slug=wanted).exists() or others.exists():
        raise Refused("Another article has or had this address. Choose a different one.")
    Redirect.objects.filter(slug=wanted).delete()
    Redirect.objects.create(slug=article.slug, article=article, at=at)
    article.slug = wanted


def change(
    *,
    article: Article,
    by: Person | None,
    at: datetime,
    audience: str,
    teams: Iterable[Team] = (),
    owner: Person | None = None,
    version: int | None = None,
) -> None:
    """Whom it is for and who keeps it true. Teams count where it is for the team; none means all of them."""
    with changing(article, by=by, at=at, permit="knowledge.publish", version=version) as now:
        before = now.audience
        meant_for(now, audience, teams, by)
        now.owner = owner
        tell("article.changed", now, by, at, audience=[before, audience], owner=owner.pk if owner else None)


def meant_for(article: Article, audience: str, teams: Any, by: Person | None) -> None:
    """Set whom the article is for; whoever does that stays among them, or they would lose what they write."""
    if audience not in Audience.values:
        raise Refused("Choose whom the article is for.")
    chosen = list(teams) if audience == Audience.TEAM else []
    if by is not None and by.role != "admin" and chosen and not {team.pk for team in chosen} & by.team_ids:
        raise Refused("Keep one of your own teams among its readers, or you would lose the article.")
    article.audience, article.of_some_teams = audience, bool(chosen)
    article.teams.set(chosen)


def set_review(*, article: Article, by: Person | None, at: datetime, on: date | None) -> None:
    """When somebody looks whether it is still true; None for never."""
    with changing(article, by=by, at=at, permit="knowledge.write") as now:
        before, now.review_on = now.review_on, on
        if before != on:
            tell("article.review_set", now, by, at, on=on.isoformat() if on else None)


def settle_down(
    *,
    article: Article,
    by: Person | None,
    at: datetime,
    version: int,
    category: Category | None,
    slug: str,
    position: int,
    audience: str,
    teams: Iterable[Team],
    owner: Person | None,
    review_on: date | None,
) -> None:
    """All of it at once, or nothing: what one form of the page of an article holds."""
    with transaction.atomic():
        move(article=article, by=by, at=at, category=category, slug=slug, position=position, version=version)
        teams = list(teams)
        standing = set(article.teams.values_list("pk", flat=True)) if article.of_some_teams else set()
        if (audience, owner) != (article.audience, article.owner) or {team.pk for team in teams} != standing:
            change(article=article, by=by, at=at, audience=audience, teams=teams, owner=owner)
        set_review(article=article, by=by, at=at, on=review_on)
