"""The words of a topic as they are searched, written by its verbs. See `searching.py`."""

from django.db import models


class SearchText(models.Model):
    topic = models.OneToOneField("forum.Topic", models.CASCADE, primary_key=True, related_name="search_text")
    words = models.TextField(help_text="Folded words with a space between them")

    def __str__(self) -> str:
        return self.words[:40]
