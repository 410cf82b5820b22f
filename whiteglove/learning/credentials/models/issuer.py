"""The organisation as certificates name it, and its keys."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.learning.credentials.open_badges.did import PublicKey
from whiteglove.learning.credentials.open_badges.encoding import public_key

PERSON = settings.AUTH_USER_MODEL


class IssuerProfile(models.Model):
    """How the organisation names itself; the latest row rules, and certificates keep what they were signed with."""

    name = models.CharField(max_length=120)
    url = models.URLField(max_length=300)
    email = models.EmailField(blank=True)
    about = models.CharField(max_length=600, blank=True)
    image = models.BinaryField(default=bytes, help_text="A PNG, or nothing")
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class SigningKeyQuerySet(models.QuerySet):
    def current(self, did: str) -> "SigningKeyQuerySet":
        """The one that signs for this address."""
        return self.filter(did=did, retired_at__isnull=True)

    def trusted(self) -> "SigningKeyQuerySet":
        return self.filter(distrusted_at__isnull=True)


class SigningKey(models.Model):
    """`public` as a Multikey; `secret` is sealed as other secrets are. Retired, it still checks what it signed;
    distrusted, nothing it signed is believed any more."""

    number = models.PositiveIntegerField(unique=True)
    did = models.CharField(max_length=300, help_text="For which address of this house it was made")
    public = models.CharField(max_length=80)
    secret = models.BinaryField()
    made_at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)
    distrusted_at = models.DateTimeField(null=True, blank=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["did"], condition=Q(retired_at__isnull=True), name="an_address_signs_with_one_key_at_a_time"
            ),
            models.CheckConstraint(
                name="a_key_that_is_not_trusted_signs_no_more",
                condition=Q(distrusted_at__isnull=True) | Q(retired_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"key-{self.number}"

    @property
    def key(self) -> PublicKey:
        return PublicKey(self.number, public_key(self.public))

    @property
    def method(self) -> str:
        return self.key.method(self.did)

    @property
    def jwk_method(self) -> str:
        return self.key.jwk_method(self.did)
