"""What was learnt, as statements; and where they are sent, if anywhere."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.service.channels import secrets

PERSON = settings.AUTH_USER_MODEL


class RecordStore(models.Model):
    """Where statements are sent; the latest row rules. `secret` is sealed as mailboxes' passwords are."""

    endpoint = models.URLField(max_length=300, blank=True)
    user = models.CharField(max_length=200, blank=True)
    secret = models.BinaryField(default=bytes)
    on = models.BooleanField(default=False)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="a_store_that_is_on_has_an_address", condition=Q(on=False) | ~Q(endpoint=""))
        ]

    def __str__(self) -> str:
        return self.endpoint

    @property
    def password(self) -> str:
        return secrets.opened(bytes(self.secret)).get("password", "")


class StatementQuerySet(models.QuerySet):
    def waiting(self) -> "StatementQuerySet":
        return self.filter(sent_at__isnull=True)

    def due(self, at: datetime) -> "StatementQuerySet":
        return self.waiting().filter(due_at__lte=at)


class Statement(models.Model):
    """One event of learning, as it is told. Made once an event; sent at least once, under the same id each time."""

    uid = models.CharField(max_length=36, unique=True)
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    event = models.BigIntegerField(help_text="The event that it tells")
    content = models.JSONField()
    at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True, help_text="Why the store didn't take it, the last time")
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="statement_due", fields=["due_at", "id"], condition=Q(sent_at__isnull=True)),
            models.Index(name="statement_of_person", fields=["person", "id"]),
        ]

    def __str__(self) -> str:
        return str(self.uid)
