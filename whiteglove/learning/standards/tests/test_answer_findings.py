"""What one sees and presses: the phases, the mood, findings and their answers, signals, and what was learnt."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.learning.standards.actions import read_ticket, set_aside_or_take_up
from whiteglove.learning.standards.models import Correction, Reading, Signal, Trial
from whiteglove.learning.standards.queries import set_aside_by
from whiteglove.learning.standards.reader_in_force import fitting_now, in_force
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Message

# What pages say: the statements behind them are tried on both engines elsewhere.
pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
HTMX = {"HX-Request": "true"}
SECOND = len("Hello. ")
DAY = timedelta(days=1)


@pytest.fixture
def read(reads, ticket, at):
    """Cleo's first message, read."""
    read_ticket(ticket=ticket.pk, at=at)
    return ticket.messages.get()


@pytest.fixture
def signal(read, ticket, cleo_amara, at) -> Signal:
    Message.objects.create(ticket=ticket, kind="inbound", customer=cleo_amara, at=at, text="Your manager, please.")
    read_ticket(ticket=ticket.pk, at=at)
    return Signal.objects.get()


def lazy(place: str, key: str, ticket) -> str:
    return f"{reverse('ui:panel', args=[place, key])}?ticket={ticket.pk}"


@pytest.fixture
def greeted(read, ticket, ada, at) -> Message:
    """Ada's reply, read."""
    made = desk.reply(ticket=ticket, by=ada, at=at, text="Hello Cleo.", seen_message_id=ticket.last_inbound_id)
    read_ticket(ticket=ticket.pk, at=at)
    return made


def test_a_customers_hello_greets_nobody_for_us(read, ticket, ada, signed_in):
    page = signed_in(ada).get(lazy("ticket.phases", "standards.phases", ticket)).content.decode()
    assert ", 0 of 2 steps seen" in page and "1 of" not in page


def test_the_strip_says_how_much_of_each_phase_was_seen(greeted, ticket, ada, signed_in):
    page = signed_in(ada).get(lazy("ticket.phases", "standards.phases", ticket)).content.decode()
    assert page.count('class="phase ') + page.count('class="phase"') == 3
    assert ", 1 of 2 steps seen" in page and ", 0 of 1 steps seen" in page


def test_the_ticket_page_leaves_room_for_the_strip_and_does_not_wait_for_it(read, ticket, ada, signed_in):
    page = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert 'class="talk-phases"' in page and "steps seen" not in page


def test_a_phase_tells_its_evidence_and_what_was_not_seen(greeted, ticket, ada, signed_in):
    page = signed_in(ada).get(f"/standard/tickets/{ticket.pk}/phases/contact/").content.decode()
    assert f'href="#m{greeted.pk}"' in page and "“Hello”" in page and "not seen yet" in page
    assert signed_in(ada).get(f"/standard/tickets/{ticket.pk}/phases/none/").status_code == 404


def test_what_was_done_counts_too(read, ticket, ada, at, signed_in):
    desk.solve(ticket=ticket, by=ada, at=at)
    page = signed_in(ada).get(f"/standard/tickets/{ticket.pk}/phases/conclusion/").content.decode()
    assert "Ada Osei solved the ticket" in page


def test_the_strip_takes_few_statements_however_long_the_talk(
    read, ticket, ada, at, signed_in, django_assert_max_num_queries
):
    browser, where = signed_in(ada), lazy("ticket.phases", "standards.phases", ticket)
    browser.get(where)
    for number in range(8):
        desk.reply(ticket=ticket, by=ada, at=at, text=f"Hello {number}", seen_message_id=ticket.last_inbound_id)
    read_ticket(ticket=ticket.pk, at=at)
    with django_assert_max_num_queries(7):
        browser.get(where)


def test_how_she_sounds_stands_beside_the_time(read, ticket, ada, signed_in):
    page = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    assert 'title="three times"' in page and ">sounds frustrated</button>" in page


