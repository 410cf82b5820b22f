from whiteglove.ground.lib.rooms import Room


class DeskConfig(Room):
    """Tickets, conversations, queues, the workspace."""

    name = "whiteglove.service.desk"
    label = "desk"
    default = True
