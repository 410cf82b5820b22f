"""The desk's doors: each change by its own, each refusal in words."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from whiteglove.service.desk import actions
from whiteglove.service.desk.models import DeskRules, Draft, Escalation, Message, State, Ticket

from .conftest import later

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def at_desk(signed_in, ada, ticket):
    """Ada's browser and the ticket: `at_desk("post", "solution/")`."""
    browser = signed_in(ada)

    def press(method: str, door: str = "", **given):
        data = given.pop("data", {})
        return getattr(browser, method)(f"/desk/tickets/{ticket.pk}/{door}", data, headers=HTMX, **given)

    return press


def told(answer) -> dict:
    """What the answer tells the page: {event: detail}."""
    return json.loads(answer.headers.get("HX-Trigger", "{}"))


def toast(answer) -> str:
    return told(answer)["ui:toasts"]["toasts"][-1]["text"]


class TestSolving:
    def test_solving_leads_to_the_next_ticket_and_can_be_undone(self, at_desk, ticket):
        answer = at_desk("post", "solution/")
        ticket.refresh_from_db()
        assert ticket.state == State.SOLVED
        assert "desk:done" in told(answer)
        undo = told(answer)["ui:toasts"]["toasts"][0]["undo"]
        assert undo == {"url": f"/desk/tickets/{ticket.pk}/solution/", "method": "DELETE", "seconds": 10}
        assert "desk:back" in told(at_desk("delete", "solution/"))
        ticket.refresh_from_db()
        assert ticket.state == State.OPEN

    def test_solving_twice_is_refused_in_words(self, at_desk):
        at_desk("post", "solution/")
        answer = at_desk("post", "solution/")
        assert answer.status_code == 409
        assert "solved already" in toast(answer)

    def test_without_script_the_page_comes_back(self, signed_in, ada, ticket):
        answer = signed_in(ada).post(f"/desk/tickets/{ticket.pk}/solution/")
        assert answer.headers["Location"] == f"/desk/tickets/{ticket.pk}/"


class TestSnoozing:
    def test_until_tomorrow_morning_and_back(self, at_desk, ticket):
        at_desk("post", "snooze/", data={"named": "tomorrow"})
        ticket.refresh_from_db()
        assert ticket.state == State.SNOOZED
        assert (ticket.wakes_at.hour, ticket.wakes_at.minute) == (9, 0)
        at_desk("delete", "snooze/")
        ticket.refresh_from_db()
        assert ticket.state == State.OPEN

    @pytest.mark.parametrize("given", [{}, {"named": "someday"}, {"until": "yesterday"}, {"until": "2001-01-01T10:00"}])
    def test_without_a_time_to_come_nothing_happens(self, at_desk, ticket, given):
        assert at_desk("post", "snooze/", data=given).status_code == 409
        ticket.refresh_from_db()
        assert ticket.state == State.OPEN

    def test_the_choices_say_when(self, at_desk):
        assert "Later today" in at_desk("get", "snooze/").content.decode()


class TestAssigning:
    def test_ada_takes_it_and_puts_it_back(self, at_desk, ada, ticket):
        at_desk("post", "assignment/", data={"to": ada.pk})
        ticket.refresh_from_db()
        assert ticket.assignee == ada
        at_desk("delete", "assignment/")
        ticket.refresh_from_db()
        assert ticket.assignee is None

    @pytest.mark.parametrize("to", ["", "0", "abc", "999999"])
    def test_nobody_in_particular_is_refused(self, at_desk, to):
        assert at_desk("post", "assignment/", data={"to": to}).status_code == 409

    def test_the_chooser_offers_the_team_and_oneself_first(self, at_desk, lee, mo, zed):
        page = at_desk("get", "assignment/").content.decode()
        assert page.index("Ada Osei (you)") < page.index("Lee")
        assert "Mo" not in page.replace("More", "")
        assert "Zed" not in page


