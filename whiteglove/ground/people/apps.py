from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class PeopleConfig(Room):
    """Staff, teams, roles, permits, sign-in."""

    name = "whiteglove.ground.people"
    label = "people"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
