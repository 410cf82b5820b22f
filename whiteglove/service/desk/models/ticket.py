"""A ticket: one matter of one customer, from the first word to its solution."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from whiteglove.service.channels import contract
from whiteglove.service.desk import ranks

PERSON = settings.AUTH_USER_MODEL
VIEWS = ("needs-me", "waiting", "team", "unassigned", "snoozed", "escalated", "promised", "solved", "all")
# No team has the id 0: tickets without a team lie in this lane, which the whole desk sees.
NO_TEAM = 0


class State(models.TextChoices):
    OPEN = "open", "Waiting on us"
    WAITING = "waiting", "Waiting on the customer"
    SNOOZED = "snoozed", "Snoozed"
    SOLVED = "solved", "Solved"
    MERGED = "merged", "Merged"


class Kind(models.TextChoices):
    BILLING = "billing", "Billing"
    TECHNICAL = "technical", "Technical"
    REFUND = "refund", "Refund"
    FEATURE = "feature", "Feature request"
    COMPLAINT = "complaint", "Complaint"
    OTHER = "other", "Other"
    UNKNOWN = "", "Not set"


class Priority(models.TextChoices):
    LOW = "low", "Low"
    NORMAL = "normal", "Normal"
    HIGH = "high", "High"
    URGENT = "urgent", "Urgent"


IN_HAND = (State.OPEN, State.WAITING)
UNFINISHED = (State.OPEN, State.WAITING, State.SNOOZED)
# Which tickets a view lists, before asking who looks: the partial indexes below use the same conditions.
SHOWS = {
    "needs-me": Q(state=State.OPEN, assignee__isnull=False),
    "waiting": Q(state=State.WAITING, assignee__isnull=False),
    "team": Q(state__in=IN_HAND),
    "unassigned": Q(state=State.OPEN, assignee__isnull=True),
    "snoozed": Q(state=State.SNOOZED),
    "escalated": Q(escalated=True, state__in=UNFINISHED),
    "promised": Q(promised__gt=0) & ~Q(state=State.MERGED),
    "solved": Q(state=State.SOLVED),
    "all": ~Q(state=State.MERGED),
}
PERSONAL = frozenset({"needs-me", "waiting"})


class TicketQuerySet(models.QuerySet):
    def open(self):
        """Waiting on us."""
        return self.filter(state=State.OPEN)

    waiting_on_us = open

    def waiting(self):
        """Waiting on the customer."""
        return self.filter(state=State.WAITING)

    def snoozed(self):
        return self.filter(state=State.SNOOZED)

    def solved(self):
        return self.filter(state=State.SOLVED)

    def unfinished(self):
        return self.filter(state__in=UNFINISHED)

    def unassigned(self):
        return self.filter(assignee__isnull=True)

    def standing(self):
        """Not merged away."""
        return self.exclude(state=State.MERGED)

    def visible_to(self, person):
        """Administrators see all; leads and agents their teams', those without a team, and those given to them."""
        if not person.at_the_desk:
            return self.none()
        if person.role == "admin":
            return self
        return self.in_sight([NO_TEAM, *person.team_ids], person.pk)

    def in_sight(self, lanes: list[int], person: int):
        """What somebody who isn't an administrator sees: whole lanes, and what was given to them."""
        return self.filter(Q(lane__in=lanes) | Q(assignee_id=person))

    def rehearsed_for(self, person):
        """What somebody practises on; ask `every`."""
        return self.filter(rehearsed_by=person)

    def for_view(self, view: str, person):
        """The tickets of a named view as `person` sees it. KeyError for an unknown view."""
        mine = {"assignee_id": person.pk} if view in PERSONAL else {}
        return self.visible_to(person).filter(SHOWS[view], **mine)


class Living(models.Manager.from_queryset(TicketQuerySet)):
    """Real tickets. Whoever forgets that people practise here too counts, lists and exports none of it."""

    def get_queryset(self) -> TicketQuerySet:
        return super().get_queryset().filter(rehearsed_by__isnull=True)