class TestClassifying:
    def test_kind_priority_and_complexity(self, at_desk, ticket):
        at_desk("post", "kind/", data={"kind": "billing"})
        at_desk("post", "priority/", data={"priority": "high"})
        at_desk("post", "complexity/")
        ticket.refresh_from_db()
        assert (ticket.kind, ticket.priority, ticket.complex) == ("billing", "high", True)

    def test_an_unknown_kind_is_refused(self, at_desk):
        assert at_desk("post", "kind/", data={"kind": "gossip"}).status_code == 409

    def test_tags_come_and_go(self, at_desk, ticket):
        at_desk("post", "tags/", data={"name": "Double charge"})
        assert [row.tag.name for row in ticket.taggings.all()] == ["double-charge"]
        assert "double-charge" in at_desk("get", "tags/").content.decode()
        at_desk("delete", "tags/?name=double-charge")
        assert not ticket.taggings.exists()


class TestEscalating:
    def test_with_one_of_the_five_reasons(self, at_desk, lee, ticket):
        assert "legal or compliance" in at_desk("get", "escalation/").content.decode().lower()
        at_desk("post", "escalation/", data={"reason": "legal", "text": "Asks for the law", "to": f"person:{lee.pk}"})
        assert Escalation.objects.get().to_person == lee

    def test_without_a_reason_it_is_refused(self, at_desk):
        assert at_desk("post", "escalation/", data={"text": "Help"}).status_code == 409
        assert not Escalation.objects.exists()

    def test_lee_takes_it_on_and_returns_it_with_advice(self, signed_in, at_desk, ada, lee, ticket):
        at_desk("post", "escalation/", data={"reason": "authority", "to": f"person:{lee.pk}"})
        row, browser = Escalation.objects.get(), signed_in(lee)
        url = f"/desk/tickets/{ticket.pk}/escalation/{row.pk}/"
        browser.post(url, {"how": "accept"}, headers=HTMX)
        browser.post(url, {"how": "return", "answer": "Refund it."}, headers=HTMX)
        row.refresh_from_db()
        assert (row.accepted_by, row.ending, row.answer) == (lee, "returned", "Refund it.")
        assert signed_in(ada).post(url, {"how": "accept"}, headers=HTMX).status_code == 403


class TestMerging:
    @pytest.fixture
    def twin(self, ada, cleo_amara) -> Ticket:
        return actions.open_ticket(customer=cleo_amara, by=ada, at=later(hours=1), subject="Charged twice again")

    def test_lee_merges_and_takes_apart(self, signed_in, lee, ticket, twin):
        browser, url = signed_in(lee), f"/desk/tickets/{twin.pk}/merge/"
        assert "Charged twice" in browser.get(url, headers=HTMX).content.decode()
        answer = browser.post(url, {"into": ticket.pk}, headers=HTMX)
        assert told(answer)["desk:back"]["ticket"] == ticket.pk
        twin.refresh_from_db()
        assert twin.merged_into == ticket
        browser.delete(url, headers=HTMX)
        twin.refresh_from_db()
        assert twin.merged_into is None

    @pytest.mark.parametrize("typed", ["#{}", "{}"])
    def test_the_other_ticket_is_found_by_number_once(self, signed_in, lee, ticket, twin, typed):
        url = f"/desk/tickets/{twin.pk}/merge/candidates/"
        found = signed_in(lee).get(url, {"q": typed.format(ticket.pk)}, headers=HTMX).content.decode()
        assert found.count("Charged twice") == 1

    def test_ada_may_not_merge(self, at_desk, twin):
        assert at_desk("post", "merge/", data={"into": twin.pk}).status_code == 403


