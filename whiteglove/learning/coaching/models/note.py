"""What somebody wrote down about a conversation."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class NoteQuerySet(models.QuerySet):
    def standing(self) -> "NoteQuerySet":
        return self.filter(deleted_at__isnull=True)

    def readable_by(self, person) -> "NoteQuerySet":
        """Of talks they may see: what is shared, and their own. Nobody else's private words, not an administrator's."""
        return self.standing().filter(Q(shared=True) | Q(author=person))


class Note(models.Model):
    """Private to its author, or `shared` with whoever sees the conversation."""

    talk = models.ForeignKey("coaching.Talk", models.CASCADE, related_name="notes")
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    text = models.TextField()
    shared = models.BooleanField(default=False)
    at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    wordings = models.JSONField(default=list, blank=True, help_text="As it was before; its author alone reads them")

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="a_coaching_note_says_something", condition=~Q(text=""))]
        indexes = [models.Index(name="coaching_note_of_talk", fields=["talk", "id"])]

    def __str__(self) -> str:
        return f"Note by {self.author}"
