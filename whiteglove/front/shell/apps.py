from whiteglove.ground.lib.rooms import Room


class ShellConfig(Room):
    """Navigation, home, command palette, search, first run."""

    name = "whiteglove.front.shell"
    label = "shell"
    default = True
