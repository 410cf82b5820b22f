"""An article: one thing worth knowing, in however many languages."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from .category import Category

PERSON = "people.Person"


class Audience(models.TextChoices):
    PUBLIC = "public", "Everybody"
    CUSTOMERS = "customers", "Customers who are signed in"
    TEAM = "team", "The team only"


def for_readers(person: Any, article: str = "") -> Q:
    """Whose articles `person` (a Person, or anybody not signed in) may read, as a condition on rows of Article.

    `article` is the way to it from the rows one asks for, such as "article__". The one rule behind pages, counts,
    search, feeds and pictures.
    """
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return Q(**{f"{article}audience": Audience.PUBLIC})
    if person.role == "admin":
        return Q()
    if not person.is_staff_member:
        known = [Audience.PUBLIC, *([Audience.CUSTOMERS] if person.role == "customer" else [])]
        return Q(**{f"{article}audience__in": known})
    own = Article.teams.through.objects.filter(team__in=person.team_ids).values("article")
    return Q(**{f"{article}of_some_teams": False}) | Q(**{f"{article}pk__in": own})


class ArticleQuerySet(models.QuerySet):
    def current(self) -> "ArticleQuerySet":
        return self.filter(archived_at__isnull=True)

    def archived(self) -> "ArticleQuerySet":
        return self.filter(archived_at__isnull=False)

    def readable_by(self, person: Any) -> "ArticleQuerySet":
        """What stands in this person's help centre: published in some language, not archived, meant for them."""
        return self.current().filter(for_readers(person), published=True)

    def visible_to(self, person: Any) -> "ArticleQuerySet":
        """What staff find on their own pages: drafts and archived ones too, except those of teams not theirs."""
        from whiteglove.ground.people.policy import may

        return self.filter(for_readers(person)) if may(person, "knowledge.see") else self.none()

    def due_for_review(self, on: date) -> "ArticleQuerySet":
        return self.current().filter(review_on__lte=on)


class Article(models.Model):
    slug = models.SlugField(max_length=120, unique=True)
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    owner = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    teams = models.ManyToManyField("people.Team", blank=True, related_name="+")
    # Copied from what stands in `teams`, by the same action: otherwise every list would ask for it.
    of_some_teams = models.BooleanField(default=False)
    review_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField()
    born_from = models.CharField(max_length=40, blank=True, help_text="Such as ticket:42")
    # Copied from the rows that say who and when, for lists: Publication, Archival.
    published = models.BooleanField(default=False, help_text="In at least one language")
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_by_last_change"),
            models.Index(fields=["category", "position", "id"], name="article_in_its_category"),
            models.Index(
                fields=["review_on"], name="article_by_review", condition=Q(review_on__isnull=False, archived_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="an_article_is_for_a_known_audience", condition=Q(audience__in=Audience.values)
            ),
            models.CheckConstraint(
                name="only_articles_for_the_team_belong_to_some_teams",
                condition=Q(of_some_teams=False) | Q(audience=Audience.TEAM),
            ),
            models.CheckConstraint(name="an_article_has_a_slug", condition=~Q(slug="")),
        ]

    def __str__(self) -> str:
        return self.slug


class ArchivalQuerySet(models.QuerySet):
    def standing(self) -> "ArchivalQuerySet":
        return self.filter(ended_at__isnull=True)


class Archival(models.Model):
    """Somebody put an article away; ended when somebody brought it back."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="archivals")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = ArchivalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article"], condition=Q(ended_at__isnull=True), name="an_article_is_archived_once_at_a_time"
            )
        ]


class Redirect(models.Model):
    """An address an article had before; it leads to the article for good, unless another article takes the address."""

    slug = models.SlugField(max_length=120, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="redirects")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_redirect_has_a_slug", condition=~Q(slug=""))]
