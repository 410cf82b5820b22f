"""Every door, tried by every kind of person: what happens must follow from the permit that the door declares."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings

from tests.cast import make_person
from tests.house.doors import FOREIGN, Door, doors
from tests.house.samples import AT, NoSample, Samples, furnish, outsiders, team_bound
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import holds, permits
from whiteglove.service.customers.actions import verify
from whiteglove.service.desk import actions as desk

ALL = doors()
MARKER = "quokkaquokka"
WRITING = ("post", "delete")
# "You may not", "it isn't there", "not this way": any of them keeps a stranger out.
REFUSED = {403, 404, 405}
# What a sign-in keeps by itself; everything else is a change.
HARMLESS = re.compile(r'"?(django_session|usersessions_usersession|axes_\w+)"?')
# Doors of things that aren't in the samples on purpose.
NOTHING_THERE = {
    "ui:panel": "only lazy panels of places that open something",
}
# The one table that reading a page may write to, and why nobody is harmed when a browser fetches it by itself.
WRITTEN_BY_READING = {
    "demo:thread": ("channels_captured", "a letter counts as read once it is opened; there are such only in the demo"),
}
CHANGE = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.I)

pytestmark = [pytest.mark.engineless, pytest.mark.slow]
every_door = pytest.mark.parametrize("door", ALL, ids=[f"{door.name}" for door in ALL])


@dataclass(frozen=True)
class House:
    """One of everything, all of it Support's; a person of every kind, and another team's agent and lead."""

    samples: Samples
    cast: list[Person]
    others: list[Person]

    def who(self, role: str) -> Person:
        return next(person for person in self.cast if person.role == role)


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[House]:
    """Furnished once; whatever a test does is undone to here."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made_house()
        cookies_of.cache_clear()
        knock.cache_clear()
        transaction.set_rollback(True)


def made_house() -> House:
    support, billing = Team.objects.create(slug="support", name="Support"), Team.objects.create(slug="billing")
    cast = [
        make_person("Administrator", "admin@whiteglove.example", "admin"),
        make_person("Lee", "lee@whiteglove.example", "lead", support),
        make_person("Ada Osei", "ada@whiteglove.example", "agent", support),
        make_person("Mo", "mo@whiteglove.example", "trainee", support),
        make_person("Cleo Amara", "cleo@customer.example", "customer"),
        make_person("Zed", "zed@whiteglove.example", ""),
    ]
    made = House(furnish(support), cast, outsiders(billing))
    rehearsed(made.who("trainee"))
    for person in (*made.cast, *made.others):
        cookies_of(person)
    return made


def rehearsed(learner: Person) -> None:
    """A practice conversation all of whose words hold one that nothing else in the house does."""
    about = {"by": learner, "at": AT}
    ticket = desk.rehearse(
        customer=f"Inès {MARKER}", language="en", channel="email", subject=MARKER, said=[("customer", MARKER)], **about
    )
    about["ticket"] = ticket
    desk.note(text=f"{MARKER} noted", **about)
    desk.escalate(reason="manager", text=f"{MARKER} asks", **about)
    desk.reply(text=f"{MARKER} said", seen_message_id=ticket.last_inbound_id, **about)
    desk.save_draft(text=f"{MARKER} begun", **about)
    verify(customer=ticket.customer, by=learner, at=AT, how="other", detail=MARKER, ticket=ticket.pk)


