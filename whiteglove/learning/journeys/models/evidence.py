"""What somebody hands in where the product sees nothing: a deed, or time in a role. It counts once it was accepted."""

from django.db import models
from django.db.models import F, Q

from .judged import Judged


class Evidence(Judged):
    """`about`: what it counts as, or the role. `first`: the day of a deed, or the first day in a role; `last`: the last
    one, None where it still lasts. `same`: what tells one deed from another (sameness.py)."""

    DEED, TIME = "deed", "time"
    kind = models.CharField(max_length=4, choices=[(DEED, "Something done"), (TIME, "Time in a role")], default=DEED)
    about = models.CharField(max_length=80)
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    first = models.DateField()
    last = models.DateField(null=True, blank=True)
    same = models.CharField(max_length=40)

    class Meta(Judged.Meta):
        constraints = [
            *Judged.Meta.constraints,
            models.CheckConstraint(name="time_ends_after_it_began", condition=Q(last=None) | Q(last__gte=F("first"))),
        ]
        indexes = [
            models.Index(name="evidence_state", fields=["state", "at", "id"]),
            models.Index(name="evidence_same", fields=["same"]),
        ]

    def __str__(self) -> str:
        return f"{self.about} of {self.person_id}: {self.state}"

    @property
    def is_time(self) -> bool:
        return self.kind == self.TIME
