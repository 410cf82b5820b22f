"""Doors: one's own record, and setup."""
