"""Where articles stand: a tree of two levels, named in each language."""

from django.db import models
from django.db.models import Q


class CategoryQuerySet(models.QuerySet):
    def tops(self) -> "CategoryQuerySet":
        return self.filter(parent__isnull=True)

    def in_order(self) -> "CategoryQuerySet":
        return self.order_by("position", "slug")


class Category(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    level = models.PositiveSmallIntegerField(default=1, help_text="1, or 2 for a part of another")
    position = models.PositiveIntegerField(default=0)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.CheckConstraint(
                name="a_category_stands_on_the_first_or_second_level",
                condition=Q(level=1, parent__isnull=True) | Q(level=2, parent__isnull=False),
            ),
            models.CheckConstraint(
                name="a_category_is_no_part_of_itself", condition=Q(parent__isnull=True) | ~Q(parent=models.F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.title_in()

    def title_in(self, *languages: str) -> str:
        """The title in the first of `languages` that has one, else in any. Reads `titles`: prefetch them for a list."""
        titles = {one.language: one.title for one in self.titles.all()}
        return next((titles[code] for code in languages if code in titles), next(iter(titles.values()), self.slug))


class CategoryTitle(models.Model):
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="titles")
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    about = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["category", "language"], name="a_category_has_one_title_in_a_language"),
            models.CheckConstraint(name="a_category_title_says_something", condition=~Q(title="")),
        ]