def test_the_mood_is_told_once_there_are_two_messages(signal, ticket, ada, signed_in):
    page = signed_in(ada).get(lazy("ticket.sidebar", "standards.mood", ticket)).content.decode()
    assert 'aria-label="From first to last: frustrated, then calm."' in page and "better than at first" in page


def test_a_signal_is_a_band_with_the_reason_filled_in(signal, ticket, ada, signed_in):
    browser = signed_in(ada)
    head = browser.get(f"/desk/tickets/{ticket.pk}/head/").content.decode()
    assert "The customer asks for a manager" in head and "reason=manager" in head
    dialog = browser.get(f"/desk/tickets/{ticket.pk}/escalation/", {"reason": "manager", "text": signal.about})
    assert 'value="manager"' in dialog.content.decode() and "checked" in dialog.content.decode()
    assert "“Your manager, please.”" in dialog.content.decode()


def test_the_band_goes_once_it_is_escalated(signal, ticket, ada, lee, at, signed_in):
    desk.escalate(ticket=ticket, by=ada, at=at, reason="manager", to=lee)
    assert "asks for a manager: " not in signed_in(ada).get(f"/desk/tickets/{ticket.pk}/head/").content.decode()


def test_not_so_denies_a_signal_with_an_undo(signal, ticket, ada, signed_in):
    browser = signed_in(ada)
    answer = browser.delete(f"/standard/signals/{signal.pk}/", headers=HTMX)
    assert answer.status_code == 204 and "desk:changed" in answer.headers["HX-Trigger"]
    undo = json.loads(answer.headers["HX-Trigger"])["ui:toasts"]["toasts"][0]["undo"]
    assert not Signal.objects.standing().exists()
    getattr(browser, undo["method"].lower())(undo["url"], headers=HTMX)
    assert Signal.objects.standing().exists()


def test_leads_read_all_signals_and_filter_them(signal, lee, ada, billing, signed_in):
    page = signed_in(lee).get("/standard/signals/", {"name": "asks_manager"}).content.decode()
    assert "Cleo Amara asks for a manager" in page and "<q" in page and "Your manager, please.</q>" in page
    assert "Nothing to hear" in signed_in(lee).get("/standard/signals/", {"name": "vulnerable"}).content.decode()
    assert signed_in(ada).get("/standard/signals/").status_code == 403
    stranger = make_person("Lead 7", "lead7@whiteglove.example", "lead", billing)
    assert "Nothing to hear" in signed_in(stranger).get("/standard/signals/").content.decode()


def test_the_list_leaves_out_what_was_solved_until_it_is_open_again(signal, ticket, lee, ada, at, signed_in):
    def listed() -> tuple[bool, bool]:
        page = signed_in(lee).get("/standard/signals/").content.decode()
        return "Your manager, please.</q>" in page, 'Asks for a manager <span class="num">1<' in page

    assert listed() == (True, True)
    desk.solve(ticket=ticket, by=ada, at=at)
    assert listed() == (False, False)
    desk.reopen(ticket=ticket, by=ada, at=at)
    assert listed() == (True, True)


def test_leads_find_the_list_on_the_page_of_the_standard(reads, lee, ada, signed_in):
    assert b"/standard/signals/" in signed_in(lee).get("/standard/").content
    assert b"/standard/signals/" not in signed_in(ada).get("/standard/").content


def test_nonsense_in_the_address_of_the_list_is_no_crash(signal, lee, signed_in):
    for asked in ({"name": "x", "before": "x"}, {"before": "9" * 30}, {"before": "²"}, {"before": "-1"}):
        assert signed_in(lee).get("/standard/signals/", asked).status_code == 200


