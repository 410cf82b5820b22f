"""What this room records."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "calendar.defined": "{by} set when we are open",
    "calendar.made_default": "{by} chose the calendar the clocks run by",
    "calendar.given_to_team": "{by} chose the calendar of a team",
    "calendar.removed": "{by} removed a calendar nobody used",
    "calendar.brought_back": "{by} brought a removed calendar back",
    "targets.adopted": "{by} adopted the times of a standard",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="sla")
