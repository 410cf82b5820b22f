"""A certificate: signed once, never changed; what became of it is a row of its own."""

import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from .issuer import SigningKey

PERSON = settings.AUTH_USER_MODEL


class StatusList(models.Model):
    """A long row of bits in which certificates have a place by chance; a new one begins when it is half full."""

    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Status list {self.pk}"


class CredentialQuerySet(models.QuerySet):
    def standing(self) -> "CredentialQuerySet":
        """Neither taken back nor erased, whether or not their time has passed."""
        return self.filter(revocation__isnull=True)

    def kept(self) -> "CredentialQuerySet":
        return self.filter(erased_at__isnull=True)

    def visible_to(self, person) -> "CredentialQuerySet":
        """One's own; leads those of their people as well, administrators all."""
        if not person.is_active:
            return self.none()
        people = type(person).objects.visible_to(person)
        return self.filter(person__in=people)


class Credential(models.Model):
    """`public_id` is what can't be guessed. `signed` is the document with its proof, `token` the same as a VC-JWT; both
    are empty once it was erased, and only its place in the status list is left."""

    public_id = models.CharField(max_length=36, unique=True)
    person = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="credentials")
    holder = models.CharField(max_length=200, blank=True, help_text="Their name as the certificate says it")
    achievement = models.CharField(max_length=80, help_text="The pack's achievement, by its id")
    name = models.CharField(max_length=200, help_text="What it certifies, as it was called then")
    revision = models.ForeignKey("packs.Revision", models.PROTECT, related_name="+")
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="credentials")
    signed = models.TextField(blank=True)
    token = models.TextField(blank=True)
    status_list = models.ForeignKey(StatusList, models.PROTECT, related_name="credentials")
    status_index = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    ref = models.CharField(max_length=80, blank=True, help_text="What it was given for, as a higher room names it")
    issued_at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["status_list", "status_index"], name="a_place_in_a_list_is_one_s_own"),
            models.CheckConstraint(
                name="what_was_erased_holds_nothing",
                condition=Q(erased_at__isnull=True) | Q(person__isnull=True, holder="", signed="", token=""),
            ),
        ]
        indexes = [models.Index(name="credential_of_person", fields=["person", "-issued_at", "-id"])]

    def __str__(self) -> str:
        return f"{self.name} of {self.holder}"

    @staticmethod
    def written(document: dict[str, Any]) -> str:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))

    @property
    def document(self) -> dict[str, Any]:
        """What was signed, with its proof; empty once it was erased."""
        return json.loads(self.signed) if self.signed else {}


class Why(models.TextChoices):
    """Why a certificate was taken back."""

    MISTAKE = "mistake", "It was issued by mistake"
    NAME = "name", "It was issued anew under another name"
    RULES = "rules", "What it certifies turned out not to be so"
    HOLDER = "holder", "Its holder wished so"
    KEY = "key", "It was issued anew with another key"


class Revocation(models.Model):
    """It was taken back: by whom, when, why. The standard knows no way back, so neither does this: issue it anew."""

    credential = models.OneToOneField(Credential, models.CASCADE, related_name="revocation")
    why = models.CharField(max_length=8, choices=Why.choices)
    note = models.CharField(max_length=400, blank=True, help_text="For people here; not public")
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="a_revocation_says_why", condition=Q(why__in=Why.values))]

    def __str__(self) -> str:
        return f"{self.credential_id} taken back"

    def clear(self) -> None:
        """What was noted about a person, gone."""
        self.note = ""
        self.save(update_fields=["note"])
