"""What evidence showed a lead of their people when it was last counted: a table of two hundred is read, not counted."""

from django.conf import settings
from django.db import models


class Remembered(models.Model):
    """`levels`: {person: a digit for each capability, by their numbers}, as `reader` may know them. `under`: the pack
    and the teams they were counted for; of others it says nothing. It can be dropped, and is counted again."""

    reader = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    levels = models.JSONField()
    under = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{len(self.levels)} people for {self.reader_id}"
