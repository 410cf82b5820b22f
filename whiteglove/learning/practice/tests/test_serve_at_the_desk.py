"""A simulated customer is served in the workspace, and nobody else ever hears of it."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from tests.small_packs import put_in_force, with_few
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.learning.practice import queries
from whiteglove.learning.practice.actions.begin import begin_run
from whiteglove.learning.practice.actions.go_on import answer_due
from whiteglove.learning.practice.actions.sit_down import sit_down
from whiteglove.learning.practice.models import Run
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
    done = browser.post(reverse("practice_desk:deeds", args=[run.pk]), {"do": "refund", "value": values["amount"]})
    assert done.status_code == 302, done.content
    noted = {"kind": "note", "text": f"Order {values['order']}: torn at the seam, refunded."}
    browser.post(reverse("desk:messages", args=[run.ticket_id]), noted)
    serve(browser, run, f"I've refunded {values['amount']} euros. You have it in three working days. Anything else?")
    assert [do for do, _ in run.deeds] == ["refund", "note"]
    serve(browser, run, "Thank you for telling us. Good evening.")
    assert run.ending == "met" and run.score > 60
    assert "The conversation is over" in browser.get(f"{here}head/").content.decode()
