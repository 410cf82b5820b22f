"""A letter that asks somebody to join: one use, one week, kept as the hash of its token."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import models

from whiteglove.ground.people.models.person import AddressField, Role
from whiteglove.ground.people.models.team import Team

VALID_FOR = timedelta(days=7)


def hashed(token: str) -> str:
    """What is stored of a token. Tokens carry 256 random bits, so a plain hash can't be guessed back."""
    return sha256(token.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def pending(self, at: datetime):
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)

    def unanswered(self):
        """Neither accepted nor withdrawn, expired or not."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def with_token(self, token: str):
        return self.filter(token_hash=hashed(token))

    def visible_to(self, person):
        """Administrators see all; leads those they sent and those into their own teams."""
        if person.is_active and person.role == Role.ADMIN:
            return self
        if person.is_active and person.role == Role.LEAD:
            theirs = models.Q(by=person) | models.Q(
                pk__in=self.model.objects.filter(teams__in=person.team_ids).values("pk")
            )
            return self.filter(theirs)
        return self.none()


class Invitation(models.Model):
    email = AddressField()
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.AGENT, blank=True)
    teams = models.ManyToManyField(Team, blank=True, related_name="invitations")
    language = models.CharField(max_length=12, default="en-gb")
    token_hash = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="invitations_sent")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="invitation"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_address",
            ),
            models.CheckConstraint(
                name="an_invitation_is_accepted_or_withdrawn_not_both",
                condition=models.Q(accepted_at=None) | models.Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation for {self.email}"

    def state(self, at: datetime) -> str:
        """One of accepted, withdrawn, expired, waiting."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        return "waiting" if at < self.expires_at else "expired"
