from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class CommunityConfig(Room):
    """Who is who, and how people help each other grow."""

    name = "whiteglove.learning.community"
    label = "community"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.given")
