"""What somebody wrote: the words a topic begins with, or an answer."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class PostState(models.TextChoices):
    STANDING = "standing", "Standing"
    HIDDEN = "hidden", "Hidden"
    DELETED = "deleted", "Deleted"


class PostQuerySet(models.QuerySet):
    def standing(self) -> "PostQuerySet":
        return self.filter(state=PostState.STANDING)

    def answers(self) -> "PostQuerySet":
        return self.filter(opening=False)

    def visible_to(self, person) -> "PostQuerySet":
        """Beside what stands: what is hidden, to those who moderate and to whoever wrote it."""
        if not person.is_staff_member:
            return self.none()
        hidden = Q(state=PostState.HIDDEN)
        near = hidden if person.role in ("admin", "lead") else hidden & Q(author=person)
        return self.filter(Q(state=PostState.STANDING) | near)


class Post(models.Model):
    """`text` is Markdown. `fingerprint` is the same for the same words, however they are written; `helpful` counts the
    Helped. `came_from`: the topic it was written in, if that was merged into this one."""

    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="posts", db_index=False)
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    text = models.TextField()
    opening = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=PostState.choices, default=PostState.STANDING)
    fingerprint = models.CharField(max_length=64)
    helpful = models.PositiveIntegerField(default=0)
    edited_at = models.DateTimeField(null=True, blank=True)
    wordings_count = models.PositiveSmallIntegerField(default=0)
    came_from = models.ForeignKey("forum.Topic", models.PROTECT, null=True, blank=True, related_name="+")

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="post_state_is_known", condition=Q(state__in=PostState.values)),
            models.UniqueConstraint(
                fields=["topic"], condition=Q(opening=True), name="a_topic_begins_with_one_post"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(name="post_of_topic", fields=["topic", "id"]),
            models.Index(name="post_of_author", fields=["author", "at"]),
            models.Index(name="post_alike", fields=["author", "fingerprint"]),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def stands(self) -> bool:
        return self.state == PostState.STANDING


class Wording(models.Model):
    """As it was before: a post's words (and its topic's title, of an opening post) until `at`, when `by` changed it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="wordings")
    title = models.CharField(max_length=140, blank=True)
    text = models.TextField()
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text[:40]


class Helped(models.Model):
    """It helped somebody."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="helped")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="it_helps_somebody_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.post}"
