"""What is counted, row by row, and its sums: all of it follows from other rooms' rows and can be made anew."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from whiteglove.learning.measures.metrics import SORTS

EVERYBODY = -1  # lines of whoever, persons added up
NOBODY = 0
ANY = ""  # lines of whatever priority, added up
ALL = "*"  # of whatever priority, channel, kind and target
DAY, MONTH = "d", "m"
COUNTERS = (
    "n", "ended", "met", "lost", "stands", "first", "first_contact", "one_touch", "reopened", "escalated", "timed",
    "value", "square", "business", "business_square",
)  # fmt: skip


def flag() -> models.SmallIntegerField:
    """0 or 1: numbers add up alike on every engine."""
    return models.SmallIntegerField(default=0)


class FactQuerySet(models.QuerySet):
    def live(self) -> FactQuerySet:
        """Everything that counts goes through here: what is only practised will be kept out in this one place."""
        return self

    def of(self, person: int) -> FactQuerySet:
        """All of one person, in the words that let either engine find them by `fact_of_person`: without statistics
        SQLite follows an index of some rows for an equal number no further than its condition."""
        return self.filter(sort__in=SORTS, person__range=(person, person), person__gt=NOBODY)

    def between(self, first, last) -> FactQuerySet:
        return self.filter(day__range=(first, last))


class Fact(models.Model):
    """One thing that counts. `source` is the row it is about, `day` by the house's zone, `person` and `team` 0 for
    nobody. Of stretches `until` is when they ended, of a first solution when it is final. `square` and the buckets are
    what sums and shares of times are made of (facts.py, spread.py)."""

    sort = models.CharField(max_length=40)
    source = models.BigIntegerField()
    turn = models.PositiveSmallIntegerField(default=1)
    ticket = models.ForeignKey(
        "desk.Ticket", models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    at = models.DateTimeField()
    day = models.DateField()
    until = models.DateTimeField(null=True)
    until_day = models.DateField(null=True)
    person = models.BigIntegerField(default=NOBODY)
    team = models.BigIntegerField(default=0)
    channel = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    priority = models.CharField(max_length=10, blank=True)
    target = models.CharField(max_length=120, blank=True)
    met = flag()
    lost = flag()
    stands = flag()
    first = flag()
    first_contact = flag()
    one_touch = flag()
    reopened = flag()
    escalated = flag()
    timed = flag()
    value = models.BigIntegerField(null=True)
    square = models.BigIntegerField(default=0)
    bucket = models.SmallIntegerField(null=True)
    business = models.BigIntegerField(null=True)
    business_square = models.BigIntegerField(default=0)
    business_bucket = models.SmallIntegerField(null=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sort", "source", "turn"], name="a_thing_counts_once_of_its_sort"),
        ]
        indexes = [
            models.Index(name="fact_of_ticket", fields=["ticket"]),
            # One index finds the days of a period and walks them from the newest: no list is sorted.
            models.Index(name="fact_by_day", fields=["sort", "-day", "-at", "-id"]),
            models.Index(
                name="fact_of_person", fields=["sort", "person", "-day", "-at", "-id"], condition=Q(person__gt=0)
            ),
            models.Index(name="fact_by_end", fields=["sort", "until_day", "day", "team"]),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.source} on {self.day}"


class Sum(models.Model):
    """Facts of a day or a month added up, by all that a page may ask for. Of `person` EVERYBODY the persons are added
    up too, of `priority` ANY the priorities, of ALL whatever numbers are narrowed by: most pages ask for no part of
    the work, and read few lines. `unit` d: `day` is the day, m: the first of the month."""

    unit = models.CharField(max_length=1)
    person = models.BigIntegerField()
    sort = models.CharField(max_length=40)
    day = models.DateField()
    team = models.BigIntegerField()
    channel = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    priority = models.CharField(max_length=10, blank=True)
    target = models.CharField(max_length=120, blank=True)
    n = models.BigIntegerField(default=0)
    ended = models.BigIntegerField(default=0)
    met = models.BigIntegerField(default=0)
    lost = models.BigIntegerField(default=0)
    stands = models.BigIntegerField(default=0)
    first = models.BigIntegerField(default=0)
    first_contact = models.BigIntegerField(default=0)
    one_touch = models.BigIntegerField(default=0)
    reopened = models.BigIntegerField(default=0)
    escalated = models.BigIntegerField(default=0)
    timed = models.BigIntegerField(default=0)
    value = models.BigIntegerField(default=0)
    square = models.BigIntegerField(default=0)
    business = models.BigIntegerField(default=0)
    business_square = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "person", "priority", "sort", "day", "team", "channel", "kind", "target"],
                name="one_sum_of_a_day_or_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.unit} {self.day}: {self.n}"


class Spread(models.Model):
    """How many times of a month lie in each bucket; `hours`: those in opening hours."""

    person = models.BigIntegerField()
    sort = models.CharField(max_length=40)
    hours = models.BooleanField(default=False)
    day = models.DateField()
    team = models.BigIntegerField()
    channel = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    priority = models.CharField(max_length=10, blank=True)
    bucket = models.SmallIntegerField()
    n = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "priority", "sort", "hours", "day", "team", "channel", "kind", "bucket"],
                name="one_spread_of_a_month",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.day} {self.bucket}: {self.n}"


class Progress(models.Model):
    """How far counting has come; the one row, whose lock lets one count at a time. `cursor` is a place in the log;
    `tickets` and `customers` how far the past has been counted, null once it has; `adding` what of it is still to be
    added up: ALL, or from which month to which day; `rules` by which days and numbers; `again` what to look at once
    more: [[ticket, when]]."""

    ALL = "all"

    cursor = models.CharField(max_length=60)
    rules = models.JSONField(default=dict)
    tickets = models.BigIntegerField(null=True, default=0)
    customers = models.BigIntegerField(null=True, default=0)
    adding = models.CharField(max_length=21, blank=True)
    again = models.JSONField(default=list)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"counted up to {self.cursor}"

    @property
    def complete(self) -> bool:
        return self.tickets is None and self.customers is None and not self.adding


class DepartureQuerySet(models.QuerySet):
    def standing(self) -> DepartureQuerySet:
        return self.filter(ended_at__isnull=True)


class Departure(models.Model):
    """Somebody noted that a customer has left us; it stands until taken back."""

    customer = models.ForeignKey("customers.Customer", models.CASCADE, related_name="departures")
    at = models.DateTimeField(help_text="Since when")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField()
    why = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = DepartureQuerySet.as_manager()

    class Meta:
        ordering = [F("at").desc()]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(ended_at__isnull=True), name="a_customer_leaves_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"customer {self.customer_id} left on {self.at:%Y-%m-%d}"
