from whiteglove.ground.lib.rooms import Room


class UiConfig(Room):
    """Design tokens, components, base templates, slots, small behaviours."""

    name = "whiteglove.ground.ui"
    label = "ui"
    default = True
