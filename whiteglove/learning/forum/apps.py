from importlib import import_module

from django.db.models.signals import post_migrate

from whiteglove.ground.lib.rooms import Room


class ForumConfig(Room):
    """Topics and answers of people who help each other."""

    name = "whiteglove.learning.forum"
    label = "forum"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.personal_data")
        import_module(f"{self.name}.given")
        from whiteglove.learning.forum.searching import prepare

        # Full-text tables are no models; this also runs after a flush and without migrations.
        post_migrate.connect(prepare, sender=self, dispatch_uid="forum.searching.prepare")
