"""How a customer gets into the portal: a link in a letter, and the visit that begins with it. Only digests are kept."""

from datetime import datetime

from django.db import models

from .address import Address

# A SHA-256, in hexadecimal digits.
DIGEST = 64


class SignInLink(models.Model):
    """Somebody asked to be let in. `address` is None where nobody has it: such a link opens nothing, and is kept only
    so that asking for it counts and takes as long."""

    address = models.ForeignKey(Address, null=True, blank=True, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=DIGEST, unique=True, help_text="Of the token in the letter")
    asked_for = models.CharField(max_length=DIGEST, help_text="Keyed digest of the address that was typed")
    network = models.CharField(max_length=DIGEST, help_text="Keyed digest of where it was asked from")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["asked_for", "asked_at"], name="sign_in_link_by_address"),
            models.Index(fields=["network", "asked_at"], name="sign_in_link_by_network"),
            models.Index(fields=["asked_at"], name="sign_in_link_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_link_ends_after_it_was_asked_for", condition=models.Q(expires_at__gt=models.F("asked_at"))
            )
        ]

    def __str__(self) -> str:
        return f"sign-in link {self.pk}"


class VisitQuerySet(models.QuerySet):
    def standing(self, at: datetime) -> "VisitQuerySet":
        return self.filter(expires_at__gt=at)


class Visit(models.Model):
    """A browser in which a customer is signed in, by one address of theirs.

    It hangs on the address alone: whoever's address it is by now is who visits, and without the address there is none.
    """

    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="visits")
    digest = models.CharField(max_length=DIGEST, unique=True, help_text="Of the secret in the cookie")
    began_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["expires_at"], name="visit_by_end")]

    def __str__(self) -> str:
        return f"visit {self.pk}"
