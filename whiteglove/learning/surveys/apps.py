from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class SurveysConfig(Room):
    """What customers say of how they were served."""

    name = "whiteglove.learning.surveys"
    label = "surveys"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
