from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class RecordsConfig(Room):
    """What people learnt, as statements that any learning record store takes in."""

    name = "whiteglove.learning.records"
    label = "records"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
