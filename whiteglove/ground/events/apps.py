from whiteglove.ground.lib.rooms import Room


class EventsConfig(Room):
    """Record what happened; work off the reactions; nudge live pages."""

    name = "whiteglove.ground.events"
    label = "events"
    default = True
