from whiteglove.ground.lib.rooms import Room


class SlaConfig(Room):
    """Calendars, targets, clock arithmetic."""

    name = "whiteglove.service.sla"
    label = "sla"
    default = True
