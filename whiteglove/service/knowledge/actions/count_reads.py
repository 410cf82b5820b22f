"""Write down how often articles were opened."""

from datetime import date

from django.db import transaction
from django.db.models import F

from whiteglove.service.knowledge.models import Article, Reads


def count_reads(*, reads: dict[tuple[int, date], int]) -> int:
    """{(article, day): how often}; gives how many rows were touched. Articles that are gone meanwhile are left out."""
    there = set(Article.objects.filter(pk__in={pk for pk, _ in reads}).values_list("pk", flat=True))
    kept = sorted((pk, day, count) for (pk, day), count in reads.items() if pk in there)
    with transaction.atomic():
        Reads.objects.bulk_create([Reads(article_id=pk, day=day) for pk, day, _ in kept], ignore_conflicts=True)
        for pk, day, count in kept:
            Reads.objects.filter(article=pk, day=day).update(count=F("count") + count)
    return len(kept)
