from whiteglove.ground.lib.rooms import Room


class AnalyticsConfig(Room):
    """What a lead sees of the whole house at a glance: the live wall."""

    name = "whiteglove.front.analytics"
    label = "analytics"
    default = True
