"""The named cast, as fixtures: Ada answers, Lee leads, Mo learns, Cleo asks, Zed may do nothing."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from whiteglove.ground.people.models import Membership, Person, Team


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Iterator[None]:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


def make_person(name: str, email: str, role: str, *teams: Team) -> Person:
    person = Person(name=name, email=email, role=role)
    person.set_password("whiteglove-demo")
    person.save()
    for team in teams:
        Membership(person=person, team=team).save()
    return person


@pytest.fixture
def support(db) -> Team:
    return Team.objects.get_or_create(slug="support", defaults={"name": "Support"})[0]


@pytest.fixture
def billing(db) -> Team:
    return Team.objects.get_or_create(slug="billing", defaults={"name": "Billing"})[0]


@pytest.fixture
def ada(support) -> Person:
    return make_person("Ada Osei", "ada@whiteglove.example", "agent", support)


@pytest.fixture
def lee(support) -> Person:
    return make_person("Lee", "lee@whiteglove.example", "lead", support)


@pytest.fixture
def mo(support) -> Person:
    return make_person("Mo", "mo@whiteglove.example", "trainee", support)


@pytest.fixture
def zed(db) -> Person:
    return make_person("Zed", "zed@whiteglove.example", "")


@pytest.fixture
def cleo(db) -> Person:
    """Cleo as somebody who can sign in; as a customer of the desk she is a `Customer`."""
    return make_person("Cleo Amara", "cleo@customer.example", "customer")


@pytest.fixture
def admin(db) -> Person:
    return make_person("Administrator", "admin@whiteglove.example", "admin")


@pytest.fixture
def signed_in():
    """`signed_in(ada)` is a browser in which Ada has signed in."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="whiteglove.ground.people.recognising.Backend")
        return client

    return sign_in
