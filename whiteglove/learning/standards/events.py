"""What this room records."""

from whiteglove.ground.events.registry import declare

declare("standard.loaded", "{by} put a standard in force", room="standards")
