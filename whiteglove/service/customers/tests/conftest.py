"""Cleo and Jonas as customers of the desk."""

from datetime import UTC, datetime

import pytest

from whiteglove.service.customers.actions import recognise
from whiteglove.service.customers.models import Customer

MONDAY = datetime(2026, 3, 2, 9, 14, tzinfo=UTC)


@pytest.fixture
def at() -> datetime:
    return MONDAY


@pytest.fixture
def cleo_amara(db, at) -> Customer:
    return recognise(email="cleo@customer.example", name="Cleo Amara", language="en", at=at)


@pytest.fixture
def jonas(db, at) -> Customer:
    return recognise(email="jonas.weber@northwind.example", name="Jonas Weber", language="de", at=at)
