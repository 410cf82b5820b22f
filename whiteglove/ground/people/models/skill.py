"""What people are good at: a skill has a name, and each person a level in it."""

from django.conf import settings
from django.db import models


class Level(models.IntegerChoices):
    LEARNING = 1, "Learning"
    SOLID = 2, "Solid"
    EXPERT = 3, "Expert"


class Skill(models.Model):
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonSkill(models.Model):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="holders")
    level = models.PositiveSmallIntegerField(choices=Level.choices, default=Level.SOLID)

    class Meta:
        ordering = ["skill__name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "skill"], name="a_person_has_a_skill_once"),
            models.CheckConstraint(name="a_skill_level_is_known", condition=models.Q(level__in=Level.values)),
        ]

    def __str__(self) -> str:
        return f"{self.skill}: {self.get_level_display()}"
