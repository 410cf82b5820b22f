from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class CareersConfig(Room):
    """What people can do, shown by evidence, and where that leads."""

    name = "whiteglove.learning.careers"
    label = "careers"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.done")
