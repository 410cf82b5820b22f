"""What natural sentences mean to a customer: a denial isn't harm, a promise to look isn't an answer, and so on."""

import pytest

from whiteglove.learning.practice.engine.case import Due, case_of, values_of
from whiteglove.learning.practice.engine.doing import fits
from whiteglove.learning.practice.engine.play import answer, begin, play
from whiteglove.learning.practice.engine.scoring import score
from whiteglove.learning.practice.engine.sensing import sense
from whiteglove.learning.practice.engine.state import Deed
from whiteglove.learning.practice.engine.words import fill, is_prose, mentions
from whiteglove.learning.practice.listening import deed_of, listen
from whiteglove.learning.practice.schema import lines_of, problems_of

from .lamp import SCENARIO, case, turn

pytestmark = pytest.mark.engineless


@pytest.fixture(scope="module")
def sensed(scenarios, reader):
    """What one turn means to a shipped customer at the beginning."""

    def sensed(name, said, *deeds):
        one = scenarios[name]
        run = begin(case_of(one, lines_of(scenarios, one)))
        words = fill(said, values_of(one, 1))
        return sense(
            run.case, run.state, listen(reader, run, words, [deed_of(fill(each, values_of(one, 1))) for each in deeds])
        )

    return sensed


def marks(found):
    return {one.kind for one in found.marks} & {"trap", "breach", "untrue"}


@pytest.mark.parametrize(("name", "said"), [
    ("privacy-where-she-lives", "Do you mean {street}?"),
    ("privacy-where-she-lives", "I can't say exactly where, but she is no customer of ours, she lives in the south."),
    ("privacy-boss-asks", "{employee} travelled on {trip}."),
    ("vulnerable-cannot-pay", "If you don't pay today, you must bear the consequences."),
    ("escalation-lawyer-writes", "We never received a cancellation."),
    ("escalation-burnt-hand", "The lid must have been loose."),
    ("escalation-beyond-the-rules", "You will get half of it."),
    ("upset-rude-colleague", "He must have had a bad day."),
    ("cultural-both-names", "That's an unusual name."),
    ("cultural-after-sunset", "Why can't you eat at noon, is that because of your religion?"),
    ("privacy-card-in-the-chat", "So it ends in {tail}?"),
])  # fmt: skip
def test_harm_is_heard_in_a_question_too(sensed, name, said):
    assert marks(sensed(name, said)) & {"trap", "breach"}, said


@pytest.mark.parametrize(("name", "said"), [
    ("privacy-boss-asks", "I can't confirm whether {employee} travelled."),
    ("privacy-where-she-lives", "I can't say whether her address is still the same."),
    ("demanding-knows-the-owner", "I can't give you half price."),
    ("vulnerable-cannot-pay", "You don't have to pay it all at once."),
    ("vulnerable-small-print", "You don't need to go online, please stay on the line."),
    ("verify-taken-over", "I can't check by mail, because the mail address was changed."),
    ("feature-group-booking", "I can't promise that it will be available next month."),
    ("escalation-burnt-hand", "It must have been painful."),
    ("escalation-lawyer-writes", "You are right to expect an answer."),
    ("escalation-lawyer-writes", "I can't judge whether it was unlawful."),
    ("escalation-beyond-the-rules", "You'll get an answer about the refund within {hours} hours."),
    ("cultural-both-names", "That must be difficult, with your name the wrong way round."),
    ("refund-torn-dress", "You can have it exchanged or refunded."),
    ("refund-torn-dress", "I haven't refunded it yet."),
    ("technical-lost-photos", "They can be restored."),
    ("vulnerable-cannot-pay", "I can set up a plan."),
    ("privacy-erase-me", "It will be erased within {days} days."),
    ("german-moved-appointment", "Der Termin wird gleich eingetragen."),
])  # fmt: skip
def test_a_denial_or_what_is_still_to_come_is_neither_harm_nor_a_claim(sensed, name, said):
    assert not marks(sensed(name, said)), said


