from whiteglove.ground.lib.rooms import Room


class StandardsConfig(Room):
    """The Guide as data."""

    name = "whiteglove.learning.standards"
    label = "standards"
    default = True
