"""What this room records, each with a sentence."""

from whiteglove.ground.events.registry import declare

declare("departure.noted", "{by} noted that the customer has left", room="measures")
declare("departure.withdrawn", "{by} noted that the customer is here after all", room="measures")
