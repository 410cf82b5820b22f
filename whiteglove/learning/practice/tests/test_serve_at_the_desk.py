"""A simulated customer is served in the workspace, and nobody else ever hears of it."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse

from tests.small_packs import put_in_force, with_few
from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import registry
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import may
from whiteglove.learning.practice import queries, voicing
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.actions.clear import clear_old, end_over
from whiteglove.learning.practice.actions.go_on import answer_due
from whiteglove.learning.practice.actions.leave import leave_run
from whiteglove.learning.practice.actions.sit_down import sit_down
from whiteglove.learning.practice.models import Run
from whiteglove.service.customers.actions import verify
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk import queries as desk_queries
from whiteglove.service.desk.models import Message, Ticket

from .conftest import PACK

pytestmark = pytest.mark.django_db
SCENARIO = "refund-torn-dress"
BEHAVIOURS = [
    ("anything_else", "Asks for more", "agent", "conclusion", r"\banything else\b"),
    ("farewell", "Says goodbye", "agent", "conclusion", r"\bgood evening\b"),
    ("apology", "Apologises", "agent", "listening", r"\bsorry\b"),
    ("empathy", "Empathy", "agent", "listening", r"\bdisappointing\b"),
]


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One scenario of those that ship, and a few behaviours."""
    folder = with_few(tmp_path / "small", BEHAVIOURS, "standards")
    shutil.copytree(PACK / "scenarios" / "voices", folder / "scenarios" / "voices")
    (folder / "scenarios" / "expect").mkdir()
    for place in ("scenarios", "scenarios/expect"):
        shutil.copy(PACK / place / f"{SCENARIO}.yaml", folder / place)
    put_in_force(folder, clock.now(), monkeypatch)


def begun(person: Person, medium: str = "chat") -> Run:
    run = begin_run(by=person, at=clock.now(), scenario=SCENARIO, medium=medium, seed=1)
    return sit_down(run=run, by=person, at=clock.now())


def serve(browser, run: Run, text: str, **given: str) -> str:
    """Send a reply from the workspace; what the customer says to it, a while later."""
    ticket = Ticket.every.get(pk=run.ticket_id)
    seen = {"kind": "reply", "seen": ticket.last_inbound_id or "", "seen_version": ticket.version, "then": ""}
    sent = browser.post(reverse("desk:messages", args=[ticket.pk]), {**seen, "text": text, **given})
    assert sent.status_code == 200, sent.content
    return heard(run)


def heard(run: Run, at: datetime | None = None) -> str:
    before = set(Message.objects.inbound().filter(ticket=run.ticket_id).values_list("pk", flat=True))
    run_pending(raising=True)
    answer_due(at=at or clock.now() + timedelta(minutes=1))
    run.refresh_from_db()
    new = Message.objects.inbound().filter(ticket=run.ticket_id).exclude(pk__in=before)
    return " ".join(new.values_list("text", flat=True))


def test_a_trainee_serves_a_simulated_customer_in_the_workspace(pack, mo, signed_in):
    run, browser = begun(mo), signed_in(mo)
    values = queries.case_of_run(run).values
    here = reverse("desk:ticket", args=[run.ticket_id])
    page = browser.get(here).content.decode()
    assert "Inès" in page and "practice-band" in page and "Send to the simulated customer" in page
    beside = browser.get(f"{here}context/").content.decode()
    assert values["order"] in beside, "what the systems show stands beside it"
    said = serve(browser, run, "I'm so sorry, that must be disappointing. What is your order number?")
    assert values["order"] in said
    assert serve(browser, run, "We can send you another one, or refund all of it. Which would you prefer?")
    done = browser.post(reverse("practice:deeds", args=[run.pk]), {"do": "refund", "value": values["amount"]})
    assert done.status_code == 302, done.content
    noted = {"kind": "note", "text": f"Order {values['order']}: torn at the seam, refunded."}
    browser.post(reverse("desk:messages", args=[run.ticket_id]), noted)
    serve(browser, run, f"I've refunded {values['amount']} euros. You have it in three working days. Anything else?")
    assert [do for do, _ in run.deeds] == ["refund", "note"]
    turns = run.turns
    browser.post(reverse("desk:solution", args=[run.ticket_id]))
    assert heard(run) == "", "nothing is open any more, so they have nothing to add"
    assert (run.ending, run.turns) == ("met", turns) and run.score > 60
    assert "The conversation is over" in browser.get(f"{here}head/").content.decode()


