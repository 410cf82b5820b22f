"""Where a customer can be reached; an address belongs to one customer at a time."""

from django.db import models

from whiteglove.service.customers import addresses

from .customer import Customer


class Address(models.Model):
    class Kind(models.TextChoices):
        EMAIL = addresses.EMAIL, "Email"
        PHONE = addresses.PHONE, "Phone"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.EMAIL)
    value = models.CharField(max_length=320, help_text="As it was written")
    key = models.CharField(max_length=320, help_text="As it is compared")
    domain = models.CharField(max_length=253, blank=True, help_text="Of an email address, as it is compared")
    primary = models.BooleanField(default=False)
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "-primary", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="address_belongs_to_one_customer"),
            models.UniqueConstraint(
                fields=["customer", "kind"], condition=models.Q(primary=True), name="customer_has_one_primary_of_a_kind"
            ),
        ]
        indexes = [models.Index(fields=["domain"], name="address_by_domain", condition=~models.Q(domain=""))]

    def __str__(self) -> str:
        return self.value

    @property
    def shown(self) -> str:
        return addresses.shown(self.kind, self.value, self.key)
