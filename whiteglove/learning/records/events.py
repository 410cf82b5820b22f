"""What this room records."""

from whiteglove.ground.events.registry import declare

declare("record_store.changed", "{by} changed where records of learning are sent: {endpoint}", room="records")
