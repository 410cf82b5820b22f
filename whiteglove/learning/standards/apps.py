from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class StandardsConfig(Room):
    """The Guide as data: values, response times, words, kinds, escalation."""

    name = "whiteglove.learning.standards"
    label = "standards"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.asking")
        import_module(f"{self.name}.coach_panels")
        import_module(f"{self.name}.hearing")
        import_module(f"{self.name}.lending")
