"""Statements are made of events, keep the standard's rules, and reach a store: once, whatever happens on the way."""

import json
import threading
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.events.models import Event
from whiteglove.learning.records import actions, by_name, queries, rules, statements
from whiteglove.learning.records.models import RecordStore, Statement
from whiteglove.learning.records.statements import KINDS, VERBS, Told, statement

NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)
SITE = "https://desk.example"


def later(**span: float) -> datetime:
    return NINE + timedelta(**span)


@given(
    st.builds(
        Told, st.sampled_from(sorted(VERBS)), st.sampled_from(["a/7", "https://x.example/7"]),
        st.sampled_from(sorted(KINDS)), st.text(max_size=20), st.integers(1), st.none() | st.floats(-3, 3),
        st.none() | st.booleans(), st.none() | st.booleans(), st.none() | st.integers(-5, 10**6),
    )
)  # fmt: skip
def test_whatever_is_told_keeps_the_rules(said):
    made = statement(said, site=SITE, event=7, at=NINE)
    assert rules.broken(made) == []
    assert (
        made["id"]
        == statement(said, site=SITE, event=7, at=NINE)["id"]
        != statement(said, site=SITE, event=8, at=NINE)["id"]
    )


def test_the_rules_find_what_is_broken():
    good = statement(Told("passed", "a/7", "lesson", "One", 3, 0.5), site=SITE, event=7, at=NINE)
    for change in (
        {"actor": {}}, {"verb": {"id": "passed"}}, {"id": "7"}, {"timestamp": "2026-03-03T09:00:00"}, {"note": "x"},
        {"result": {"score": {"scaled": 2}}}, {"result": {"duration": "90"}}, {"context": {"platform": None}},
    ):  # fmt: skip
        assert rules.broken(good | change), change


def test_events_are_told_by_their_facts_and_others_not_at_all():
    facts = {"person": 3, "quiz": "ethics", "score": 85, "passed": True, "module": "101", "lesson": "tone"}
    facts |= {"programme": "ace-csp", "gate": "101.cases", "item": "shelf", "session": 4, "attended": True}
    for name, maker in by_name.MAKERS.items():
        said = maker(Event(name=name, subject_id="9", facts=facts))
        assert said.person == 3 and rules.broken(statement(said, site=SITE, event=1, at=NINE)) == []
        assert maker(Event(name=name, subject_id="9", facts={"score": None})) is None
    assert by_name.quiz(Event(facts=facts)).scaled == by_name.scored(Event(facts=facts)).scaled == 0.85
    nothing_to_pass = by_name.quiz(Event(facts=facts | {"passed": None}))
    assert (nothing_to_pass.verb, nothing_to_pass.success, nothing_to_pass.scaled) == ("completed", None, 0.85)
    assert by_name.attended(Event(facts=facts | {"attended": False})) is None
    registered: dict = {}
    by_name.register_declared({"lesson.read", "quiz.graded"}.__contains__, registered.__setitem__, {"quiz.graded"})
    assert list(registered) == ["lesson.read"]


class Store(ThreadingHTTPServer):
    """A record store on this machine that keeps what it is given, and refuses as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.kept: dict[str, dict] = {}
        self.asked: list[dict[str, str]] = []
        self.refuses: int = 0
        self.dislikes = ""


class Taking(BaseHTTPRequestHandler):
    server: Store

    def do_POST(self) -> None:
        given = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({"path": self.path, **self.headers})
        code = self.server.refuses or (400 if any(one["id"] == self.server.dislikes for one in given) else 200)
        if code == 200:
            self.server.kept |= {one["id"]: one for one in given}
        self.send_response(code)
        self.end_headers()
        self.wfile.write(b"[]")

    def log_message(self, *args: object) -> None:
        """Quietly."""


@pytest.fixture(scope="module")
def server() -> Iterator[Store]:
    made = Store()
    threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def store(server, admin) -> Store:
    server.kept, server.asked, server.refuses, server.dislikes = {}, [], 0, ""
    actions.change_store(endpoint=f"http://127.0.0.1:{server.server_port}/xapi", user="key", password="s3cret", on=True,
                         by=admin, at=NINE)  # fmt: skip
    return server


@pytest.fixture
def learnt(ada, monkeypatch) -> list[Statement]:
    monkeypatch.setitem(statements._makers, "record_store.changed",
                        lambda event: Told("passed", f"a/{event.pk}", "lesson", "One", ada.pk, 0.5))  # fmt: skip
    about = {"name": "record_store.changed", "subject_type": "x", "at": NINE}
    events = [Event.objects.create(subject_id=str(number), **about) for number in range(3)]
    return [actions.keep(event) for event in events for _ in range(2)][::2]


@pytest.mark.django_db
def test_what_was_learnt_is_sent_together_and_once(store, learnt):
    assert Statement.objects.count() == 3
    assert (actions.send_due(NINE), actions.send_due(NINE)) == (3, 0)
    assert len(store.kept) == 3 and len(store.asked) == 1
    asked = {name.lower(): value for name, value in store.asked[0].items()}
    assert asked["path"] == "/xapi/statements" and asked["x-experience-api-version"] == "1.0.3"
    assert asked["authorization"] == "Basic " + b64encode(b"key:s3cret").decode()
    assert "Osei" not in json.dumps(store.kept) and b"s3cret" not in bytes(RecordStore.objects.get().secret)


@pytest.mark.django_db
def test_a_store_that_is_down_is_asked_again_later(store, learnt):
    store.refuses = 503
    assert actions.send_due(NINE) == 0
    assert "answered 503" in queries.troubles()[0].problem
    store.refuses = 0
    assert actions.send_due(NINE) == 0  # not at once
    assert actions.send_due(later(seconds=5)) == 3
    store.refuses = 409
    Statement.objects.update(sent_at=None)
    assert actions.send_due(later(minutes=1)) == 3  # it has them


@pytest.mark.django_db
def test_one_that_is_refused_holds_up_no_other(store, learnt, admin):
    store.dislikes = str(learnt[1].uid)
    assert actions.send_due(NINE) == 2
    assert actions.send_due(later(days=30)) == 0
    store.dislikes = ""
    actions.try_again(by=admin, at=later(days=31))
    assert actions.send_due(later(days=31)) == 1


@pytest.mark.django_db
def test_nothing_is_sent_by_itself_and_all_take_their_own_along(learnt, signed_in, ada, mo, zed, admin):
    assert actions.send_due(NINE) == 0
    assert len(signed_in(ada).get("/learning-record.json").json()) == 3
    assert signed_in(mo).get("/learning-record.json").json() == []
    assert signed_in(zed).get("/learning-record.json").status_code == 403
    browser = signed_in(admin)
    wrong = browser.post("/setup/records/", {"on": "on"})
    assert wrong.status_code == 422 and "Say where to send it" in wrong.content.decode()
    assert "s3cret" not in browser.get("/setup/records/").content.decode()
