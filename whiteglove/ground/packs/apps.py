from whiteglove.ground.lib.rooms import Room


class PacksConfig(Room):
    """Read, check, version content packs."""

    name = "whiteglove.ground.packs"
    label = "packs"
    default = True
