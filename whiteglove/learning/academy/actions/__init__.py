"""What this room does, one file a verb."""
