from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class CallsConfig(Room):
    """Speaking with customers: the call sheet, what becomes of calls, how they are counted."""

    name = "whiteglove.service.calls"
    label = "calls"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
