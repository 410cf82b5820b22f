from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class KnowledgeConfig(Room):
    """Articles, their life cycle, search, and the help centre."""

    name = "whiteglove.service.knowledge"
    label = "knowledge"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
