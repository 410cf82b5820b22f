"""What must hold before the house opens: every reaction names events that somebody declares."""

from django.core.checks import Error, register

from whiteglove.ground.events.registry import registry


@register
def reactions_have_events(app_configs, **kwargs) -> list[Error]:
    nouns = {name.partition(".")[0] + ".*" for name in registry.declared} | {"*"}
    return [
        Error(f"{reaction.key} reacts to {name}, which no room declares.", id="events.E001")
        for reaction in registry.reactions.values()
        for name in reaction.names
        if name not in registry.declared and name not in nouns
    ]
