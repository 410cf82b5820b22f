from importlib import import_module

import pytest

from whiteglove.ground.events.work import run_pending
from whiteglove.learning.quality import actions, queries
from whiteglove.learning.quality.actions.forget import forget_judgements
from whiteglove.learning.quality.gathering import own_words
from whiteglove.learning.quality.models import Score
from whiteglove.learning.quality.personal_data import what_was_judged
from whiteglove.learning.quality.scoring import score
from whiteglove.learning.standards.actions import load_standard
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Message

pytestmark = pytest.mark.django_db


def test_a_solved_conversation_has_a_score_with_words_and_reasons(house):
    ticket = house.talk()
    row = actions.score_ticket(ticket=ticket.pk, at=house.at)
    assert row == queries.standing_score(ticket.pk) and row.person == house.ada and row.total > 60
    first = row.item("feeling-first")
    assert first["verdict"] in ("met", "partly") and first["why"]
    words = [quote["words"] for quote in first["quotes"]]
    assert any("sorry" in one for one in words)
    assert row.item("heard-as-human")["verdict"] == "unknown"


def test_solving_scores_by_itself_and_opening_again_ends_it(house):
    ticket = house.talk()
    run_pending(raising=True)
    assert queries.standing_score(ticket.pk)
    desk.reopen(ticket=ticket, by=house.ada, at=house.at)
    run_pending(raising=True)
    assert queries.standing_score(ticket.pk) is None
    assert Score.objects.get(ticket=ticket).why_ended == "opened"


def test_nothing_is_scored_again_that_has_not_changed(house):
    ticket = house.talk()
    first = actions.score_ticket(ticket=ticket.pk, at=house.at)
    assert actions.score_ticket(ticket=ticket.pk, at=house.at) == first
    desk.note(ticket=ticket, by=house.lee, at=house.at, text="Void until 17:00.")
    Score.objects.filter(pk=first.pk).update(facts="another")
    again = actions.score_ticket(ticket=ticket.pk, at=house.at)
    assert again != first and Score.objects.filter(ticket=ticket).count() == 2


def test_a_new_pack_never_regrades_the_past(house, pack):
    ticket = house.talk()
    first = actions.score_ticket(ticket=ticket.pk, at=house.at)
    card = pack / "scorecards" / "conversation.yaml"
    card.write_text(card.read_text().replace("weight: 6", "weight: 1"))
    load_standard(by=None, at=house.at, path=pack)
    assert actions.score_ticket(ticket=ticket.pk, at=house.at) == first
    other = actions.score_ticket(ticket=house.talk(days=1).pk, at=house.at)
    assert other.revision != first.revision


def test_where_nobody_answered_there_is_no_number(house):
    row = actions.score_ticket(ticket=house.talk(answered="").pk, at=house.at)
    assert row.total is None and row.person is None and not Score.objects.counted().exists()


def test_an_open_ticket_has_no_score(house):
    assert actions.score_ticket(ticket=house.talk(then="").pk, at=house.at) is None
    assert actions.tickets_to_score() == []


def test_a_score_is_seen_by_whom_it_concerns_and_their_leads(house, mo, zed, admin):
    row = actions.score_ticket(ticket=house.talk().pk, at=house.at)
    seen = [person for person in (house.ada, house.lee, admin, mo, zed)
            if row in Score.objects.visible_to(person)]  # fmt: skip
    assert seen == [house.ada, house.lee, admin]


def test_erasing_the_customer_takes_every_quotation(house, cleo_amara):
    row = actions.score_ticket(ticket=house.talk().pk, at=house.at)
    review = actions.begin_review(ticket=row.ticket, by=house.lee, at=house.at)
    actions.save_verdict(review=review, item="warm", verdict="met", by=house.lee, at=house.at, comment="About Cleo.")
    forget_judgements(cleo_amara)
    row.refresh_from_db()
    assert row.total and not any(one["quotes"] for one in row.items)
    assert review.verdicts.get().comment == ""


def test_what_a_visitor_pressed_at_the_bot_was_not_said_to_us():
    said = ["Refund", "My dress came torn", "Not what I meant", "Talk to a person", "Are you there?"]
    rows = [Message(kind="inbound", text=one) for one in said]
    offered = {"Refund", "Not what I meant", "Talk to a person"}
    rows += [Message(kind="reply", text="Yes!"), Message(kind="inbound", text="Refund")]
    kept = [one.text for one in own_words(rows, offered)]
    assert kept == ["Refund", "My dress came torn", "Are you there?", "Yes!", "Refund"]


def test_scoring_costs_the_same_however_long_it_is(house, django_assert_max_num_queries):
    ticket = house.talk()
    actions.score_ticket(ticket=ticket.pk, at=house.at)
    Score.objects.update(facts="another")
    with django_assert_max_num_queries(40):
        actions.score_ticket(ticket=ticket.pk, at=house.at)


def test_a_merge_ends_the_score_of_what_was_taken_in(house):
    one, other = house.talk(), house.talk(days=1)
    run_pending(raising=True)
    desk.merge(source=one, into=other, by=house.lee, at=house.at)
    run_pending(raising=True)
    assert queries.standing_score(one.pk) is None
    desk.unmerge(source=one, by=house.lee, at=house.at)
    run_pending(raising=True)
    assert queries.standing_score(one.pk) and queries.standing_score(other.pk)


def test_who_judged_from_older_facts_never_replaces_a_newer_score(house, monkeypatch):
    """Two workers at once: one has collected the facts, the other collects newer ones and is quicker."""
    ticket, found = house.talk(), []

    def slower(*about, judge=score, **more):
        if not found:
            found.append(None)  # from here on it is the other worker's turn
            desk.set_kind(ticket=ticket, kind="refund", by=house.lee, at=house.at)
            found.append(actions.score_ticket(ticket=ticket.pk, at=house.at))
        return judge(*about, **more)

    monkeypatch.setattr(import_module(f"{actions.__name__}.score_ticket"), "score", slower)
    assert actions.score_ticket(ticket=ticket.pk, at=house.at) == found[1] == queries.standing_score(ticket.pk)


def test_a_customer_is_told_which_words_were_judged_and_not_what_colleagues_say_of_each_other(house, cleo_amara):
    score = actions.score_ticket(ticket=house.talk().pk, at=house.at)
    review = actions.begin_review(ticket=score.ticket, by=house.lee, at=house.at)
    reply = Message.objects.replies().get(ticket=score.ticket_id)
    actions.save_verdict(review=review, item="answered", verdict="missed", by=house.lee, at=house.at, message=reply,
                         quote="refunded the second charge", comment="Too curt for Cleo.")  # fmt: skip
    actions.save_note(review=review, note="Ada was in a hurry.", by=house.lee, at=house.at)
    review = actions.give_review(review=review, by=house.lee, at=house.at)
    actions.dispute(of=review, item="answered", by=house.ada, at=house.at, reason="I had five chats.")
    found = what_was_judged(cleo_amara)
    assert found["scores"][0]["quotes"] and found["reviews"][0]["ticket"] == score.ticket_id
    assert found["quotes"] == [{"ticket": score.ticket_id, "quote": "refunded the second charge"}]
    assert not any(said in repr(found) for said in ("curt", "hurry", "five chats", "missed", "total"))
