"""Tickets that came by a web form say so; those that came before as well, as far as their arrival tells."""

import django.db.models.deletion
from django.db import migrations, models


def tell_of_forms(apps, editor):
    """By what each form's arrival became. A kind that somebody has set meanwhile stays, and so do the clocks."""
    tickets, places = apps.get_model("desk", "Ticket").objects, apps.get_model("channels", "Account").objects
    known = set(places.filter(kind="form").values_list("pk", flat=True))
    if not known:
        return
    arrivals = apps.get_model("channels", "Arrival").objects.filter(state="filed", kind="form")
    for outcome, envelope in arrivals.values_list("outcome", "envelope").iterator(500):
        place = envelope.get("form")
        begun = tickets.filter(pk=outcome.get("ticket"), channel="email") if outcome.get("action") == "opened" else None
        if begun is not None:
            begun.update(channel="form", place_id=place if place in known else None)


class Migration(migrations.Migration):
    dependencies = [("desk", "0006_chat_wait"), ("channels", "0005_chat_waits")]

    operations = [
        migrations.AddField(
            model_name="ticket", name="place",
            field=models.ForeignKey(
                blank=True, null=True, db_index=False, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                to="channels.account", help_text="The web form it was written on",
            ),
        ),
        migrations.RunPython(tell_of_forms, migrations.RunPython.noop),
    ]
