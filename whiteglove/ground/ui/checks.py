"""What must hold before the house opens."""

from django.core.checks import CheckMessage, Error, register

from whiteglove.ground.ui import slots


@register()
def panels_have_a_place(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """A panel in a place nobody has would silently never be seen."""
    known = ", ".join(one.name for one in slots.places())
    return [
        Error(
            f"The panel {one.key} hangs in {one.place!r}, a place no room has.", hint=f"Places: {known}", id="ui.E001"
        )
        for one in slots.homeless()
    ]
