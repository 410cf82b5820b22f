from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class AcademyConfig(Room):
    """Programmes with modules, gates and a certificate."""

    name = "whiteglove.learning.academy"
    label = "academy"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.plans")
