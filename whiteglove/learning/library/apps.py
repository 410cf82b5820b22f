from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class LibraryConfig(Room):
    """Books and other resources, notes on them, and a log of what happened in the field."""

    name = "whiteglove.learning.library"
    label = "library"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.personal_data")
        import_module(f"{self.name}.given")
