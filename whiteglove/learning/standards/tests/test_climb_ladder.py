"""Answers teach a behaviour, if that does better; and a person can go back."""

from datetime import timedelta

import numpy as np
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from whiteglove.ground.events.models import Event
from whiteglove.ground.reader import encoder as encoders
from whiteglove.ground.reader import ladder
from whiteglove.learning.standards.actions import (
    climb_ladder,
    climb_where_there_is_more,
    go_back,
    read_ticket,
    set_aside_or_take_up,
    try_rung,
    use_again,
)
from whiteglove.learning.standards.models import Correction, Reading, Trial
from whiteglove.learning.standards.reader_in_force import in_force
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Message

# Who may open what, what is learnt and what is whispered doesn't hang on the engine.
pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
SENTENCES = 10
DAY = timedelta(days=1)


class Hears:
    """An encoder that tells "hello" from "dear" and nothing else."""

    def encode(self, sentences):
        made = np.zeros((len(sentences), encoders.WIDTH), np.float32)
        made[:, 0] = ["hello" in one.lower() for one in sentences]
        made[:, 1] = 1 - made[:, 0]
        return made

    def layers(self, sentences):
        return self.encode(sentences), np.zeros((len(sentences), 0), np.float32)


@pytest.fixture
def hears(monkeypatch):
    monkeypatch.setattr(encoders, "encoder_or_none", Hears)


@pytest.fixture
def answers(hears, reads, ticket, cleo_amara, ada, at):
    """`answers(30)`: thirty tickets of ten sentences; for this desk "dear" is no greeting."""

    def give(messages: int, start: int = 0) -> None:
        text = " ".join(f"{'Hello' if n % 2 else 'Dear'} people of house {n}." for n in range(SENTENCES))
        for number in range(start, start + messages):
            when = at + timedelta(minutes=number)
            opened = desk.open_ticket(customer=cleo_amara, by=ada, at=when, subject=f"House {number}", text=text)
            read_ticket(ticket=opened.pk, at=at)
        readings = Reading.objects.filter(message__text=text).order_by("-id")[:messages]
        Correction.objects.bulk_create(
            Correction(
                message_id=reading.message_id, behaviour="greeting", sentence=text[begin:end], start=begin, end=end,
                side="customer", verdict=text[begin:end].startswith("Hello"), found=True, by=ada, at=at,
            )
            for reading in readings for begin, end in reading.sentences
        )  # fmt: skip

    return give


def test_too_few_answers_teach_nothing(answers, at):
    answers(9)
    assert climb_where_there_is_more(at=at) == []
    with pytest.raises(ValueError, match="too few"):
        try_rung(behaviour="greeting", at=at)


def test_what_calibration_cannot_better_is_not_adopted_nor_tried_again_at_once(answers, at):
    answers(12)
    [tried] = climb_where_there_is_more(at=at)
    assert (tried.rung, tried.adopted, tried.corrections, tried.positives) == (2, False, 120, 60)
    assert in_force().ladder.rungs == {}
    assert climb_where_there_is_more(at=at + DAY) == []
    answers(2, start=12)
    assert len(climb_where_there_is_more(at=at + DAY)) == 1


def test_answers_of_one_conversation_alone_prove_nothing(answers, ticket, at):
    answers(12)
    Message.objects.exclude(ticket=ticket).update(ticket=ticket)
    [tried] = climb_where_there_is_more(at=at)
    assert not tried.adopted


def displaced_answers(behaviour: str, count: int, ada, at) -> None:
    """As after an update that divides sentences otherwise."""
    Correction.objects.bulk_create(
        Correction(
            message_id=one.message_id, behaviour=behaviour, sentence=one.sentence, start=one.start + 1, end=one.end,
            side="customer", verdict=one.verdict, found=True, by=ada, at=at,
        )
        for one in Correction.objects.order_by("id")[:count]
    )  # fmt: skip


def test_a_behaviour_whose_sentences_have_moved_keeps_no_other_from_learning(answers, ada, at):
    answers(12)
    displaced_answers("apology", 110, ada, at)
    few, tried = climb_where_there_is_more(at=at)
    assert (few.behaviour, few.rung, few.adopted) == ("apology", 1, False)
    assert (tried.behaviour, tried.rung) == ("greeting", 2)
    assert climb_where_there_is_more(at=at + DAY) == []


def test_answers_that_lost_their_sentence_are_said_to_have_and_no_numbers_are_shown(answers, ada, admin, at, signed_in):
    answers(12)
    displaced_answers("apology", 110, ada, at)
    climb_where_there_is_more(at=at)
    page = signed_in(admin).get("/setup/learning/").content.decode()
    assert "too many answers lost their sentence" in page and ">0.00<" not in page


def test_answers_that_lost_their_sentence_are_no_reason_to_try_again(answers, at):
    answers(14)
    moved = list(Correction.objects.order_by("id").values_list("pk", flat=True)[:20])
    Correction.objects.filter(pk__in=moved).update(start=F("start") + 1)
    [tried] = climb_where_there_is_more(at=at)
    assert (tried.rung, tried.corrections, tried.positives) == (2, 140, 70)
    assert climb_where_there_is_more(at=at + DAY) == []


def test_a_behaviour_that_cannot_be_learnt_keeps_no_other_from_learning(answers, ada, at, monkeypatch, caplog):
    answers(12)
    displaced_answers("apology", 110, ada, at)
    learn = climb_ladder.try_rung

    def fails(*, behaviour, at):
        if behaviour == "apology":
            raise np.linalg.LinAlgError("Singular matrix")
        return learn(behaviour=behaviour, at=at)

    monkeypatch.setattr(climb_ladder, "try_rung", fails)
    [tried] = climb_where_there_is_more(at=at)
    assert tried.behaviour == "greeting" and "apology could not be learnt" in caplog.text