class TestWriting:
    def reply(self, at_desk, ticket, **more):
        data = {"kind": "reply", "text": "I am on it.", "seen": ticket.last_inbound_id or "", **more}
        return at_desk("post", "messages/", data=data)

    def test_a_reply_leaves_with_an_undo(self, at_desk, ticket):
        answer = self.reply(at_desk, ticket, then="wait")
        assert answer.status_code == 200
        made = Message.objects.get(kind="reply")
        assert told(answer)["ui:toasts"]["toasts"][0]["undo"]["url"].endswith(f"/messages/{made.pk}/undo/")
        ticket.refresh_from_db()
        assert ticket.state == State.WAITING

    def test_undoing_puts_the_words_back(self, at_desk, ticket):
        self.reply(at_desk, ticket)
        made = Message.objects.get(kind="reply")
        assert "desk:back" in told(at_desk("post", f"messages/{made.pk}/undo/"))
        assert "I am on it." in at_desk("get", "composer/").content.decode()

    def test_a_reply_to_something_older_is_held_and_shows_what_came(self, at_desk, ticket):
        answer = self.reply(at_desk, ticket, seen="")
        assert answer.status_code == 409
        assert "I was charged twice for order 88213." in answer.content.decode()
        assert answer.headers["HX-Retarget"] == "#held"
        assert not Message.objects.filter(kind="reply").exists()

    def test_send_and_solve_goes_on(self, at_desk, ticket):
        assert "desk:done" in told(self.reply(at_desk, ticket, then="solve"))

    def test_copies_go_where_the_writer_says(self, at_desk, ticket):
        self.reply(at_desk, ticket, cc="Jonas Weber <jonas@weber.example>; fatou@diop.example")
        assert [one["address"] for one in Message.objects.get(kind="reply").cc] == [
            "jonas@weber.example",
            "fatou@diop.example",
        ]

    def test_an_address_that_is_none_is_named(self, at_desk, ticket):
        answer = self.reply(at_desk, ticket, cc="jonas at weber")
        assert answer.status_code == 409
        assert "isn't an email address" in toast(answer)

    def test_a_note_stays_in_the_house(self, at_desk):
        at_desk("post", "messages/", data={"kind": "note", "text": "Look at the bank file."})
        assert Message.objects.get(kind="note").outgoing is None

    def test_an_empty_reply_is_refused(self, at_desk, ticket):
        assert self.reply(at_desk, ticket, text="  ").status_code == 409


class TestDrafts:
    def test_what_is_written_is_kept_and_shown_again(self, at_desk, ada, lee, signed_in, ticket):
        answer = at_desk("post", "draft/", data={"kind": "reply", "text": "Hello Cleo,", "seen": ""})
        assert "draft saved" in answer.content.decode()
        assert "Hello Cleo," in at_desk("get").content.decode()
        assert "Hello Cleo," not in signed_in(lee).get(f"/desk/tickets/{ticket.pk}/").content.decode()

    def test_files_are_kept_with_it_and_taken_off(self, at_desk):
        file = SimpleUploadedFile("receipt.pdf", b"%PDF", content_type="application/pdf")
        assert "receipt.pdf" in at_desk("post", "draft/files/", data={"kind": "reply", "files": file}).content.decode()
        blob = Draft.objects.get().attachments[0]["blob"]
        assert "receipt.pdf" not in at_desk("delete", f"draft/files/reply/{blob}/").content.decode()

    def test_a_draft_can_be_thrown_away(self, at_desk):
        at_desk("post", "draft/", data={"kind": "note", "text": "Hm"})
        at_desk("delete", "draft/?kind=note")
        assert not Draft.objects.exists()


class TestOpening:
    GIVEN = {"email": "sipho@nkosi.example", "name": "Sipho Nkosi", "subject": "Damaged kettle", "priority": "normal"}

    def test_for_a_customer_who_is_new(self, signed_in, ada, support):
        answer = signed_in(ada).post("/desk/tickets/new/", {**self.GIVEN, "team": support.pk})
        made = Ticket.objects.get()
        assert answer.headers["Location"] == f"/desk/tickets/{made.pk}/"
        assert (made.customer.name, made.assignee, made.team) == ("Sipho Nkosi", ada, support)

    def test_what_is_missing_is_said_beside_its_field(self, signed_in, ada):
        answer = signed_in(ada).post("/desk/tickets/new/", {"email": "nonsense"})
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
        assert not Ticket.objects.exists()

    def test_not_in_a_team_of_others(self, signed_in, ada, billing):
        assert signed_in(ada).post("/desk/tickets/new/", {**self.GIVEN, "team": billing.pk}).status_code == 422


