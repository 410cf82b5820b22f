"""The names of the files that came with a message, as part of its row."""

from django.db.models import Aggregate, OuterRef, Subquery, TextField, Value

from whiteglove.service.desk.models import Attachment

APART = "\n"  # no name holds a line's end


class Together(Aggregate):
    """All values of a group in one text."""

    output_field = TextField()

    def as_sqlite(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **more)

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="STRING_AGG", **more)


def file_names() -> Subquery:
    """The names of its listed files, one a line, or NULL. Pictures in the text don't count."""
    listed = Attachment.objects.filter(message=OuterRef("pk"), inline=False).order_by().values("message")
    return Subquery(listed.annotate(names=Together("name", Value(APART))).values("names"))
