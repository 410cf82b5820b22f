from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class PlaybooksConfig(Room):
    """Guided steps beside a ticket."""

    name = "whiteglove.learning.playbooks"
    label = "playbooks"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
