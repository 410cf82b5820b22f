from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class GatheringsConfig(Room):
    """Webinars, conferences and workshops: who comes, who was there."""

    name = "whiteglove.learning.gatherings"
    label = "gatherings"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.given")