@pytest.fixture
def learnt(answers, at) -> Trial:
    answers(30)
    [tried] = climb_where_there_is_more(at=at)
    return tried


def greetings(ticket, at, text="Dear people of house 70. Hello people of house 71.") -> list[str]:
    made = Message.objects.create(ticket=ticket, kind="inbound", customer=ticket.customer, at=at + DAY, text=text)
    read_ticket(ticket=ticket.pk, at=at)
    return [one["quote"] for one in Reading.objects.get(message=made).shown if one["behaviour"] == "greeting"]


def test_three_hundred_answers_retrain_and_say_what_they_changed(learnt, ticket, at):
    assert (learnt.rung, learnt.adopted, learnt.f1_after) == (3, True, 1.0)
    assert 0.6 < learnt.f1_before < 0.7
    assert greetings(ticket, at) == ["Hello"]
    assert Event.objects.get(name="behaviour.learnt").facts["rung"] == 3
    assert in_force().version != in_force().fitting


def test_going_back_reads_as_it_ships_and_stays_so(learnt, ticket, admin, at):
    assert go_back(trial=learnt, by=admin, at=at)
    assert not go_back(trial=learnt, by=admin, at=at)
    assert greetings(ticket, at) == ["Dear", "Hello"]
    assert climb_where_there_is_more(at=at + DAY) == []
    assert use_again(trial=learnt, by=admin, at=at)
    assert greetings(ticket, at) == ["Hello"]


def test_learning_anew_takes_the_place_of_what_was_learnt(learnt, admin, at):
    again = try_rung(behaviour="greeting", at=at + DAY, by=admin)
    learnt.refresh_from_db()
    assert again.adopted and learnt.ended_at and learnt.ended_by is None
    assert not use_again(trial=learnt, by=admin, at=at)


def in_use(at) -> Trial:
    """As after learning, without having learnt: that takes seconds."""
    return Trial.objects.create(
        behaviour="greeting", rung=2, corrections=100, positives=60, f1_before=0.61, f1_after=0.74, adopted=True, at=at,
        weights={"number": 2, "weights": [0, 0, 0], "bias": -5, "threshold": 0.5}, fitting=in_force().fitting,
    )  # fmt: skip


@pytest.fixture
def outdated(answers, at) -> Trial:
    """In use, but by later answers every greeting is one, save for some that nothing tells from the others."""
    answers(12)
    rows = list(Correction.objects.order_by("id").values_list("pk", flat=True))
    Correction.objects.update(verdict=True)
    Correction.objects.filter(pk__in=rows[::11]).update(verdict=False)
    return in_use(at)


def test_what_no_longer_does_better_than_what_ships_is_not_used(outdated, admin, at, signed_in):
    assert set(in_force().ladder.rungs) == {"greeting"}
    [again] = climb_where_there_is_more(at=at + DAY)
    outdated.refresh_from_db()
    assert not again.adopted and (outdated.ended_at, outdated.ended_by) == (at + DAY, None)
    assert in_force().ladder.rungs == {}
    assert Event.objects.get(name="behaviour.unlearnt").facts["after"] == 0.74
    assert "no better" in signed_in(admin).get("/setup/learning/").content.decode()


def test_what_was_learnt_beside_another_reader_waits_for_it(outdated, at):
    Trial.objects.update(fitting="other-weights")
    [again] = climb_where_there_is_more(at=at + DAY)
    outdated.refresh_from_db()
    assert not again.adopted and outdated.ended_at is None


def test_three_hundred_answers_only_calibrate_where_retraining_does_no_better(answers, at, monkeypatch):
    random = np.random.default_rng(1)

    def shown_by(reader, behaviour, seen, around):
        """The head tells hello from dear, and the vector nothing."""
        return np.concatenate([[1.0, 0.0, float("hello" in seen.text.lower())], random.normal(size=40)])

    monkeypatch.setattr(ladder, "shown_by", shown_by)
    answers(30)
    [tried] = climb_where_there_is_more(at=at)
    assert (tried.rung, tried.adopted, tried.f1_after) == (2, True, 1.0)


def test_two_rungs_are_never_in_use_for_one_behaviour(reads, at):
    in_use(at)
    with pytest.raises(IntegrityError), transaction.atomic():
        in_use(at)


@pytest.mark.parametrize("who", ["lee", "ada", "mo", "zed"])
def test_only_an_administrator_decides_what_is_learnt(who, reads, at, request):
    learnt, nobody = in_use(at), request.getfixturevalue(who)
    for verb in (go_back, use_again):
        with pytest.raises(PermissionDenied):
            verb(trial=learnt, by=nobody, at=at)
    with pytest.raises(PermissionDenied):
        try_rung(behaviour="greeting", by=nobody, at=at)


def test_what_other_weights_set_aside_is_learnt_anew_by_itself(learnt, at):
    Trial.objects.update(fitting="other-weights")
    assert set_aside_or_take_up(at=at + DAY) == 1
    [again] = climb_where_there_is_more(at=at + DAY)
    learnt.refresh_from_db()
    assert (again.adopted, again.fitting, again.set_aside_at) == (True, in_force().fitting, None)
    assert learnt.ended_at == at + DAY and set_aside_or_take_up(at=at + DAY) == 0
