from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class QualityConfig(Room):
    """Scorecards, automatic scores, reviews, calibration, disputes."""

    name = "whiteglove.learning.quality"
    label = "quality"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.personal_data")