def test_a_finding_is_answered_with_one_press_and_undone_with_another(read, ada, signed_in):
    browser, where = signed_in(ada), f"/standard/messages/{read.pk}/findings/"
    given = {"behaviour": "emotion.frustrated", "start": SECOND, "verdict": "no"}
    answer = browser.post(where, given, headers=HTMX)
    assert answer.status_code == 204 and Reading.objects.get().emotion == ""
    assert "not so, Ada Osei" in browser.get(where).content.decode()
    undo = json.loads(answer.headers["HX-Trigger"])["ui:toasts"]["toasts"][0]["undo"]
    browser.delete(undo["url"], headers=HTMX)
    assert Reading.objects.get().emotion == "emotion.frustrated"


def test_what_was_missed_is_added(read, ada, signed_in):
    where = f"/standard/messages/{read.pk}/findings/"
    signed_in(ada).post(where, {"behaviour": "churn_threat", "start": SECOND, "verdict": "yes"}, headers=HTMX)
    assert Correction.objects.get().found is False
    assert "added, Ada Osei" in signed_in(ada).get(where).content.decode()


def test_a_colleagues_answer_is_told_and_ones_own_is_given_beside_it(read, ada, lee, signed_in):
    where, given = f"/standard/messages/{read.pk}/findings/", {"behaviour": "greeting", "start": 0, "verdict": "yes"}
    signed_in(ada).post(where, given, headers=HTMX)
    agent, lead = signed_in(ada), signed_in(lee)
    undo = 'aria-label="Undo your answer about Greets"'
    assert undo in agent.get(where).content.decode() and undo not in lead.get(where).content.decode()
    lead.post(where, given | {"verdict": "no"}, headers=HTMX)
    page = agent.get(where).content.decode()
    assert "not so, Lee, " in page and "; yes, so, Ada Osei" in page
    refused = lead.delete(f"/standard/corrections/{Correction.objects.get(by=ada).pk}/", headers=HTMX)
    assert refused.status_code == 409 and "your own" in refused.content.decode()


@pytest.mark.parametrize(
    "given",
    [{}, {"behaviour": "greeting"}, {"behaviour": "no.such", "start": 0, "verdict": "no"},
     {"behaviour": "greeting", "start": 2, "verdict": "no"}, {"behaviour": "greeting", "start": 0, "verdict": "?"}],
)  # fmt: skip
def test_an_answer_without_a_sentence_or_a_behaviour_is_refused_with_words(given, read, ada, signed_in):
    answer = signed_in(ada).post(f"/standard/messages/{read.pk}/findings/", given, headers=HTMX)
    assert answer.status_code == 409 and answer.content and not Correction.objects.exists()


def test_the_details_of_a_message_show_what_was_found_but_not_of_a_note(read, ticket, ada, lee, at, signed_in):
    note = desk.note(ticket=ticket, by=lee, at=at, text="Hello")
    browser = signed_in(ada)
    assert "What the reader found" in browser.get(f"/desk/tickets/{ticket.pk}/messages/{read.pk}/").content.decode()
    assert "What the reader found" not in browser.get(f"/desk/tickets/{ticket.pk}/messages/{note.pk}/").content.decode()


def test_a_customers_words_are_never_markup(reads, ticket, ada, at, signed_in):
    Message.objects.update(new_text='Hello <b>manager</b> "><script>alert(1)</script> fed up')
    read_ticket(ticket=ticket.pk, at=at)
    browser = signed_in(ada)
    for where in (f"/desk/tickets/{ticket.pk}/head/", f"/standard/messages/{ticket.messages.get().pk}/findings/",
                  f"/standard/tickets/{ticket.pk}/phases/contact/", f"/desk/tickets/{ticket.pk}/"):  # fmt: skip
        assert "<script>alert" not in browser.get(where).content.decode()


@pytest.fixture
def trial(db, at) -> Trial:
    return Trial.objects.create(
        behaviour="greeting", rung=2, corrections=120, positives=60, f1_before=0.61, f1_after=0.74, adopted=True, at=at,
        weights={"number": 2, "weights": [0, 0, 0], "bias": -5, "threshold": 0.5}, fitting=fitting_now(),
    )  # fmt: skip


