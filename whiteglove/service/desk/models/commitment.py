"""What somebody promised a customer, and what became of it."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from .states import PERSON, whom


class Stage(models.TextChoices):
    OFFERED = "offered", "Read in a reply"
    OPEN = "open", "To be kept"
    KEPT = "kept", "Kept"
    BROKEN = "broken", "Broken"
    DISMISSED = "dismissed", "Not tracked"


class Sort(models.TextChoices):
    PROMISE = "", "Something to do"
    CALL = "call", "A call back"


class Who(models.TextChoices):
    ME = "me", "The writer"
    HOUSE = "house", "The house"
    COLLEAGUE = "colleague", "A colleague"
    SUPPLIER = "supplier", "A supplier"


PENDING = (Stage.OFFERED, Stage.OPEN)
ENDED = (Stage.KEPT, Stage.BROKEN, Stage.DISMISSED)


class CommitmentQuerySet(models.QuerySet):
    def pending(self):
        """Somebody has to look at it still: offered, or to be kept."""
        return self.filter(state__in=PENDING)

    def unsettled(self):
        """Pending, or broken by the clock and nobody has said anything to it."""
        return self.filter(Q(state__in=PENDING) | Q(state=Stage.BROKEN, ended_by__isnull=True))

    def open(self):
        return self.filter(state=Stage.OPEN)

    def visible_to(self, person):
        """Those of the tickets this person sees."""
        from .ticket import Ticket

        if person.at_the_desk and person.role == "admin":
            return self.filter(ticket__rehearsed_by=None)
        return self.filter(ticket__in=Ticket.objects.visible_to(person))

    def calls(self):
        return self.filter(kind=Sort.CALL)

    def to_remind(self, at: datetime):
        return self.open().filter(reminded_at__isnull=True, remind_at__lte=at)

    def overdue(self, at: datetime):
        return self.open().filter(due_at__lt=at)


class Commitment(models.Model):
    """`words` is message.text from `start` on: the promise as it was given. Without `due_at` no time was said."""

    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="commitments")
    message = models.ForeignKey("desk.Message", models.CASCADE, related_name="commitments")
    what = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Sort.choices, default=Sort.PROMISE, db_default="", blank=True)
    phone = models.CharField(max_length=40, blank=True, db_default="", help_text="Of whoever is to be called")
    tries = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="Calls that reached nobody")
    tried_at = models.DateTimeField(null=True, blank=True)
    who = models.CharField(max_length=10, choices=Who.choices, default=Who.ME)
    person = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="commitments",
        help_text="Who sees that it is kept; nobody, then it is the team's",
    )  # fmt: skip
    words = models.TextField(blank=True)
    start = models.PositiveIntegerField(default=0)
    condition = models.CharField(max_length=300, blank=True)
    due_words = models.CharField(max_length=120, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=Stage.choices, default=Stage.OFFERED)
    offered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = whom()
    remind_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # A later reply that reads as if it were kept: a suggestion, until somebody says so.
    seems_kept_by = models.ForeignKey("desk.Message", models.SET_NULL, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = whom()

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "start"], name="a_promise_is_read_once"),
            models.CheckConstraint(name="commitment_state_is_known", condition=Q(state__in=Stage.values)),
            models.CheckConstraint(name="commitment_kind_is_known", condition=Q(kind__in=Sort.values)),
            models.CheckConstraint(
                name="an_ended_commitment_says_when",
                condition=Q(state__in=ENDED, ended_at__isnull=False) | Q(state__in=PENDING, ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="an_open_commitment_was_confirmed", condition=~Q(state=Stage.OPEN) | Q(confirmed_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="commitment_by_due", fields=["state", "due_at", "id"]),
            models.Index(name="commitment_of_person", fields=["person", "state", "due_at", "id"]),
            models.Index(
                name="commitment_to_remind",
                fields=["remind_at"],
                condition=Q(state=Stage.OPEN, reminded_at__isnull=True),
            ),
            models.Index(name="commitment_to_break", fields=["due_at"], condition=Q(state=Stage.OPEN)),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_call(self) -> bool:
        return self.kind == Sort.CALL

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING

    @property
    def is_unsettled(self) -> bool:
        return self.is_pending or (self.state == Stage.BROKEN and self.ended_by_id is None)

    @property
    def late(self) -> bool:
        """Kept, but after it was due."""
        return self.state == Stage.KEPT and bool(self.due_at and self.ended_at and self.ended_at > self.due_at)
