"""An article was opened."""

from datetime import date

from django.db import transaction
from django.db.models import F

from whiteglove.service.knowledge.models import Article, Reads


def note_read(*, article: Article, day: date) -> None:
    """Counted by day and by nobody in particular; it announces nothing."""
    with transaction.atomic():
        row, _ = Reads.objects.get_or_create(article=article, day=day)
        Reads.objects.filter(pk=row.pk).update(count=F("count") + 1)
