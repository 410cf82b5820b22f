"""A book or another thing to learn from: of the pack, or added by a lead."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.learning.library.shelf import LEVELS, asked, grouped

PERSON = settings.AUTH_USER_MODEL


class Kind(models.TextChoices):
    BOOK = "book", "Book"
    GUIDE = "guide", "Guide"
    PAPER = "paper", "Paper"
    SITE = "site", "Website"
    TALK = "talk", "Talk"


class BookQuerySet(models.QuerySet):
    def standing(self) -> "BookQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def suits(self, level: str) -> "BookQuerySet":
        return self.filter(levels__contains=level)

    def search(self, words: str) -> "BookQuerySet":
        """Each word is the beginning of one that stands in its title, authors, topics or text."""
        found = self
        for one in asked(words):
            found = found.filter(found_by__contains=f" {one}")
        return found


class Book(models.Model):
    """`name` is stable: of the pack, or given here. `levels`: digits of the levels it suits, "" for all of them."""

    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.BOOK)
    title = models.CharField(max_length=200)
    authors = models.CharField(max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    isbn = models.CharField(max_length=13, blank=True)
    about = models.TextField()
    where = models.CharField(max_length=500, blank=True)
    levels = models.CharField(max_length=4, blank=True)
    topics = models.CharField(max_length=300, blank=True)
    found_by = models.TextField(blank=True)
    of_pack = models.BooleanField(default=False)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = BookQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="a_book_says_what_it_is", condition=~Q(title="") & ~Q(about=""))]
        indexes = [models.Index(name="book_on_the_shelf", fields=["title", "id"], condition=Q(withdrawn_at=None))]

    def __str__(self) -> str:
        return self.title

    @property
    def is_guide(self) -> bool:
        return self.kind == Kind.GUIDE

    @property
    def link(self) -> str:
        """Where a browser can go; "" where it is said in words."""
        ours = self.where.startswith("/") and not self.where.startswith(("//", "/\\"))  # or it leads elsewhere
        return self.where if ours or self.where.startswith(("https://", "http://")) else ""

    @property
    def isbn_says(self) -> str:
        return grouped(self.isbn)

    @property
    def suited(self) -> list[str]:
        return [LEVELS[one] for one in self.levels if one in LEVELS]

    @property
    def topic_list(self) -> list[str]:
        return [one for one in self.topics.split(", ") if one]
