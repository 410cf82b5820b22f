"""Live pages over real sockets: who hears, who doesn't, and what comes after a gap."""

import json
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.product import free_port
from whiteglove.ground.events.tests.elsewhere import Elsewhere, until

HUB = """
import threading, uvicorn
from django.contrib.auth import get_user_model
from whiteglove.ground.events import hub as hubs, sockets
People = get_user_model()

def hears(person):
    held = (home / f"hears-{person.pk}")
    return set(held.read_text().split()) if held.exists() else set()

live.audience_resolver = hears
live.presence_permit = lambda person, subject: subject == "ticket:42" and bool(hears(person))
declare("person.changed", "{by} changed a person", room="people")
config = uvicorn.Config(hubs.hub, port=PORT, ws=sockets.Protocol, lifespan="off", log_level="error")
uvicorn.Server(config).run()
"""
SIGN_IN = """
from whiteglove.ground.events.bench import sign_in
keys = [sign_in(number) for number in range(COUNT)]
from django.contrib.auth import get_user_model
print(json.dumps([[key, person.pk] for key, person in zip(keys, get_user_model().objects.order_by("pk"))]))
"""
RING = 'declare("person.changed", "x", room="people")\n'


class Street:
    """A hub in one process; Ada hears team 3, Zed hears nothing."""

    def __init__(self, home):
        self.house = Elsewhere(home)
        self.port = free_port()
        (self.ada, ada_id), (self.zed, zed_id), (self.lee, lee_id) = self.house.ask(SIGN_IN.replace("COUNT", "3"))
        self.ids = {"ada": ada_id, "zed": zed_id, "lee": lee_id}
        self.hears(ada_id, "team:3")
        self.hears(lee_id, "team:3 team:4")
        self.house.start(HUB.replace("PORT", str(self.port)))
        until(self.is_up, "the hub didn't start")

    def is_up(self) -> bool:
        try:
            with self.open(self.ada):
                return True
        except OSError:
            return False

    def hears(self, person_id: int, topics: str) -> None:
        (self.house.home / f"hears-{person_id}").write_text(topics)

    def open(self, session: str, since: str = "", origin: str = ""):
        """A socket whose first word was heard: {"cursor": …}."""
        here = f"127.0.0.1:{self.port}"
        return connect(
            f"ws://{here}/live/?since={since}",
            origin=origin or f"http://{here}",
            additional_headers={"Cookie": f"sessionid={session}"},
            compression=None,
        )

    def ring(self, number: int = 42, audience: str = "team:3", **more) -> str:
        given = "".join(f", {key}={value!r}" for key, value in more.items())
        return self.house.do(RING + f"print(ring({number}, audience={audience!r}{given}).cursor)").strip()


def hear(socket, seconds: float = 5) -> dict:
    return json.loads(socket.recv(timeout=seconds))


def silent(socket, seconds: float = 0.7) -> bool:
    try:
        socket.recv(timeout=seconds)
    except TimeoutError:
        return True
    return False


@pytest.fixture(scope="module")
def street(tmp_path_factory):
    street = Street(tmp_path_factory.mktemp("street"))
    yield street
    street.house.end()


# Once, on SQLite: on PostgreSQL what is told waits for the oldest transaction of the whole server, and the tests beside
# these have some open all the time. How that order is kept there is tested in test_tail.py.
pytestmark = pytest.mark.slow


def test_ada_hears_what_happens_in_her_team_and_only_that_it_did(street):
    with street.open(street.ada) as page:
        hear(page)
        cursor = street.ring(42, facts={"secret": "card number"})
        nudge = hear(page)
        assert nudge.pop("event") > 0
        assert nudge == {"cursor": cursor, "name": "bell.rung", "subject": "bell:42"}


def test_zed_hears_nothing(street):
    with street.open(street.zed) as zed, street.open(street.ada) as ada:
        hear(zed), hear(ada)
        street.ring()
        assert hear(ada)["subject"] == "bell:42"
        assert silent(zed)


def test_what_has_no_audience_reaches_nobody(street):
    with street.open(street.ada) as page:
        hear(page)
        street.ring(audience="")
        street.ring(audience="team:4 person:999")
        assert silent(page)


def test_after_a_gap_a_page_hears_what_it_missed_in_order(street):
    with street.open(street.ada) as page:
        cursor = hear(page)["cursor"]
    street.ring(1), street.ring(2, audience="team:9"), street.ring(3)
    with street.open(street.ada, since=cursor) as page:
        assert [hear(page)["subject"], hear(page)["subject"]] == ["bell:1", "bell:3"]
        hear(page)
        street.ring(4)
        assert hear(page)["subject"] == "bell:4"


