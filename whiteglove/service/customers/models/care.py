"""What staff keep about a customer: notes, who confirmed the identity, which records were merged."""

from django.db import models

from .customer import Customer

PERSON = "people.Person"


class NoteQuerySet(models.QuerySet):
    def kept(self) -> "NoteQuerySet":
        return self.filter(removed_at__isnull=True)


class CustomerNote(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    changed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]


class VerificationQuerySet(models.QuerySet):
    def standing(self) -> "VerificationQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class Verification(models.Model):
    """Somebody on the staff made sure that this customer is who they say they are."""

    class How(models.TextChoices):
        ORDER = "order_number", "Order number and postcode"
        CALLBACK = "callback", "Call back to the number on file"
        QUESTION = "security_question", "Security question"
        ACCOUNT = "account_sign_in", "Signed in to their account"
        DOCUMENT = "document", "Identity document"
        OTHER = "other", "Another way"

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="verifications")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    how = models.CharField(max_length=20, choices=How.choices)
    detail = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]


class MergeQuerySet(models.QuerySet):
    def standing(self) -> "MergeQuerySet":
        return self.filter(undone_at__isnull=True)


class CustomerMerge(models.Model):
    """`source` turned out to be `target`. `moved` lists what went over, so that it can go back exactly."""

    source = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="merges_away")
    target = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="merges_here")
    by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(PERSON, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    moved = models.JSONField(default=dict)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=models.Q(undone_at__isnull=True), name="customer_is_merged_once_at_a_time"
            )
        ]