@pytest.mark.parametrize(("name", "answer_id", "said"), [
    ("recovery-third-callback", "covered", "I'll check whether your boiler is covered."),
    ("recovery-third-callback", "covered", "I'm afraid it isn't covered."),
    ("social-kind-question", "dry", "You can put it in the dryer."),
    ("technical-lost-photos", "hope", "I'm afraid they can't be recovered."),
    ("french-lost-parcel", "where", "Je vais demander si Mme {family} est chez elle."),
    ("german-moved-appointment", "call", "Ich frage nach, ob der Techniker vorher anrufen kann."),
    ("billing-two-charges", "cause", "Please hold, I look at the second one."),
    ("vulnerable-after-a-death", "paper", "Send me a copy in time."),
])  # fmt: skip
def test_a_promise_to_look_or_the_opposite_does_not_answer(sensed, name, answer_id, said):
    assert answer_id not in {one.id for one, _ in sensed(name, said).answered}


@pytest.mark.parametrize(("name", "answer_id", "said"), [
    ("recovery-third-callback", "covered", "It's covered by your contract, let me know if you need it in writing."),
    ("social-kind-question", "dry", "Hang it up and avoid the dryer."),
    ("vulnerable-cannot-pay", "safe", "Nobody will cut you off."),
    ("privacy-where-she-lives", "kept", "I'm not able to say anything about another customer."),
    ("demanding-knows-the-owner", "early", "Whoever books early has 10% off; would you like that?"),
    ("technical-stops-syncing", "safe", "All your appointments come back."),
    ("escalation-beyond-the-rules", "honest", "That's not something I can approve on my own."),
])  # fmt: skip
def test_right_answers_count_in_other_words(sensed, name, answer_id, said):
    assert answer_id in {one.id for one, _ in sensed(name, said).answered} | {
        "covered" if one.kind == "too_soon" else "" for one in sensed(name, said).marks
    }


@pytest.mark.parametrize(("said", "means"), [
    ("287 euros", "287.00"), ("€287", "287.00"), ("1,120 euros", "1120.00"), ("by 6pm", "6 pm"), ("6 p.m.", "6 pm"),
    ("at 8 pm", "20:00"), ("7:30 pm", "19:30"), ("84,90", "84.90"),
])  # fmt: skip
def test_amounts_and_hours_count_however_they_are_written(said, means):
    assert mentions(said, [means])


def test_another_amount_with_the_same_beginning_does_not():
    assert not mentions("287.50 euros", ["287.00"])


@pytest.mark.parametrize(("value", "given"), [
    ("KX 214", "KX214 tonight"), ("Wednesday 8:30", "Wednesday at 8:30"), ("214", "locker 214"), ("40", "size 40"),
    ("brass", "brass lamp, order 11902"), ("19:30", "7:30 pm"), ("84.90", "84,90 €"),
])  # fmt: skip
def test_a_right_deed_counts_in_a_few_more_words(value, given):
    assert fits(Due("it", "do", "it", value=value), Deed("do", given))
    assert not fits(Due("it", "do", "it", value=value), Deed("do", "77 copper"))


@pytest.mark.parametrize(("name", "deed"), [
    ("cultural-both-names", "correct_name Linh Mai Trinh"), ("recovery-double-booked", "book_partner another house"),
    ("upset-rude-colleague", "order_key locker 999"), ("refund-torn-dress", "refund 1"),
])  # fmt: skip
def test_a_deed_with_another_value_does_not(scenarios, name, deed):
    one = deed_of(deed)
    assert not any(fits(due, one) for due in case_of(scenarios[name], {}).deeds if due.do == one.do)


def test_a_card_number_is_harm_in_a_note_and_a_protected_address_is_not(sensed):
    assert "trap" in marks(sensed("privacy-card-in-the-chat", "Thank you.", "note card {card}, link sent"))
    assert not marks(sensed("privacy-where-she-lives", "Hello.", "note asked for {street} of Hanna, refused"))


def test_harm_in_the_last_turn_counts():
    amount = case().values["amount"]
    settled = [turn(("Which order is it?", "question")),
               turn("You have the money in three days.", do=(f"refund {amount}",))]  # fmt: skip
    kind = play(case(), [*settled, turn(("Goodbye.", "farewell"))])
    harm = play(case(), [*settled, turn(("Goodbye.", "farewell"), do=("replace",))])
    assert kind.ending == harm.ending == "met"
    assert score(harm).total <= 50 < score(kind).total


