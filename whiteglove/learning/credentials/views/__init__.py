"""Doors: for everybody (public, files), for holders (own), for leads (given), for administrators (setup)."""
