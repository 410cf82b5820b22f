from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_tables")]

    operations = [
        migrations.RemoveConstraint(model_name="signal", name="signal_is_known"),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__in", [
                    "asks_manager", "legal_threat", "asks_exception", "still_unsatisfied", "repeat_contact",
                    "vulnerable", "churn_threat",
                ])),
                name="signal_is_known",
            ),
        ),
    ]
