from whiteglove.ground.lib.rooms import Room


class PortalConfig(Room):
    """Where customers see, answer and close their own tickets."""

    name = "whiteglove.service.portal"
    label = "portal"
    default = True
