"""One person as the forum knows them: how others name them, what they have read, which letters they want."""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Digest(models.TextChoices):
    DAILY = "daily", "Every day"
    WEEKLY = "weekly", "Every week"
    NEVER = "never", "Never"


class Member(models.Model):
    """`handle` is what follows an @. Up to `all_read_at` everything counts as read. `digest_at` is when the next letter
    is due; `told_to` is up to when letters have told, and moves only once one has left."""

    person = models.OneToOneField(PERSON, models.CASCADE, primary_key=True, related_name="+")
    handle = models.CharField(max_length=60, unique=True)
    digest = models.CharField(max_length=6, choices=Digest.choices, default=Digest.WEEKLY)
    mail_mentions = models.BooleanField(default=True)
    all_read_at = models.DateTimeField()
    digest_at = models.DateTimeField()
    told_to = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="digest_is_known", condition=Q(digest__in=Digest.values))]
        indexes = [models.Index(name="digest_due", fields=["digest_at"], condition=~Q(digest="never"))]

    def __str__(self) -> str:
        return f"@{self.handle}"


class DigestLetter(models.Model):
    """A letter that came due: taken once by whoever sends it, so that nobody sends it twice."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="letters")
    since = models.DateTimeField()
    until = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "until"], name="a_digest_comes_due_once")]

    def __str__(self) -> str:
        return f"{self.member} {self.until:%Y-%m-%d}"


class Read(models.Model):
    """How far somebody has read a topic (`seen` is a post's number), and whether they follow it; None: never said."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey("forum.Topic", models.CASCADE, related_name="reads", db_index=False)
    seen = models.BigIntegerField(default=0)
    follows = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="somebody_reads_a_topic_once")]
        indexes = [models.Index(name="read_by_followers", fields=["topic"], condition=Q(follows=True))]

    def __str__(self) -> str:
        return f"{self.person}: {self.topic}"


class Draft(models.Model):
    """What somebody began to write: an answer, or without `topic` a new topic."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey("forum.Topic", models.CASCADE, null=True, blank=True, related_name="+")
    category = models.ForeignKey("forum.Category", models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=140, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"], name="one_draft_a_topic_each"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(topic__isnull=True), name="one_draft_of_a_new_topic_each"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.text[:40]


class NoticeQuerySet(models.QuerySet):
    def unseen(self) -> "NoticeQuerySet":
        return self.filter(seen_at__isnull=True)


class Notice(models.Model):
    """Something to tell one person in the forum; `key` so that a reaction that runs twice tells it once."""

    KINDS = {"mention": "{who} mentions you in", "answer": "{who} answered", "settled": "{who} accepted your answer in",
             "helped": "{who} was helped by what you wrote in", "hidden": "Your words were hidden in",
             "shown": "Your words are shown again in", "closed": "Your topic was closed:",
             "reported": "Something was reported in", "mentor": "You are a mentor of the forum now"}  # fmt: skip

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    topic = models.ForeignKey("forum.Topic", models.CASCADE, null=True, blank=True, related_name="+")
    post = models.ForeignKey("forum.Post", models.CASCADE, null=True, blank=True, related_name="+", db_index=False)
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="a_notice_is_told_once")]
        indexes = [
            models.Index(name="notice_unseen", fields=["person", "-id"], condition=Q(seen_at__isnull=True)),
            models.Index(name="notice_by_whom", fields=["by", "kind", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}"


class MentorQuerySet(models.QuerySet):
    def standing(self) -> "MentorQuerySet":
        return self.filter(ended_at__isnull=True)


class Mentor(models.Model):
    """Somebody whose help in the forum counts as mentoring, from `at` on until `ended_at`."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MentorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="somebody_is_a_mentor_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
