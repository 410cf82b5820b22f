from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class AwardsConfig(Room):
    """Awards: who is put forward, who judges, who is honoured."""

    name = "whiteglove.learning.awards"
    label = "awards"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.personal_data")
