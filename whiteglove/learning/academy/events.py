"""What this room records."""

from whiteglove.ground.events.registry import declare

declare("academy.loaded", "{by} put programmes of the academy in force", room="academy")
