"""A fault that the writer of a reply has let be."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class LetBeQuerySet(models.QuerySet):
    def open(self) -> "LetBeQuerySet":
        """The reply is still being written, or again."""
        return self.filter(Q(message__isnull=True) | Q(message__undone_at__isnull=False))


class LetBe(models.Model):
    """`key` is `coaching.key_of`: the kind and a digest of the words, so that nothing of a draft is kept here.

    `message`: the reply that was sent with it; then it has become an answer to what the reader found there.
    """

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    at = models.DateTimeField()
    message = models.ForeignKey("desk.Message", models.CASCADE, null=True, blank=True, related_name="+")

    objects = LetBeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "person", "key"], condition=Q(message__isnull=True), name="a_fault_is_let_be_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} in #{self.ticket_id}"