def shown_by(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture
def samples(house: House) -> Samples:
    return house.samples


@pytest.fixture
def cast(house: House) -> list[Person]:
    return house.cast


@pytest.fixture
def admin(house: House) -> Person:
    return house.who("admin")


@pytest.fixture
def ada(house: House) -> Person:
    return house.who("agent")


@pytest.fixture
def zed(house: House) -> Person:
    return house.who("")


@pytest.fixture
def address(samples: Samples, door: Door) -> str:
    try:
        return samples.address(door)
    except NoSample as missing:
        pytest.fail(str(missing))


@cache
def cookies_of(person: Person) -> SimpleCookie:
    """A sign-in of this person; each browser begins with a copy."""
    client = Client()
    client.force_login(person, backend="whiteglove.ground.people.recognising.Backend")
    return client.cookies


def browser(person: Person | None) -> Client:
    client = Client(raise_request_exception=False)
    if person:
        client.cookies.update(cookies_of(person))
    return client


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    changes: list[str]
    practised: bool


@cache
def knock(person: Person | None, method: str, address: str, demo: bool = False) -> Answer:
    """What is said, the statements that changed anything, and whether a practised word is shown.
    It is undone again, so the next time it is the same."""
    changes = []

    def noting(execute, sql, params, many, context):
        if CHANGE.match(sql) and not HARMLESS.search(sql):
            changes.append(sql)
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(noting), override_settings(DEMO=True) if demo else nullcontext():
            answer = getattr(browser(person), method)(address)
        practised = method == "get" and MARKER.encode() in shown_by(answer)
        transaction.set_rollback(True)
    return Answer(answer.status_code, answer.get("Location", ""), changes, practised)


def of_the_demo(door: Door) -> bool:
    """Elsewhere nothing is behind these doors; behind the others the same is."""
    return door.name.startswith("demo:")


def test_the_house_has_doors():
    assert len(ALL) > 40


def test_every_door_says_who_may_open_it():
    silent = [f"{door.name} ({door.route})" for door in ALL if not door.declared]
    assert not silent, (
        f"Open to everybody by accident: {silent}. Put @door('room.permit') on the view, or @public if that is meant; "
        "a view of a library gets a line with the reason in FOREIGN (tests/house/doors.py)."
    )
    asked = {(door.name, permit) for door in ALL for permit in (door.reads, door.writes) if permit}
    unknown = sorted(each for each in asked if each[1] not in permits())
    assert not unknown, f"These ask for permits that no permits.py declares: {unknown}"


def test_every_foreign_door_is_really_there():
    gone = set(FOREIGN) - {door.name for door in ALL}
    assert not gone, f"Take these out of FOREIGN in tests/house/doors.py: {sorted(gone)}"


def test_no_door_takes_forged_forms():
    marks = ("opened_by_token", "opened_by_link")
    exempt = [door for door in ALL if getattr(door.view, "csrf_exempt", False)]
    forgeable = [door.name for door in exempt if not any(getattr(door.view, mark, False) for mark in marks)]
    assert not forgeable, f"Exempt from the check against forged forms: {forgeable}"


BY_TOKEN = [door for door in ALL if getattr(door.view, "opened_by_token", False)]


@pytest.mark.parametrize("door", BY_TOKEN, ids=lambda door: door.name)
def test_only_its_token_opens_a_door_that_takes_forms_from_elsewhere(door: Door, address: str, admin: Person):
    """A page of somebody else's can make a browser send its cookies, but never this header."""
    for method in ("get", *WRITING):
        answer = knock(admin, method, address)
        assert answer.status == 401, (door.name, method)
        assert not answer.changes, f"{door.name}: {method.upper()} without its token wrote {answer.changes[0]}"


BY_LINK = [door for door in ALL if getattr(door.view, "opened_by_link", False)]


@pytest.mark.parametrize("door", BY_LINK, ids=lambda door: door.name)
def test_only_its_signed_address_opens_a_door_of_a_letter(door: Door, address: str, admin: Person):
    """The whole right to answer lies in the address, and a forged form would have to know it."""
    for method in ("get", *WRITING):
        answer = knock(admin, method, address)
        assert answer.status in {404, 405}, (door.name, method)
        assert not answer.changes, f"{door.name}: {method.upper()} at a made-up address wrote {answer.changes[0]}"


FOR_CUSTOMERS = [door for door in ALL if door.for_customers]
every_customers_door = pytest.mark.parametrize("door", FOR_CUSTOMERS, ids=lambda door: door.name)


@every_customers_door
def test_a_door_for_customers_asks_a_permit_that_is_theirs(door: Door):
    for permit in door.for_customers:
        assert permits()[permit].roles == {"customer", "admin"} and permits()[permit].scope, permit


@every_customers_door
def test_no_sign_in_of_the_house_opens_a_door_for_customers(door: Door, address: str, cast: list[Person]):
    """Not the administrator's, not Zed's, and not even that of somebody who is a customer by role."""
    for person in (None, *cast):
        for method in ("get", *WRITING):
            answer = knock(person, method, address)
            led = answer.status, answer.location.partition("?")[0]
            assert led == (302, "/my/sign-in/"), (door.name, method, person)
            assert not answer.changes, f"{door.name}: {method.upper()} by {person} wrote {answer.changes[0]}"


@every_door
def test_a_stranger_reads_nothing(door: Door, address: str):
    answer = knock(None, "get", address)
    if door.public:
        assert answer.status < 500 and answer.status != 403, (door.name, answer.status)
    elif answer.status in {301, 302, 303}:
        assert answer.location.startswith("/accounts/login/"), (door.name, answer.location)
    else:
        assert answer.status in REFUSED | {401}, (door.name, answer.status)


@every_door
def test_a_stranger_changes_nothing(door: Door, address: str):
    for method in WRITING:
        answer = knock(None, method, address)
        assert answer.status < 500, (door.name, method)
        assert not answer.changes, f"{door.name}: an anonymous {method.upper()} wrote {answer.changes[0]}"
        if not door.public and answer.status in {200, 204}:
            pytest.fail(f"{door.name} answers an anonymous {method.upper()} with {answer.status}")


@every_door
def test_reading_follows_the_permit(door: Door, address: str, cast: list[Person]):
    for person in cast:
        answer = knock(person, "get", address)
        said = answer.status
        assert said < 500, f"{door.name}: GET by {person} fails with {said}"
        own = person.role == "trainee"
        assert own or not answer.practised, f"{door.name} shows {person} what somebody else only practised"
        if door.public or door.foreign:
            assert said != 403, f"{door.name} should be open to {person}"
        elif holds(person, door.reads):
            assert said != 403, f"{person} holds {door.reads}, but {door.name} refuses"
        else:
            assert said in REFUSED, f"{person} lacks {door.reads}, but {door.name} says {said}"


@every_door
def test_reading_changes_nothing(door: Door, address: str, admin: Person, ada: Person):
    """A GET is repeated, fetched ahead and followed by mail scanners. What was seen at the desk is noted by a POST."""
    table, _ = WRITTEN_BY_READING.get(door.name, ("", ""))
    for person in (None, admin, ada):
        changes = knock(person, "get", address, demo=of_the_demo(door)).changes
        surprising = [change for change in changes if not table or f'"{table}"' not in change]
        assert not surprising, f"{door.name}: GET by {person or 'a stranger'} wrote {surprising[0]}"


def test_what_reading_may_write_is_really_written(samples):
    for name, (table, _) in WRITTEN_BY_READING.items():
        door = next(each for each in ALL if each.name == name)
        changes = knock(None, "get", samples.address(door), demo=True).changes
        assert any(table in change for change in changes), f"{name} writes nothing: take it out of WRITTEN_BY_READING."


@every_door
def test_writing_follows_the_permit(door: Door, address: str, cast: list[Person]):
    for person in (each for each in cast if not (door.public or door.foreign or holds(each, door.writes))):
        # One permit is asked for whatever writes: that a DELETE asks for it too, one person finds out.
        for method in WRITING if not person.role else ("post",):
            answer = knock(person, method, address)
            said = answer.status
            assert said in REFUSED, f"{person} lacks {door.writes}, but {method.upper()} {door.name} says {said}"
            assert not answer.changes, f"{door.name}: a refused {method.upper()} by {person} wrote {answer.changes[0]}"


@every_door
def test_a_careless_form_is_never_a_crash(door: Door, address: str, admin: Person):
    """An empty form from somebody who may do everything: refused or done, but with words."""
    for method in WRITING:
        said = knock(admin, method, address).status
        assert said < 500, f"{door.name}: an empty {method.upper()} by an administrator fails with {said}"


@pytest.mark.parametrize("door", [door for door in ALL if team_bound(door)], ids=lambda door: door.name)
def test_another_teams_agent_and_lead_find_nothing(door: Door, address: str, house: House):
    """Everything furnished belongs to Support: for Billing it doesn't exist, not even for Billing's lead."""
    for person in house.others:
        for method in ("get", *WRITING):
            answer = knock(person, method, address)
            assert answer.status in REFUSED, (
                f"{method.upper()} {door.name} shows {person.role} {person} of Billing something of Support "
                f"({answer.status}). Fetch through .visible_to(request.user), or call require(…, obj)."
            )
            assert not answer.changes, f"{door.name}: a refused {method.upper()} by {person} wrote {answer.changes[0]}"


def test_an_administrator_finds_what_stands_in_the_samples(samples, admin: Person):
    """Otherwise the tests above would knock at doors behind which nothing is."""
    missing = []
    for door in (door for door in ALL if door.keys and door.reads):
        there = door.name in NOTHING_THERE or knock(admin, "get", samples.address(door)).status != 404
        if not there:
            missing.append(f"{door.name} {samples.address(door)}")
    assert not missing, "404 for an administrator; correct tests/house/samples.py:\n" + "\n".join(missing)


def test_a_page_that_does_not_exist_is_the_same_for_everybody(zed):
    for person in (None, zed):
        assert browser(person).get("/no/such/page/").status_code == 404