@pytest.mark.engineless
def test_the_band_says_that_they_write_until_they_have_answered(pack, mo, signed_in):
    run, browser = begun(mo), signed_in(mo)
    band = reverse("practice:band", args=[run.pk])
    desk.reply(
        ticket=run.ticket, by=mo, at=clock.now(), text="Your order number?", seen_message_id=run.ticket.last_inbound_id
    )
    run_pending(raising=True)
    assert "Inès Caron is writing…" in browser.get(band).content.decode()
    assert heard(run)
    assert "is writing" not in browser.get(band).content.decode()


# What a practice conversation leaves behind; in none of these does anybody but its learner find it.
ITS_OWN = {
    "desk_ticket", "desk_message", "desk_solution", "desk_seen", "desk_draft", "desk_escalation", "desk_tagging",
    "customers_customer", "customers_verification", "events_event", "events_delivery", "standards_reading",
    "standards_signal", "practice_run", "practice_sitting", "records_statement", "sqlite_sequence",
}  # fmt: skip
# Counted for one lead after the other, whatever happens.
IN_TURN = {"careers_remembered"}


def counted() -> dict[str, int]:
    """{table: rows}, once every job of the house has run."""
    for job in registry.jobs.values():
        job.run(clock.now())
    run_pending(raising=True)
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = {}
        for table in tables:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            rows[table] = cursor.fetchone()[0]
    return rows


def test_nothing_of_it_reaches_anything_that_counts_or_leaves(pack, mo, ada, lee, admin, signed_in):
    tally = {person: desk_queries.counts(person) for person in (ada, lee, admin)}
    browser = signed_in(mo)
    before, events = counted(), Event.objects.in_earnest().exclude(name__startswith="practice.").count()
    run = begun(mo)
    ticket, at = run.ticket, clock.now()
    serve(browser, run, "Your order number, please. I will call you back by Friday.")
    desk.set_priority(ticket=ticket, by=mo, at=at, priority="urgent")
    desk.escalate(ticket=ticket, by=mo, at=at, reason="manager", text="They ask for you.")
    desk.withdraw_escalation(escalation=ticket.escalations.get(), by=mo, at=at)
    desk.solve(ticket=ticket, by=mo, at=at)
    heard(run)
    after = counted()
    assert {table for table, rows in after.items() if rows != before.get(table, 0)} <= ITS_OWN | IN_TURN
    assert {person: desk_queries.counts(person) for person in tally} == tally
    told = set(Event.objects.in_earnest().exclude(name__startswith="practice.").values_list("name", flat=True)[events:])
    assert told <= {"reading.kept"}, "rooms that go by the log hear of nothing"
    assert not Ticket.objects.exists() and not Ticket.objects.visible_to(admin).exists()


def test_it_is_there_for_nobody_else(pack, mo, ada, lee, admin, zed, signed_in):
    run = begun(mo)
    for person, said in ((ada, 404), (lee, 404), (admin, 404), (zed, 403)):
        browser = signed_in(person)
        for part in ("", "head/", "conversation/", "context/", "composer/", "escalation/", "macros/"):
            answer = browser.get(reverse("desk:ticket", args=[run.ticket_id]) + part)
            assert answer.status_code == said, (person, part)
    assert not may(ada, "desk.see", run.ticket) and not may(admin, "desk.reply", run.ticket)
    assert may(mo, "desk.reply", run.ticket) and not may(mo, "desk.assign", run.ticket)
    assert signed_in(mo).get(reverse("desk:queue")).status_code == 403, "the desk itself stays shut for who learns"


