from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class CoachingConfig(Room):
    """Conversations between leads and agents, examples to learn from, suggestions."""

    name = "whiteglove.learning.coaching"
    label = "coaching"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
        import_module(f"{self.name}.personal_data")