class Ticket(models.Model):
    subject = models.CharField(max_length=500, blank=True)
    customer = models.ForeignKey("customers.Customer", models.PROTECT, related_name="tickets")
    account = models.ForeignKey("channels.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="tickets")
    assignee = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="tickets")
    channel = models.CharField(max_length=20, default="email")
    # Few tickets have one, and no list asks for it: an index would cost every mail a write.
    place = models.ForeignKey(
        "channels.Account", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        help_text="The web form it was written on",
    )  # fmt: skip
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.UNKNOWN, blank=True)
    priority = models.CharField(max_length=10, choices=Priority.choices, default=Priority.NORMAL)
    complex = models.BooleanField(default=False)
    escalated = models.BooleanField(default=False, help_text="An escalation is open; kept by the escalation actions")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    solved_at = models.DateTimeField(null=True, blank=True)
    wakes_at = models.DateTimeField(null=True, blank=True, help_text="When a snooze ends")
    due_at = models.DateTimeField(null=True, blank=True, help_text="The earliest due time of its running clocks")
    due_metric = models.CharField(max_length=40, blank=True)
    judge_at = models.DateTimeField(null=True, blank=True, help_text="When a clock next warns or falls due")
    preview = models.CharField(max_length=160, blank=True)
    last_message_at = models.DateTimeField(null=True, blank=True)
    last_inbound_id = models.BigIntegerField(null=True, blank=True, help_text="What a reply must have seen")
    message_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    promised = models.PositiveIntegerField(default=0, db_default=0, help_text="Promises not settled yet")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_from")
    # Where it stands in every list: smaller is sooner. See ranks.py.
    rank = models.BigIntegerField(editable=False)
    rehearsed_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", db_index=False,
        help_text="Whoever practises on it: nobody real wrote, and nothing of it counts",
    )  # fmt: skip
    # Below 0 lies what is only practised on: no list, count, mark or socket has such a lane.
    lane = models.GeneratedField(
        expression=Coalesce(models.F("rehearsed_by") * -1, "team", NO_TEAM), output_field=models.BigIntegerField(),
        db_persist=True,
    )  # fmt: skip

    objects = Living()
    every = TicketQuerySet.as_manager()

    class Meta:
        base_manager_name = "every"
        constraints = [
            models.CheckConstraint(
                name="a_rehearsed_ticket_is_given_to_nobody",
                condition=Q(rehearsed_by__isnull=True) | Q(team__isnull=True, assignee__isnull=True),
            ),
            models.CheckConstraint(name="ticket_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(name="ticket_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(name="ticket_priority_is_known", condition=Q(priority__in=Priority.values)),
            models.CheckConstraint(
                name="a_merged_ticket_names_the_one_it_lives_on_in",
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into__isnull=True)),
            ),
            models.CheckConstraint(
                name="a_ticket_is_not_merged_into_itself",
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
            ),
            models.CheckConstraint(
                name="a_solved_ticket_says_when", condition=~Q(state=State.SOLVED) | Q(solved_at__isnull=False)
            ),
            models.CheckConstraint(
                name="a_snoozed_ticket_says_until_when", condition=~Q(state=State.SNOOZED) | Q(wakes_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="ticket_needs_me", fields=["assignee", "rank", "id"], condition=SHOWS["needs-me"]),
            models.Index(name="ticket_waiting", fields=["assignee", "rank", "id"], condition=SHOWS["waiting"]),
            models.Index(name="ticket_team", fields=["lane", "rank", "id"], condition=SHOWS["team"]),
            models.Index(name="ticket_unassigned", fields=["lane", "rank", "id"], condition=SHOWS["unassigned"]),
            models.Index(name="ticket_snoozed", fields=["lane", "rank", "id"], condition=SHOWS["snoozed"]),
            models.Index(name="ticket_escalated", fields=["lane", "rank", "id"], condition=SHOWS["escalated"]),
            models.Index(name="ticket_solved", fields=["lane", "rank", "id"], condition=SHOWS["solved"]),
            models.Index(name="ticket_all", fields=["lane", "rank", "id"], condition=SHOWS["all"]),
            # For tickets given to somebody outside the teams they belong to.
            models.Index(
                name="ticket_given", fields=["assignee", "lane", "rank", "id"], condition=Q(assignee__isnull=False)
            ),
            models.Index(name="ticket_of_customer", fields=["customer", "-opened_at", "-id"]),
            models.Index(name="ticket_to_judge", fields=["judge_at"], condition=Q(judge_at__isnull=False)),
            models.Index(name="ticket_to_wake", fields=["wakes_at"], condition=Q(state=State.SNOOZED)),
            # Of two that serve a question alike SQLite takes the newer, until it has learnt better: these come last.
            models.Index(name="ticket_promised", fields=["lane", "rank", "id"], condition=SHOWS["promised"]),
            # Few are complex and unfinished at a time: whose customers are owed updates.
            models.Index(
                name="ticket_complex", fields=["assignee", "id"], condition=Q(complex=True, solved_at__isnull=True)
            ),
            models.Index(
                name="ticket_rehearsed", fields=["rehearsed_by", "rank", "id"], condition=Q(rehearsed_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.subject}"

    def save(self, *args, **kwargs) -> None:
        """Keeps `rank` in step with what it is made of; nothing else happens here."""
        self.rank = ranks.rank(
            state=self.state,
            due_at=self.due_at,
            changed_at=self.changed_at,
            solved_at=self.solved_at,
            wakes_at=self.wakes_at,
        )
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "rank"}
        super().save(*args, **kwargs)

    @property
    def title(self) -> str:
        return self.subject or "(no subject)"

    @property
    def rehearsed(self) -> bool:
        """Practised on: by `rehearsed_by`, and seen by nobody else."""
        return self.rehearsed_by_id is not None

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def topics(self) -> str:
        """Who may hear that it changed: the audience of its events."""
        if self.rehearsed_by_id:
            return f"person:{self.rehearsed_by_id}"
        lane = f"team:{self.team_id}" if self.team_id else "staff"
        return f"{lane} person:{self.assignee_id}" if self.assignee_id else lane

    def overdue(self, at: datetime) -> bool:
        return self.due_at is not None and self.due_at < at

    @property
    def goes_on_by(self) -> str:
        return contract.goes_on_by(self.channel)

    @property
    def current(self) -> "Ticket":
        """The ticket this one lives on in: itself, unless it was merged."""
        here, seen = self, {self.pk}
        while here.merged_into_id and here.merged_into_id not in seen:
            here = here.merged_into
            seen.add(here.pk)
        return here
