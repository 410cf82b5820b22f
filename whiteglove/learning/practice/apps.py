from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class PracticeConfig(Room):
    """Simulated customers."""

    name = "whiteglove.learning.practice"
    label = "practice"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        for name in ("part", "desk_reactions", "desk_panels"):
            import_module(f"{self.name}.{name}")
