import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("customers", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="customer",
            options={"base_manager_name": "every"},
        ),
        migrations.AlterModelManagers(
            name="customer",
            managers=[("objects", models.manager.Manager()), ("every", models.manager.Manager())],
        ),
        migrations.AddField(
            model_name="customer",
            name="rehearsed_by",
            field=models.ForeignKey(
                blank=True, db_index=False, help_text="Nobody real: played for this person, who practises", null=True,
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
