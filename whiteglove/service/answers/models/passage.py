"""Articles cut into what can be quoted, and other words by which visitors have asked for them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from whiteglove.service.knowledge.models import Article, Translation, Version

PERSON = settings.AUTH_USER_MODEL


class PassageQuerySet(models.QuerySet):
    def readable_by(self, reader: Any, among: list[int]) -> "PassageQuerySet":
        """Of these articles, words that stand in this reader's help centre now: what was changed or taken back since
        isn't quoted."""
        allowed = Translation.objects.readable_by(reader).filter(article__in=among).order_by().values("pk")
        return self.filter(article__in=among, translation__in=allowed, version_id=F("translation__published_id"))


class Passage(models.Model):
    """A piece of a published article in one language. `place` 0 is the title, the others follow as they are read.

    `vector` is what it means as 512 signed bytes, None without an encoder; searching by words works all the same.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="passages")
    translation = models.ForeignKey(Translation, models.CASCADE, related_name="passages")
    version = models.ForeignKey(Version, models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=300, blank=True)
    anchor = models.CharField(max_length=80, blank=True, help_text="Of the heading, on the article's page")
    text = models.TextField()
    vector = models.BinaryField(null=True, max_length=512)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["article", "translation", "place"]
        constraints = [
            models.UniqueConstraint(fields=["translation", "place"], name="passages_of_a_translation_are_placed")
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.translation_id}"


class AliasQuerySet(models.QuerySet):
    def standing(self) -> "AliasQuerySet":
        return self.filter(ended_at__isnull=True)


class Alias(models.Model):
    """Words of visitors for which a lead named the article; as good as another title of it, until it is undone."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="aliases")
    # Whose words these are: they go when that customer is erased.
    turn = models.ForeignKey("answers.Turn", models.CASCADE, null=True, blank=True, related_name="aliases")
    language = models.CharField(max_length=12)
    words = models.CharField(max_length=300)
    vector = models.BinaryField(null=True, max_length=512)
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AliasQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["article"], name="alias_standing", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return self.words


class SettlementQuerySet(models.QuerySet):
    def standing(self) -> "SettlementQuerySet":
        return self.filter(ended_at__isnull=True)


class Settlement(models.Model):
    """Somebody saw to questions the bot missed: began an article, named one, or found that none is needed."""

    class How(models.TextChoices):
        WRITTEN = "written", "An article was begun"
        HAS_IT = "has_it", "An article has it"
        NONE = "none", "Needs no article"

    how = models.CharField(max_length=8, choices=How.choices)
    article = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="+")
    aliases = models.ManyToManyField(Alias, blank=True, related_name="settlements")
    turns = models.ManyToManyField("answers.Turn", related_name="settlements")
    at = models.DateTimeField()
    by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SettlementQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(name="a_settlement_has_a_way", condition=Q(how__in=["written", "has_it", "none"]))
        ]

    def __str__(self) -> str:
        return self.get_how_display()

    @property
    def words(self) -> list[str]:
        """The questions, each once; none of somebody who was erased."""
        return list(dict.fromkeys(one.question for one in self.turns.all() if one.question))