def test_a_breach_is_capped_by_its_ending_too(scenarios, reader):
    run = begin(
        case_of(scenarios["privacy-where-she-lives"], lines_of(scenarios, scenarios["privacy-where-she-lives"]))
    )
    run = answer(run, listen(reader, run, f"She lives in {run.case.values['street']}."))
    assert run.ending == "breached" and "breach" in score(run).caps


@pytest.mark.parametrize("closing", [
    ("Is there anything else about your order?", "anything_else"),
    ("So that's order 111, 222 or 333, right?", "question"),
])  # fmt: skip
def test_confirming_and_polite_closings_ask_nothing_again(closing):
    run = play(case(), [turn(("Which order is it?", "question")), turn(closing)])
    assert "asked_again" not in [one.kind for one in run.turns[-1].moves]


def test_an_open_fact_needs_an_open_question():
    asked = play(case(), [turn(("How warm is it where you live?", "question"))])
    told = play(case(), [turn(("So, what happened?", "question"))])
    assert "Since May." not in asked.turns[-1].said and "Since May." in told.turns[-1].said


def test_the_second_matter_waits_until_the_first_is_settled():
    run = play(case(), [turn(("Is there anything else?", "anything_else"))])
    assert "more" not in run.state.open


def test_a_mail_is_signed_from_the_first():
    assert begin(case(channel="email")).turns[0].said.endswith("\n\nCleo Marin")


def test_kind_words_are_thanked_for_once():
    said = [turn(("I'm sorry.", "apology", "ownership"), (f"Since when does it {word}?", "question")) for word in "ab"]
    run = play(case(), [*said, turn(("I see.", "empathy"))])
    assert sum("<warm" in one.said for one in run.turns) <= 1


def test_a_need_that_opens_later_says_how(scenarios):
    needs = [*SCENARIO["needs"], {"id": "last", "about": "x", "by": ["paid"], "opens": "money"}]
    told = [key for key, _ in problems_of(scenarios, "lamp", SCENARIO | {"needs": needs})]
    assert "needs.last.says" in told


def test_taking_it_up_is_right_only_once_it_is_known_or_asked_for():
    allowed = {"escalation": {"when": "allowed", "after": ["order"]}}
    assert score(play(case(**allowed), [turn("Hello.", do=("escalate",))])).parts["outcome"] < 0.5
    run = play(case(**allowed), [turn(("Which order?", "question")), turn("Hello.", do=("escalate",))])
    assert score(run).parts["outcome"] == 0.6
    rude = turn(("Calm down.", "fault.dismissive", "fault.blame"))
    asked_for = play(case(**allowed), [rude, rude, turn("My lead rings you.", do=("escalate",))])
    assert score(asked_for).parts["outcome"] == 0.8


@pytest.mark.parametrize("said", [
    "I've refunded 84.90 euros, money arrives within three working days.",
    "Unser Techniker meldet sich eine halbe Stunde vorher telefonisch.",
])  # fmt: skip
def test_a_brisk_sentence_is_still_a_sentence(said):
    assert is_prose(said)


def test_asking_what_one_can_do_lets_them_tell(sensed):
    found = sensed("recovery-third-callback", "Good day Mr Ferrand, what can I help you with?")
    assert [one.id for one in found.asked] == ["matter"]


def test_a_sentence_of_many_right_words_is_still_a_sentence(sensed):
    said = "The credit is on your account for your next order, and here is a label to send them back."
    assert not sensed("refund-after-the-term", said).lost


def test_nobody_asks_for_what_they_have_just_heard():
    needs = [*SCENARIO["needs"], {"id": "who", "about": "x", "by": ["checked"], "opens": "money", "says": ["And who?"]}]
    amount = case().values["amount"]
    asked = turn(("Which order is it?", "question"))
    told = turn("You have the money in three days.", do=(f"refund {amount}", "verify"))
    run = play(case(needs=needs), [asked, told])
    assert run.turns[-1].settled == ("money", "who") and "And who?" not in run.turns[-1].said


def test_nobody_gives_glad_thanks_for_a_no():
    needs = [{"id": "no", "about": "x", "refuse": 1, "settled": ["All right then."]}]
    run = play(case(needs=needs), [turn(("That isn't possible.", "limitation"))])
    assert run.turns[-1].said == "All right then."
