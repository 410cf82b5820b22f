"""What people do to people: one verb, one function, one event."""
