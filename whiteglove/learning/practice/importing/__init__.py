"""Other people's task files as draft scenarios: read, never run. Pure: no database, clock or settings."""
