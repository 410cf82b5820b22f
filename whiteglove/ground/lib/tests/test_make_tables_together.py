"""A room's tables are made and taken away in one step, also those that name each other."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from whiteglove.ground.lib.together import Together

TABLES = {"lib_hen", "lib_egg"}


def both() -> Together:
    key = ("id", models.BigAutoField(primary_key=True))
    return Together([
        migrations.CreateModel("Hen", [key]),
        migrations.CreateModel("Egg", [key, ("of", models.ForeignKey("lib.Hen", models.CASCADE))]),
        migrations.AddField("Hen", "out_of", models.ForeignKey("lib.Egg", models.CASCADE, null=True)),
        migrations.AddIndex("Hen", models.Index(fields=["out_of", "id"], name="hens_by_egg")),
    ])  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_tables_that_name_each_other_are_made_and_taken_away():
    before, after, made = ProjectState(), ProjectState(), both()
    made.state_forwards("lib", after)
    with connection.schema_editor() as editor:
        made.database_forwards("lib", editor, before, after)
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        marks = connection.introspection.get_constraints(cursor, "lib_hen")
    with connection.schema_editor() as editor:
        made.database_backwards("lib", editor, after, before)
    assert there >= TABLES and "hens_by_egg" in marks
    assert not TABLES & set(connection.introspection.table_names())


def test_what_it_makes_is_said():
    assert both().describe() == "Create Hen, Egg"
