from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class CredentialsConfig(Room):
    """Certificates that anybody can verify."""

    name = "whiteglove.learning.credentials"
    label = "credentials"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