def test_an_agent_practises_beside_the_live_desk(pack, ada, signed_in):
    run, browser = begun(ada, "email"), signed_in(ada)
    row = f"row-{run.ticket_id}"
    assert row in browser.get(reverse("desk:practice")).content.decode()
    for view in ("needs-me", "unassigned", "all"):
        assert row not in browser.get(reverse("desk:queue"), {"view": view}).content.decode()


def test_a_month_later_the_desk_is_cleared_and_the_run_stays(pack, mo, signed_in):
    run, browser, at = begun(mo), signed_in(mo), clock.now()
    serve(browser, run, "Your order number, please.")
    desk.note(ticket=run.ticket, by=mo, at=at, text="Torn.")
    verify(customer=run.ticket.customer, by=mo, at=at, how="callback", ticket=run.ticket_id)
    browser.post(reverse("practice:leaving", args=[run.pk]))
    run.refresh_from_db()
    assert run.deeds == [("note", "Torn.")], "what was done before leaving counts"
    assert f"row-{run.ticket_id}" not in browser.get(reverse("desk:practice")).content.decode(), "what is over is gone"
    assert desk_queries.rehearsals_waiting(mo) == 0
    assert clear_old(at=at + timedelta(days=29)) == 0
    assert clear_old(at=at + timedelta(days=31)) == 1
    run.refresh_from_db()
    assert run.ticket_id is None and run.ending == "left" and run.inputs
    assert not Ticket.every.exists() and not Message.objects.exists() and not Customer.every.exists()


def test_what_is_over_leaves_the_list_also_where_it_was_left_there(pack, mo):
    run = begun(mo)
    desk.reply(ticket=run.ticket, by=mo, at=clock.now(), text="Bye.", seen_message_id=run.ticket.last_inbound_id)
    leave_run(run=run, by=mo, at=clock.now())
    assert [end_over(at=clock.now()), end_over(at=clock.now())] == [1, 0]
    assert not desk_queries.rehearsals(mo).rows and Ticket.every.get(pk=run.ticket_id).solved_at


def test_solved_too_soon_they_write_again(pack, mo, signed_in):
    run, browser = begun(mo), signed_in(mo)
    assert serve(browser, run, "I'm so sorry. What is your order number?", then="solve")
    assert run.is_open and Ticket.every.get(pk=run.ticket_id).is_open, "what they say opens it again"
    assert run.deeds == [("solve", "")]


def test_only_a_practice_call_can_be_spoken(pack, mo, signed_in):
    browser = signed_in(mo)
    call, chat = (browser.get(reverse("desk:ticket", args=[begun(mo, one).ticket_id])) for one in ("phone", "chat"))
    assert b'<wg-spoken class="practice-spoken" data-language="en"' in call.content
    assert b"<wg-spoken" not in chat.content and b"practice/spoken" in chat.content


def test_customers_who_answer_at_once_ask_for_other_words_together(pack, mo, ada, signed_in, settings, monkeypatch):
    asked = []
    monkeypatch.setattr(voicing, "resting", voicing.Resting())
    monkeypatch.setattr(voicing.under_way, "begin", lambda to, words: asked.append(words))
    monkeypatch.setattr(voicing, "SECONDS", 0)
    settings.ANSWERS_MODEL_URL, settings.ANSWERS_MODEL, settings.PRACTICE_VOICE = "http://127.0.0.1:9", "little", True
    runs = [begun(mo), begun(ada)]
    for run in runs:
        sent = {"kind": "reply", "seen": run.ticket.last_inbound_id, "text": "Could you tell me the order number?"}
        assert signed_in(run.person).post(reverse("desk:messages", args=[run.ticket_id]), sent).status_code == 200
    run_pending(raising=True)
    answer_due(at=clock.now() + timedelta(minutes=1))
    assert len(asked) == 2 and all("order number" not in one for one in asked)
    assert [Run.objects.get(pk=run.pk).turns for run in runs] == [1, 1]
