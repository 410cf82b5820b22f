from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class JourneysConfig(Room):
    """Levels of a career: admission, duties, completion, badges."""

    name = "whiteglove.learning.journeys"
    label = "journeys"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
