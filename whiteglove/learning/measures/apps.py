from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class MeasuresConfig(Room):
    """What is counted, each metric defined once; goals."""

    name = "whiteglove.learning.measures"
    label = "measures"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.personal_data")
