"""Signals of tickets that were merged lie where their messages went."""

from django.db import migrations
from django.db.models import Count, F


def follow(apps, schema_editor):
    Signal = apps.get_model("standards", "Signal")
    several = Signal.objects.order_by().values("name", "message").annotate(rows=Count("id")).filter(rows__gt=1)
    for twice in list(several):
        rows = Signal.objects.filter(name=twice["name"], message=twice["message"])
        # Raised on both tickets by the same words: what a person said of one of them stands.
        kept = rows.order_by(F("denied_at").desc(nulls_last=True), "-id").first()
        rows.exclude(pk=kept.pk).delete()
    for astray in Signal.objects.exclude(ticket=F("message__ticket")).select_related("message"):
        Signal.objects.filter(pk=astray.pk).update(ticket_id=astray.message.ticket_id)


class Migration(migrations.Migration):
    dependencies = [
        ("standards", "0006_signal_sentence"),
    ]

    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