class TestSearching:
    def test_words_of_a_message_are_found_and_marked(self, signed_in, ada, ticket):
        page = signed_in(ada).get("/desk/search/", {"q": "88213"}).content.decode()
        assert "<mark>88213</mark>" in page

    def test_the_palette_finds_it_by_number(self, signed_in, ada, ticket):
        page = signed_in(ada).get("/ui/commands/", {"q": f"#{ticket.pk}"}).content.decode()
        assert f"/desk/tickets/{ticket.pk}/" in page

    @pytest.mark.parametrize("words", ['"', "*", "OR", "a AND", "(", "' OR 1=1", "\x00", "x" * 5000])
    def test_nothing_typed_is_a_fault(self, signed_in, ada, ticket, words):
        assert signed_in(ada).get("/desk/search/", {"q": words}).status_code == 200


class TestSettingUp:
    GIVEN = {
        "acknowledgement": "Hello {name}, it has arrived.",
        "acknowledgements_an_hour": 3,
        "reopen_within_days": 14,
        "undo_seconds": 20,
    }

    def test_an_administrator_decides_how_the_desk_works(self, signed_in, admin):
        assert signed_in(admin).post("/desk/rules/", self.GIVEN).status_code == 302
        kept = DeskRules.current()
        assert (kept.acknowledge, kept.undo_seconds, kept.reopen_within_days) == (False, 20, 14)

    def test_nonsense_is_named_beside_its_field(self, signed_in, admin):
        answer = signed_in(admin).post("/desk/rules/", {**self.GIVEN, "undo_seconds": -1})
        assert answer.status_code == 422
        assert "greater than or equal to 0" in answer.content.decode()

    def test_lee_may_not(self, signed_in, lee):
        assert signed_in(lee).get("/desk/rules/").status_code == 403


class TestExporting:
    def test_lee_takes_a_conversation_along(self, signed_in, lee, ticket):
        answer = signed_in(lee).get(f"/desk/tickets/{ticket.pk}/export/")
        lines = [json.loads(line) for line in b"".join(answer.streaming_content).decode().splitlines()]
        assert any("I was charged twice for order 88213." in str(line) for line in lines)

    def test_ada_may_not(self, at_desk):
        assert at_desk("get", "export/").status_code == 403


class TestMoving:
    def test_a_ticket_moves_to_the_team_whose_matter_it_is_and_ada_goes_on(self, at_desk, ticket, billing):
        answer = at_desk("post", "team/", data={"team": billing.pk})
        ticket.refresh_from_db()
        assert ticket.team == billing
        assert toast(answer) == "Moved to Billing."
        assert "desk:done" in told(answer)
        assert at_desk("get").status_code == 404

    def test_the_dialog_offers_every_other_team_that_still_exists(self, at_desk, billing, support):
        shown = at_desk("get", "team/").content.decode()
        assert "Billing" in shown
        assert f'value="{support.pk}"' not in shown

    def test_a_team_that_is_no_choice_is_refused_and_nothing_changes(self, at_desk, ticket, support):
        answer = at_desk("post", "team/", data={"team": 999_999})
        ticket.refresh_from_db()
        assert (answer.status_code, ticket.team) == (409, support)

    def test_zed_moves_nothing(self, signed_in, zed, ticket, billing, support):
        answer = signed_in(zed).post(f"/desk/tickets/{ticket.pk}/team/", {"team": billing.pk}, headers=HTMX)
        ticket.refresh_from_db()
        assert (answer.status_code, ticket.team) == (403, support)
