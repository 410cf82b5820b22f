"""What somebody asks or tells."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class TopicState(models.TextChoices):
    STANDING = "standing", "Standing"
    HIDDEN = "hidden", "Hidden"
    DELETED = "deleted", "Deleted"
    MERGED = "merged", "Merged"


class TopicQuerySet(models.QuerySet):
    def standing(self) -> "TopicQuerySet":
        return self.filter(state=TopicState.STANDING)

    def unanswered(self) -> "TopicQuerySet":
        return self.standing().filter(answers=0, closed=False)

    def visible_to(self, person) -> "TopicQuerySet":
        """What stands; what is hidden to those who moderate and whoever wrote it; a merged one leads to the other."""
        if not person.is_staff_member:
            return self.none()
        seen = Q(state__in=[TopicState.STANDING, TopicState.MERGED])
        hidden = Q(state=TopicState.HIDDEN)
        return self.filter(seen | (hidden if person.role in ("admin", "lead") else hidden & Q(author=person)))


class Topic(models.Model):
    """Its words are its opening post. `answers` (of others than who asked), `latest` (the newest post that stands),
    `last_at` and `last_by` are kept, not counted. `closed`: nobody answers any more; the Deed says why."""

    category = models.ForeignKey("forum.Category", models.PROTECT, related_name="topics", db_index=False)
    title = models.CharField(max_length=140)
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=TopicState.choices, default=TopicState.STANDING)
    closed = models.BooleanField(default=False)
    answers = models.PositiveIntegerField(default=0)
    latest = models.BigIntegerField(default=0)
    last_at = models.DateTimeField()
    last_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", db_index=False)
    accepted = models.ForeignKey("forum.Post", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="topic_state_is_known", condition=Q(state__in=TopicState.values)),
            models.CheckConstraint(
                name="a_merged_topic_says_where", condition=Q(state="merged", merged_into__isnull=False)
                | ~Q(state="merged") & Q(merged_into__isnull=True),
            ),
            models.CheckConstraint(name="no_topic_is_merged_into_itself", condition=~Q(merged_into=F("id"))),
        ]  # fmt: skip
        indexes = [
            models.Index(name="topic_newest", fields=["state", "-last_at", "-id"]),
            models.Index(name="topic_of_category", fields=["category", "state", "-last_at", "-id"]),
            models.Index(name="topic_of_author", fields=["author", "-last_at", "-id"]),
            models.Index(
                name="topic_unanswered", fields=["-last_at", "-id"],
                condition=Q(state="standing", answers=0, closed=False),
            ),
            models.Index(
                name="topic_unanswered_of_category", fields=["category", "-last_at", "-id"],
                condition=Q(state="standing", answers=0, closed=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> bool:
        return self.state == TopicState.STANDING

    @property
    def open(self) -> bool:
        """Answers are welcome."""
        return self.stands and not self.closed
