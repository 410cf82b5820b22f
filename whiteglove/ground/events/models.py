"""The event log and its outbox: what happened, and who still has to hear of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from whiteglove.ground.events.cursor import Cursor
from whiteglove.ground.events.transactions import TransactionId

REHEARSED = "rehearsed_"


class EventQuerySet(models.QuerySet):
    def about(self, subject: models.Model | str) -> EventQuerySet:
        """What happened to one subject (an instance or "ticket:42"), oldest first."""
        kind, key = subject_of(subject)
        return self.filter(subject_type=kind, subject_id=key).order_by("id")

    def named(self, *names: str) -> EventQuerySet:
        return self.filter(name__in=names)

    def in_earnest(self) -> EventQuerySet:
        """Without what was only practised."""
        return self.exclude(subject_type__startswith=REHEARSED)


class Event(models.Model):
    """One thing that happened. Never changed, never deleted: timeline, clocks and live pages read it.

    One exception: erasing a customer, a certificate, or somebody who left empties the facts that tell of them
    (desk/actions/forget.py, credentials/actions/erase.py, people/actions/erase.py).

    `by_id` is a person's id without a foreign key: the log outlives people and lies below them.
    `tx` is the writing transaction (PostgreSQL; 0 on SQLite), so that readers see commits in order: see log.py.
    """

    tx = models.BigIntegerField(db_default=TransactionId(), editable=False)
    name = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    audience = models.CharField(max_length=400, default="", blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["tx", "id"], name="event_in_commit_order"),
            models.Index(fields=["subject_type", "subject_id", "id"], name="event_of_subject"),
            models.Index(fields=["name", "id"], name="event_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.subject}"

    @property
    def subject(self) -> str:
        """ "ticket:42" """
        return f"{self.subject_type}:{self.subject_id}"

    @property
    def rehearsed(self) -> bool:
        return self.subject_type.startswith(REHEARSED)

    @property
    def cursor(self) -> str:
        """ "tx-id", opaque to everybody else. Needs `tx` as stored."""
        return str(Cursor(self.tx, self.pk))

    @property
    def topics(self) -> frozenset[str]:
        return frozenset(self.audience.split())


class State(models.TextChoices):
    PENDING = "pending", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    DEAD = "dead", "Given up"


class DeliveryQuerySet(models.QuerySet):
    def unfinished(self) -> DeliveryQuerySet:
        return self.filter(state__in=[State.PENDING, State.RUNNING])

    def pending(self) -> DeliveryQuerySet:
        return self.filter(state=State.PENDING)

    def dead(self) -> DeliveryQuerySet:
        return self.filter(state=State.DEAD)

    def due(self, at: datetime) -> DeliveryQuerySet:
        return self.filter(state=State.PENDING, due_at__lte=at)

    def abandoned(self, at: datetime) -> DeliveryQuerySet:
        """Claimed by a worker whose lease has run out."""
        return self.filter(state=State.RUNNING, claimed_until__lt=at)

    def claimed_by(self, worker: str) -> DeliveryQuerySet:
        return self.filter(state=State.RUNNING, claimed_by=worker)


class Delivery(models.Model):
    """One reaction's turn with one event. `subject` repeats the event's so that claiming needs no join."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries", db_index=False)
    reaction = models.CharField(max_length=120)
    subject = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.PENDING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=80, default="", blank=True)
    claimed_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["event", "reaction"], name="delivery_once_per_event_and_reaction"),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], name="delivery_due", condition=models.Q(state="pending")),
            models.Index(
                fields=["reaction", "subject", "id"],
                name="delivery_lane",
                condition=models.Q(state__in=["pending", "running"]),
            ),
            models.Index(fields=["claimed_until"], name="delivery_running", condition=models.Q(state="running")),
            models.Index(fields=["-id"], name="delivery_dead", condition=models.Q(state="dead")),
            models.Index(fields=["done_at"], name="delivery_done", condition=models.Q(state="done")),
        ]

    def __str__(self) -> str:
        return f"{self.reaction} of event {self.event_id} ({self.state})"


class Job(models.Model):
    """The lease of one periodic job: whoever holds it runs the job, and only they do."""

    name = models.CharField(max_length=80, primary_key=True)
    due_at = models.DateTimeField()
    claimed_by = models.CharField(max_length=80, default="", blank=True)
    claimed_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A process that works off reactions, with its last sign of life."""

    name = models.CharField(max_length=80, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


def subject_of(subject: models.Model | str) -> tuple[str, int]:
    """("ticket", 42) from a saved instance or from "ticket:42"; ValueError for anything else.

    An instance that says of itself that it is `rehearsed` is another kind of subject, "rehearsed_ticket": whoever looks
    for what happened to tickets doesn't find what was only practised.
    """
    if isinstance(subject, str):
        kind, _, key = subject.partition(":")
    else:
        kind, key = subject._meta.model_name, subject.pk
        kind = f"{REHEARSED}{kind}" if getattr(subject, "rehearsed", False) else kind
    try:
        return kind, int(key)
    except (TypeError, ValueError):
        raise ValueError(f"an event's subject needs a whole number as its id, not {subject!r}") from None


def topics_of(audience: str | Iterable[str]) -> str:
    """The stored form of an audience: topics once each, sorted, separated by a space."""
    topics = audience.split() if isinstance(audience, str) else audience
    return " ".join(sorted(set(topics)))
