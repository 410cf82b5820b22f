"""Fixtures for every test: the cast comes from tests/cast.py. Tests without a database run once, not per engine."""

import pytest

pytest_plugins = ["tests.cast"]

STORED = {"db", "transactional_db", "product", "fragile", "django_db_setup"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not uses_a_database(item):
            item.add_marker(pytest.mark.engineless)


def uses_a_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or STORED & set(getattr(item, "fixturenames", ())))
