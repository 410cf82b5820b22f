import pytest

from whiteglove.front.shell import first_run
from whiteglove.ground.people.models import Person

pytestmark = pytest.mark.django_db
GIVEN = {"name": "Nia", "email": "nia@northwind.example", "password": "a calm sentence of words"}


def test_an_empty_house_asks_for_its_first_administrator(client):
    assert client.get("/")["Location"] == "/setup/first/"
    assert first_run.link().endswith(f"/setup/first/?key={first_run.key()}")
    assert first_run.key().encode() in client.get("/setup/first/", {"key": first_run.key()}).content


def test_whoever_has_the_key_becomes_administrator_and_is_signed_in(client):
    answer = client.post("/setup/first/", {**GIVEN, "key": first_run.key()})
    assert answer["Location"] == "/"
    nia = Person.objects.get()
    assert (nia.role, nia.email) == ("admin", "nia@northwind.example")
    assert b"Welcome, Nia" in client.get("/").content


@pytest.mark.parametrize("key", ["", "0" * 32, "é" * 32])
def test_a_stranger_without_the_key_claims_nothing(client, key):
    answer = client.post("/setup/first/", {**GIVEN, "key": key})
    assert answer.status_code == 422 and not Person.objects.exists()


@pytest.mark.parametrize("password", ["short", "nia@northwind.example", "password123"])
def test_a_weak_password_is_refused_with_what_to_do(client, password):
    answer = client.post("/setup/first/", {**GIVEN, "key": first_run.key(), "password": password})
    assert answer.status_code == 422 and not Person.objects.exists()


def test_the_door_is_closed_for_good_once_there_is_an_administrator(client, admin):
    assert first_run.link() == ""
    assert client.get("/setup/first/")["Location"] == "/"
    assert client.post("/setup/first/", {**GIVEN, "key": first_run.key()})["Location"] == "/"
    assert Person.objects.count() == 1


def test_the_key_follows_from_the_servers_secret(settings):
    before = first_run.key()
    settings.SECRET_KEY = "another"
    assert first_run.key() != before and len(before) == 32


def test_zed_does_not_find_the_key_anywhere(zed, admin, signed_in):
    assert signed_in(zed).get("/setup/first/")["Location"] == "/"