def test_setup_tells_what_was_learnt_and_the_way_back(read, trial, ada, admin, at, signed_in):
    given = {"behaviour": "greeting", "start": 0, "verdict": "no"}
    signed_in(ada).post(f"/standard/messages/{read.pk}/findings/", given, headers=HTMX)
    boss = signed_in(admin)
    page = boss.get("/setup/learning/").content.decode()
    assert "calibrated" in page and "0.61" in page and "0.74" in page and "Go back" in page
    boss.post(f"/setup/learning/trials/{trial.pk}/", {"use": "back"})
    trial.refresh_from_db()
    assert trial.ended_by == admin and "Administrator went back" in boss.get("/setup/learning/").content.decode()
    boss.post(f"/setup/learning/trials/{trial.pk}/", {"use": "again"})
    assert Trial.objects.in_use().get() == trial


def test_what_newer_weights_set_aside_is_not_called_in_use_and_says_what_to_do(read, trial, ada, admin, at, signed_in):
    given = {"behaviour": "greeting", "start": 0, "verdict": "no"}
    signed_in(ada).post(f"/standard/messages/{read.pk}/findings/", given, headers=HTMX)
    Trial.objects.update(fitting=trial.fitting.replace("-rules", "-0ther000"))
    boss = signed_in(admin)

    def page() -> str:
        return " ".join(boss.get("/setup/learning/").content.decode().split())

    assert "set aside" in page() and "calibrated" not in page().partition("<tbody>")[2]
    assert set_aside_or_take_up(at=at) == 1 and set_aside_or_take_up(at=at + DAY) == 0
    trial.refresh_from_db()
    assert trial.set_aside_at == at and "since <time" in page() and "needs more answers" in page()
    assert Event.objects.filter(name="behaviour.set_aside").count() == 1
    boss.post(f"/setup/learning/trials/{trial.pk}/", {"use": "back"})
    answer = boss.post(f"/setup/learning/trials/{trial.pk}/", {"use": "again"}, follow=True)
    assert "kept, but set aside" in answer.content.decode()


def test_beside_the_reader_it_was_learnt_with_it_is_in_use_again(reads, trial, at):
    Trial.objects.update(set_aside_at=at)
    assert set_aside_or_take_up(at=at) == 1
    assert Trial.objects.get().set_aside_at is None


@pytest.mark.parametrize(
    ("fitting", "why"),
    [("a-1", ""), ("a-2", "newer weights"), ("b-1", "the behaviours of the pack have changed"), ("", ""),
     ("a-rules", "the reader goes by its rules alone (see whiteglove check)")],
)  # fmt: skip
def test_what_set_it_aside_is_named(fitting, why):
    assert set_aside_by(Trial(fitting="a-1", adopted=True), fitting) == why


def test_the_reader_in_force_has_the_name_that_is_told_without_making_it(reads):
    assert fitting_now() == in_force().fitting


def test_leads_see_what_was_learnt_and_change_nothing(trial, lee, signed_in):
    browser = signed_in(lee)
    assert browser.get("/setup/learning/").status_code == 200
    assert browser.post(f"/setup/learning/trials/{trial.pk}/").status_code == 403
    assert browser.post("/setup/learning/greeting/").status_code == 403
    assert browser.get("/setup/learning/corrections/").status_code == 403


def test_too_few_answers_are_said_to_be_too_few(reads, admin, signed_in):
    answer = signed_in(admin).post("/setup/learning/greeting/", follow=True)
    assert b"too few answers" in answer.content and not Trial.objects.exists()


def test_answers_are_exported_as_lines(read, ada, admin, signed_in):
    given = {"behaviour": "greeting", "start": 0, "verdict": "no"}
    signed_in(ada).post(f"/standard/messages/{read.pk}/findings/", given, headers=HTMX)
    sent = b"".join(signed_in(admin).get("/setup/learning/corrections/").streaming_content).decode()
    line = json.loads(sent)
    assert (line["sentence"], line["shown"], line["reader_said"], line["by"]) == ("Hello.", False, True, "Ada Osei")
