from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class ClosingConfig(Room):
    """What is asked before a ticket is solved, and what follows afterwards."""

    name = "whiteglove.learning.closing"
    label = "closing"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.guard")
        import_module(f"{self.name}.staying")
