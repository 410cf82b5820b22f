"""A conversation shared with colleagues as an example, without saying whose it was."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class ExampleQuerySet(models.QuerySet):
    def shared(self) -> "ExampleQuerySet":
        return self.filter(shared_at__isnull=False, withdrawn_at__isnull=True)

    def visible_to(self, person) -> "ExampleQuerySet":
        """One's own; what is shared with everybody or with a team of theirs, or what they alone are asked about;
        administrators see what is shared."""
        if not person.at_the_desk:
            return self.none()
        near = Q() if person.role == "admin" else Q(team__isnull=True) | Q(team__in=person.team_ids)
        read = Q(near, asked__isnull=True) | Q(asked=person)
        return self.filter(Q(by=person) | Q(read, shared_at__isnull=False, withdrawn_at__isnull=True))

    def for_all(self) -> "ExampleQuerySet":
        """Not for one colleague alone."""
        return self.filter(asked__isnull=True)


class Example(models.Model):
    """A draft until somebody has checked the masked words and shares it. Without a `team` it is for everybody, with
    `asked` for that colleague alone: then `why` is the question. `nameless`: whose it is isn't said."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120, blank=True)
    why = models.TextField(blank=True)
    nameless = models.BooleanField(default=False, help_text="Who shared it isn't said")
    asked = models.ForeignKey(
        PERSON, models.CASCADE, null=True, blank=True, related_name="+", help_text="Who alone is asked for a look"
    )
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ExampleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_shared_example_says_why", condition=Q(shared_at__isnull=True) | ~Q(why="") & ~Q(title="")
            ),
            models.CheckConstraint(name="nobody_asks_themselves_for_a_look", condition=~Q(asked=models.F("by"))),
            models.UniqueConstraint(
                fields=["ticket", "by"], condition=Q(shared_at__isnull=True, withdrawn_at__isnull=True),
                name="one_draft_of_an_example_each",
            ),
        ]  # fmt: skip
        indexes = [models.Index(name="example_latest", fields=["-shared_at", "-id"])]

    def __str__(self) -> str:
        return self.title or "An example"

    @property
    def shared_by(self) -> str:
        return "A colleague" if self.nameless else self.by.name

    @property
    def is_draft(self) -> bool:
        return self.shared_at is None and self.withdrawn_at is None

    @property
    def is_shared(self) -> bool:
        return self.shared_at is not None and self.withdrawn_at is None


class ExampleLine(models.Model):
    """A message's words, masked. `by_us`: we said it."""

    example = models.ForeignKey(Example, models.CASCADE, related_name="lines")
    message = models.ForeignKey("desk.Message", models.CASCADE, related_name="+")
    by_us = models.BooleanField()
    text = models.TextField()
    left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["example", "message"], name="a_message_stands_once_in_an_example")
        ]

    def __str__(self) -> str:
        return self.text[:40]


class Tried(models.Model):
    """A colleague found it useful, or tried it."""

    HOW = {"thanks": "Thank you", "tried": "I tried it"}

    example = models.ForeignKey(Example, models.CASCADE, related_name="tried")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    how = models.CharField(max_length=8, choices=list(HOW.items()))
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["example", "person", "how"], name="somebody_says_it_once"),
            models.CheckConstraint(name="a_reaction_is_known", condition=Q(how__in=["thanks", "tried"])),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.HOW[self.how]}"


class ExampleComment(models.Model):
    example = models.ForeignKey(Example, models.CASCADE, related_name="comments")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:40]
