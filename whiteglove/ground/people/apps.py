from whiteglove.ground.lib.rooms import Room


class PeopleConfig(Room):
    """Staff, teams, roles, permits, sign-in."""

    name = "whiteglove.ground.people"
    label = "people"
    default = True
