"""A customer: one person we serve, however many addresses they write from."""

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.prepared import Prepared

from .organisation import Organisation


class Source(models.TextChoices):
    """Where a fact about a customer comes from; a guess is shown as one until a person confirms it."""

    GUESSED = "guessed", "Guessed from messages"
    CONFIRMED = "confirmed", "Confirmed"


class CustomerQuerySet(models.QuerySet):
    def current(self) -> "CustomerQuerySet":
        """Without the records that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def visible_to(self, person) -> "CustomerQuerySet":
        from whiteglove.ground.people.policy import may

        return self if may(person, "customers.see") else self.none()


class Living(models.Manager.from_queryset(CustomerQuerySet)):
    """Real people: those who are only played for somebody who practises are in nobody's lists, searches and exports."""

    def get_queryset(self) -> CustomerQuerySet:
        return super().get_queryset().filter(rehearsed_by__isnull=True)


class Customer(models.Model):
    name = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="customers"
    )
    language = models.CharField(max_length=12, blank=True, help_text="BCP 47, such as fr or pt-BR")
    language_source = models.CharField(max_length=10, choices=Source.choices, blank=True)
    time_zone = models.CharField(max_length=64, blank=True, help_text="IANA name, such as Africa/Douala")
    time_zone_source = models.CharField(max_length=10, choices=Source.choices, blank=True)
    since = models.DateTimeField(default=clock.now)
    last_contact_at = models.DateTimeField(default=clock.now)
    contacts = models.PositiveIntegerField(default=0, help_text="Messages received from this customer")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    rehearsed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", db_index=False,
        help_text="Nobody real: played for this person, who practises",
    )  # fmt: skip

    objects = Living()
    every = CustomerQuerySet.as_manager()

    class Meta:
        base_manager_name = "every"
        indexes = [
            models.Index(
                fields=["-last_contact_at", "-id"],
                name="customer_by_last_contact",
                condition=models.Q(merged_into__isnull=True),
            ),
            models.Index(fields=["organisation", "-last_contact_at", "-id"], name="customer_of_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="customer_is_not_merged_into_itself",
            )
        ]

    def __str__(self) -> str:
        return self.name or f"Customer {self.pk}"

    @property
    def rehearsed(self) -> bool:
        return self.rehearsed_by_id is not None

    @property
    def current(self) -> "Customer":
        """The record this one lives on in: itself, unless it was merged."""
        here, seen = self, {self.pk}
        while here.merged_into_id and here.merged_into_id not in seen:
            here = here.merged_into
            seen.add(here.pk)
        return here

    @cached_property
    def reached_at(self) -> "list[models.Model]":
        """The addresses, read once for this instance, in their order; who changes them reads the customer anew."""
        return _addresses_of(self.pk)

    @property
    def initials(self) -> str:
        words = [word for word in self.name.replace("@", " ").split() if word[0].isalnum()]
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"

    @property
    def first_name(self) -> str:
        return self.name.split()[0] if self.name and "@" not in self.name else ""


class Erasure(models.Model):
    """The proof that a customer's personal data was removed: who did it, when and why; no personal data."""

    customer = models.OneToOneField(Customer, on_delete=models.PROTECT, related_name="erasure")
    by = models.ForeignKey("people.Person", null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    removed = models.JSONField(default=dict, help_text="What was removed, counted: {part: number}")


_addresses_of = Prepared(lambda customer: Customer(pk=customer).addresses.all())


class Term(models.Model):
    """A word a customer is found by: of the name, an address or the organisation. Kept by actions/recall.py."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="terms")
    word = models.BinaryField(max_length=240, help_text="UTF-8, so that both databases sort it alike")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "word"], name="customer_has_a_word_once")]
        indexes = [
            models.Index(fields=["word", "customer"], name="term_prefix"),
        ]
