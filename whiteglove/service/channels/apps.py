from whiteglove.ground.lib.rooms import Room


class ChannelsConfig(Room):
    """Receive and deliver messages in any medium."""

    name = "whiteglove.service.channels"
    label = "channels"
    default = True
