"""Fixtures for every test: the cast comes from tests/cast.py."""

pytest_plugins = ["tests.cast"]