def test_after_too_long_a_gap_a_page_is_told_to_load_again(street):
    with street.open(street.ada) as page:
        cursor = hear(page)["cursor"]
    street.house.do("with transaction.atomic(): [ring(n, audience='team:3') for n in range(201)]")
    with street.open(street.ada, since=cursor) as page:
        word = hear(page)
        assert word["reload"] is True
        assert word["cursor"] != cursor


@pytest.mark.parametrize("since", ["nonsense", "999999999-999999999", "-1-2", "1-"])
def test_a_cursor_that_is_not_ours_means_loading_again(street, since):
    with street.open(street.ada, since=since) as page:
        assert hear(page)["reload"] is True


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_site_is_refused(street, origin):
    with pytest.raises(InvalidStatus) as refused, street.open(street.ada, origin=origin):
        pass
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("session", ["", "nobodys"])
def test_without_a_session_the_socket_closes(street, session):
    with street.open(session) as page, pytest.raises(ConnectionClosed) as closed:
        hear(page)
    assert closed.value.rcvd.code == 4401


def test_who_leaves_a_team_hears_no_more_of_it_from_that_moment(street):
    with street.open(street.lee) as lee:
        hear(lee)
        street.ring(1, audience="team:4")
        assert hear(lee)["subject"] == "bell:1"
        street.hears(street.ids["lee"], "team:3")
        street.ring(subject=f"person:{street.ids['lee']}", name="person.changed", audience="")
        street.ring(2, audience="team:4")
        street.ring(3, audience="team:3")
        assert hear(lee)["subject"] == "bell:3"


def test_who_is_switched_off_is_cut_off(street):
    [[session, person_id]] = street.house.ask(
        SIGN_IN.replace("COUNT", "1").replace('order_by("pk")', 'order_by("-pk")')
    )
    street.hears(person_id, "team:3")
    with street.open(session) as page:
        hear(page)
        street.house.do(
            "from django.contrib.auth import get_user_model\n"
            f"get_user_model().objects.filter(pk={person_id}).update(is_active=False)"
        )
        street.ring(subject=f"person:{person_id}", name="person.changed", audience="team:3")
        with pytest.raises(ConnectionClosed) as closed:
            hear(page)
        assert closed.value.rcvd.code == 4401


def test_two_people_at_one_ticket_see_each_other(street):
    with street.open(street.ada) as ada, street.open(street.lee) as lee:
        hear(ada), hear(lee)
        ada.send(json.dumps({"here": "ticket:42"}))
        assert hear(ada) == {"presence": "ticket:42", "people": []}
        lee.send(json.dumps({"here": "ticket:42", "writing": True}))
        [seen] = hear(ada)["people"]
        assert (seen["id"], seen["writing"]) == (street.ids["lee"], True)
        lee.close()
        assert hear(ada)["people"] == []


def test_zed_is_seen_nowhere_and_sees_nobody(street):
    with street.open(street.ada) as ada, street.open(street.zed) as zed:
        hear(ada), hear(zed)
        ada.send(json.dumps({"here": "ticket:42"}))
        hear(ada)
        zed.send(json.dumps({"here": "ticket:42"}))
        assert silent(zed)
        assert silent(ada)


@pytest.mark.parametrize(("said", "code"), [("x" * 3000, 1009), ("nonsense", 1003), ("[1]", 1003)])
def test_a_page_that_says_too_much_or_nonsense_is_closed(street, said, code):
    with street.open(street.ada) as page:
        hear(page)
        page.send(said)
        with pytest.raises(ConnectionClosed) as closed:
            hear(page)
    assert closed.value.rcvd.code == code


def test_a_page_that_chatters_is_closed(street):
    with street.open(street.ada) as page:
        hear(page)
        with pytest.raises(ConnectionClosed) as closed:
            for _ in range(60):
                page.send("{}")
            hear(page)
    assert closed.value.rcvd.code == 1008


def test_nobody_may_open_pages_without_end(street):
    with ExitStack() as pages:
        for _ in range(20):
            hear(pages.enter_context(street.open(street.zed)))
        one_more = pages.enter_context(street.open(street.zed))
        with pytest.raises(ConnectionClosed) as closed:
            hear(one_more)
    assert closed.value.rcvd.code == 4429
