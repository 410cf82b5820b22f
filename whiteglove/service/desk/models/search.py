"""One searchable text a ticket, kept in step with it in the same transaction. See desk/search/."""

from django.db import models


class VectorField(models.Field):
    """A `tsvector` on PostgreSQL; on SQLite the words themselves, which the FTS5 table indexes."""

    def db_type(self, connection) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_internal_type(self) -> str:
        return "TextField"


class SearchText(models.Model):
    # Grows with every message, so that the newest conversations come first.
    seq = models.BigIntegerField(primary_key=True)
    ticket = models.OneToOneField("desk.Ticket", models.CASCADE, related_name="search_text")
    at = models.DateTimeField()
    words = VectorField()

    class Meta:
        indexes = [models.Index(name="search_text_by_time", fields=["at", "seq"])]
