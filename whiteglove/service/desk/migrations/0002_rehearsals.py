import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import F, Q
from django.db.models.functions import Coalesce

MARK = models.ForeignKey(
    settings.AUTH_USER_MODEL, django.db.models.deletion.PROTECT, null=True, blank=True, related_name="+",
    db_index=False, help_text="Whoever practises on it: nobody real wrote, and nothing of it counts",
)  # fmt: skip
LANE = models.GeneratedField(
    expression=Coalesce(F("rehearsed_by") * -1, "team", 0), output_field=models.BigIntegerField(), db_persist=True
)
GIVEN_TO_NOBODY = models.CheckConstraint(
    name="a_rehearsed_ticket_is_given_to_nobody",
    condition=Q(rehearsed_by__isnull=True) | Q(team__isnull=True, assignee__isnull=True),
)
OF_LEARNER = models.Index(
    name="ticket_rehearsed", fields=["rehearsed_by", "rank", "id"], condition=Q(rehearsed_by__isnull=False)
)


class MarkRehearsals(Operation):
    """The mark, and lanes that go by it. Django has no way to change a generated column: SQLite makes the table anew,
    once for all of it; PostgreSQL writes the column anew, and the indexes that have it."""

    def state_forwards(self, app_label, state):
        state.add_field(app_label, "ticket", "rehearsed_by", MARK, preserve_default=True)
        state.alter_field(app_label, "ticket", "lane", LANE, preserve_default=True)
        state.add_constraint(app_label, "ticket", GIVEN_TO_NOBODY)
        state.add_index(app_label, "ticket", OF_LEARNER)
        both = [(name, models.manager.Manager()) for name in ("objects", "every")]
        state.alter_model_managers(app_label, "ticket", both)
        state.alter_model_options(app_label, "ticket", {"base_manager_name": "every"})

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        before, after = (state.apps.get_model(app_label, "ticket") for state in (from_state, to_state))
        if not self.allow_migrate_model(schema_editor.connection.alias, after):
            return
        mark, lane = after._meta.get_field("rehearsed_by"), after._meta.get_field("lane")
        if schema_editor.connection.vendor == "sqlite":
            schema_editor._remake_table(after, create_field=mark)
            return
        schema_editor.add_field(before, mark)
        # The indexes that have it go with it.
        schema_editor.remove_field(before, before._meta.get_field("lane"))
        schema_editor.add_field(after, lane)
        for index in after._meta.indexes:
            if "lane" in index.fields or index.name == OF_LEARNER.name:
                schema_editor.add_index(after, index)
        schema_editor.add_constraint(after, GIVEN_TO_NOBODY)

    def describe(self):
        return "Mark tickets that are only practised on, and keep them out of everybody's lanes"


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0001_tables"),
        ("customers", "0002_played"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [MarkRehearsals()]
