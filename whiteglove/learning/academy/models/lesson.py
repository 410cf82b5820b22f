"""A lesson somebody opened, and read."""

from django.db import models
from django.db.models import Q


class LessonRead(models.Model):
    """`answers`: {question: the options chosen}; for oneself alone. `seconds`: how long its page was looked at."""

    enrolment = models.ForeignKey("academy.Enrolment", models.CASCADE, related_name="lessons")
    module = models.CharField(max_length=20)
    lesson = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0)
    answers = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_lesson_is_kept_once", fields=["enrolment", "module", "lesson"]),
            models.CheckConstraint(name="a_lesson_names_itself", condition=~Q(lesson="")),
        ]

    def __str__(self) -> str:
        return f"{self.module}: {self.lesson}"
