"""What every room does when the house starts: load what it declares."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

DECLARATIONS = ("events", "permits", "filing", "reactions", "panels", "checks")


class Room(AppConfig):
    """An app config that imports the room's declarations once all models are there.

    `events` and `permits` come first because reactions and panels name them.
    """

    default_auto_field = "django.db.models.BigAutoField"
    # Django takes the first AppConfig it finds in apps.py; the base class must not be it.
    default = False

    def ready(self) -> None:
        for name in DECLARATIONS:
            if find_spec(f"{self.name}.{name}"):
                import_module(f"{self.name}.{name}")
