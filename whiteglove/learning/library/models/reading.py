"""Who reads what, and what they wrote of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Ending(models.TextChoices):
    READ = "read", "Read"
    RETURNED = "returned", "Given back"


class LoanQuerySet(models.QuerySet):
    def standing(self) -> "LoanQuerySet":
        return self.filter(ended_at__isnull=True)

    def read(self) -> "LoanQuerySet":
        return self.filter(how=Ending.READ)


class Loan(models.Model):
    """From taking it up to having read it, or giving it back. Of the guide: from opening it to having it."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    book = models.ForeignKey("library.Book", models.PROTECT, related_name="loans")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=8, choices=Ending.choices, blank=True)

    objects = LoanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_book_is_read_once_at_a_time", fields=["person", "book"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="what_has_ended_says_how",
                condition=Q(ended_at__isnull=True, how="") | Q(ended_at__isnull=False) & ~Q(how=""),
            ),
        ]
        indexes = [models.Index(name="loan_of_person", fields=["person", "-id"])]

    def __str__(self) -> str:
        return f"{self.book_id} by {self.person_id}"


class NoteQuerySet(models.QuerySet):
    def standing(self) -> "NoteQuerySet":
        return self.filter(deleted_at__isnull=True)

    def shared(self) -> "NoteQuerySet":
        return self.standing().filter(shared_at__isnull=False)


class Note(models.Model):
    """What somebody took from it, in `own` words of their own: theirs alone until they share it."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    book = models.ForeignKey("library.Book", models.PROTECT, related_name="notes")
    words = models.TextField()
    own = models.PositiveIntegerField()
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_note_of_a_book_each", fields=["person", "book"], condition=Q(deleted_at=None)
            )
        ]
        indexes = [models.Index(name="note_of_person", fields=["person", "-id"])]

    def __str__(self) -> str:
        return f"{self.book_id} by {self.person_id}"
