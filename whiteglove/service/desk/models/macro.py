"""Words and steps that come again and again, kept under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class MacroQuerySet(models.QuerySet):
    def current(self):
        """Not put away."""
        return self.filter(archived_at__isnull=True)

    def visible_to(self, person):
        """Everybody's, one's teams' and one's own. Administrators see all but what others keep for themselves."""
        return self.usable_by(person) if person.at_the_desk else self.none()

    def usable_by(self, person):
        """The same for whoever practises, too: ask it beside a ticket that they may answer."""
        shared = self.filter(Q(owner__isnull=True) | Q(owner=person.pk))
        if person.role == "admin":
            return shared
        return shared.filter(Q(team__isnull=True) | Q(team__in=person.team_ids, team__archived_at__isnull=True))

    def named(self, words: list[str]):
        """Whose name or place holds every one of these folded words."""
        found = self
        for word in words:
            found = found.filter(words__contains=word)
        return found


class Macro(models.Model):
    """What it says, and to whom, is a version as well: `content`. Everybody's if it has neither team nor owner."""

    name = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True, help_text="Folders, the outermost first, divided by /")
    team = models.ForeignKey("people.Team", models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(PERSON, models.CASCADE, null=True, blank=True, related_name="+")
    texts = models.JSONField(default=dict, blank=True, help_text="What the customer gets, by language")
    # [{"do": "tag", "name": "refund"}, …] in the order in which they are done; see macro_steps.py.
    steps = models.JSONField(default=list, blank=True)
    words = models.TextField(blank=True, help_text="Name and place as they are searched")
    key = models.CharField(max_length=80, unique=True, help_text="Its id in files")
    number = models.PositiveIntegerField(default=1, help_text="Of the version in force")
    used = models.PositiveIntegerField(default=0, help_text="How often, without what was taken back")
    used_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True)
    archived_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MacroQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_macro_is_of_a_team_or_of_one_person_or_of_all",
                condition=Q(team__isnull=True) | Q(owner__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="macro_in_its_place", fields=["place", "name", "id"]),
            models.Index(name="macro_used_most", fields=["-used", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.place} / {self.name}" if self.place else self.name

    @property
    def content(self) -> dict:
        """What a version keeps."""
        return {
            "name": self.name, "place": self.place, "team": self.team_id, "owner": self.owner_id, "texts": self.texts,
            "steps": self.steps,
        }  # fmt: skip


class MacroVersion(models.Model):
    """What a macro said from then on."""

    macro = models.ForeignKey(Macro, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=120, blank=True, help_text="Where it came from: a pack, an earlier version")

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["macro", "number"], name="a_macro_has_a_version_once")]


class MacroRunQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(undone_at__isnull=True)


class MacroRun(models.Model):
    """Somebody used a macro on a ticket: what it changed, and what was there before."""

    macro = models.ForeignKey(Macro, models.CASCADE, related_name="runs")
    number = models.PositiveIntegerField()
    ticket = models.ForeignKey("desk.Ticket", models.CASCADE, related_name="+")
    message = models.ForeignKey("desk.Message", models.SET_NULL, null=True, blank=True, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # [{"do": "kind", "old": "", "new": "billing"}, …] in the order in which it was done
    did = models.JSONField(default=list, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = MacroRunQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(name="macro_run_of_macro", fields=["macro", "-at"]),
        ]


class MacroHabit(models.Model):
    """How often somebody uses a macro, and when they did last: what they are offered first."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    macro = models.ForeignKey(Macro, models.CASCADE, related_name="+")
    times = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "macro"], name="one_habit_of_a_person_and_macro")]
        indexes = [models.Index(name="macro_habit_lately", fields=["person", "-at"])]
