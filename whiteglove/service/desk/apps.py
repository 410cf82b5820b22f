from importlib import import_module

from django.db.models.signals import post_migrate

from whiteglove.ground.lib.rooms import Room


class DeskConfig(Room):
    """Tickets, conversations, queues, the workspace."""

    name = "whiteglove.service.desk"
    label = "desk"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.macro_part")
        from whiteglove.service.desk.search import prepare

        # Full-text tables are no models; this also runs after a flush and without migrations.
        post_migrate.connect(prepare, sender=self, dispatch_uid="desk.search.prepare")
