"""Fixtures for every test: the cast comes from tests/cast.py."""

import os

os.environ.setdefault("WHITEGLOVE_HOME", os.path.join(os.path.dirname(__file__), "var", "tests"))  # noqa: PTH118, PTH120
os.environ.setdefault("WHITEGLOVE_SECRET", "only-for-tests")

pytest_plugins = ["tests.cast"]
