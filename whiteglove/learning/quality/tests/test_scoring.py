"""How items are judged and points add up: without a database."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.quality.judgement import MET, MISSED, NOT_APPLICABLE, PARTLY, Judgement
from whiteglove.learning.quality.scorecard import fitting, scorecard_of, steps_of
from whiteglove.learning.quality.scoring import BONUS, score, totalled
from whiteglove.learning.quality.transcript import Facts, Transcript, line_of

FEELING = {"words": {"when": ["emotion.angry"], "shown_by": ["empathy"], "partly_by": ["acknowledgement"],
                     "before": ["limitation"]}}  # fmt: skip


def item(name, judge, weight=4, **more):
    return {"id": name, "name": name, "asks": "?", "weight": weight, "judge": judge} | more


def card_of(*items, **more):
    sections = [{"id": "one", "name": "One", "weight": 1, "items": list(items)}]
    return scorecard_of({"id": "card", "name": "Card", "about": "…", "sections": sections} | more)


def talk(*lines):
    """Each line: (side, [(sentence, behaviours)])."""
    made = []
    for number, (side, sentences) in enumerate(lines):
        text, spans, found = "", [], []
        for words, shown in sentences:
            start = len(text)
            text += f"{words} "
            spans.append([start, start + len(words)])
            found += [{"behaviour": one, "start": start, "end": start + len(words), "quote": words,
                       "sentence": len(spans) - 1} for one in shown.split()]  # fmt: skip
        made.append(line_of(number, side, text, spans, found, message=number + 1))
    return Transcript(tuple(made))


def judged(judge, *lines, facts=None):
    return score(card_of(item("it", judge)), talk(*lines), facts or Facts()).items[0]


ANGRY = ("customer", [("My kettle broke again!", "emotion.angry")])


def test_the_feeling_counts_where_it_comes_before_the_limit():
    first = judged(FEELING, ANGRY, ("agent", [("How annoying.", "empathy"), ("It can't be mended.", "limitation")]))
    late = judged(FEELING, ANGRY, ("agent", [("It can't be mended.", "limitation"), ("How annoying.", "empathy")]))
    weak = judged(FEELING, ANGRY, ("agent", [("I see.", "acknowledgement")]))
    none = judged(FEELING, ANGRY, ("agent", [("Hello.", "greeting")]))
    assert [one.verdict for one in (first, late, weak, none)] == [MET, PARTLY, PARTLY, MISSED]
    assert [one.words for one in first.quotes] == ["My kettle broke again!", "How annoying."]
    assert first.quotes[1].message == 2 and first.quotes[1].start == 0


def test_what_nothing_calls_for_counts_neither_way():
    calm = ("customer", [("Where is my kettle?", "question")])
    one = judged(FEELING, calm, ("agent", [("In the van.", "")]))
    assert one.verdict == NOT_APPLICABLE and (one.points, one.of) == (0, 0)


def test_only_the_reply_to_the_outburst_counts():
    later = judged(FEELING, ANGRY, ("agent", [("Which one?", "question")]), ("customer", [("The red one.", "")]),
                   ("agent", [("How annoying.", "empathy")]))  # fmt: skip
    assert later.verdict == MISSED


@pytest.mark.parametrize(
    ("last", "verdict"),
    [("emotion.satisfied", MET), ("emotion.angry", MISSED), ("emotion.angry emotion.satisfied", PARTLY)],
)
def test_the_last_word_decides_how_it_ended(last, verdict):
    judge = {"ending": {"good": ["emotion.satisfied"], "bad": ["emotion.angry"], "messages": 1}}
    lines = [ANGRY, ("agent", [("It's mended.", "done")])]
    assert judged(judge, *lines, ("customer", [(one, one) for one in last.split()])).verdict == verdict


def test_a_question_left_standing_is_a_poor_ending():
    judge = {"ending": {"good": ["thanks"], "bad": ["emotion.angry"]}}
    lines = [ANGRY, ("agent", [("Hm.", "")]), ("customer", [("And the kettle?", "question")])]
    assert judged(judge, *lines).verdict == MISSED


@pytest.mark.parametrize(("lengths", "verdict"), [((9, 12), MET), ((9, 50), MET), ((50, 45, 9, 9, 9, 9, 9, 9), PARTLY),
                                                  ((50, 45), MISSED)])  # fmt: skip
def test_sentences_that_have_to_be_read_twice_count_against_an_answer(lengths, verdict):
    lines = ANGRY, ("agent", [(" ".join(["word"] * one), "") for one in lengths])
    found = judged({"sentences": {"words": 35, "pardons": 1}}, *lines)
    assert found.verdict == verdict and all(len(one.words.split()) > 35 for one in found.quotes)


def test_polite_thanks_before_another_question_are_no_content():
    judge = {"ending": {"good": ["thanks", "emotion.satisfied"], "bad": ["emotion.angry"]}}
    lines = [ANGRY, ("agent", [("See our website.", "resource")])]
    again = ("customer", [("Thank you, but which page?", "thanks question")])
    assert judged(judge, *lines, again, ("agent", [("Our website.", "")])).verdict == "unknown"
    glad = ("customer", [("Brilliant, thank you. Which colour is it?", "thanks emotion.satisfied question")])
    assert judged(judge, *lines, glad, ("agent", [("Red.", "")])).verdict == MET
    passed_over = judged(judge, *lines, ("customer", [("The lid of my kettle leaks.", "")]), ("agent", [("Hm.", "")]))
    assert passed_over.verdict == PARTLY and passed_over.quotes[0].words == "The lid of my kettle leaks."
    angry = ("customer", [("Still broken!", "emotion.angry")])
    assert judged(judge, *lines, ("customer", [("Thanks.", "thanks")]), lines[1], angry).verdict == MISSED


def test_thanks_alone_after_nothing_was_done_are_no_content():
    judge = {"ending": {"good": ["thanks", "emotion.satisfied"], "bad": ["still_unsatisfied"]}}
    still, thanks = ("customer", [("It still freezes.", "still_unsatisfied")]), ("customer", [("Thank you.", "thanks")])
    waits, done = ("agent", [("Please wait for a call.", "")]), ("agent", [("I've sent a new one.", "done")])
    open_still = judged(judge, ANGRY, waits, still, waits, thanks)
    assert open_still.verdict == PARTLY and open_still.quotes[0].words == "It still freezes."
    assert judged(judge, ANGRY, waits, still, done, thanks).verdict == MET
    glad = ("customer", [("Thank you, that's great.", "thanks emotion.satisfied")])
    assert judged(judge, ANGRY, waits, still, waits, glad).verdict == MET


ASKED = ("customer", [("When does the green kettle from order 8812 arrive?", "question intent.delivery")])
ANSWER = ("agent", [("The green kettle left Leeds, order 8812 arrives on Thursday.", "timeline")])
ELSE = ("agent", [("Our shop in Mill Lane sells saucepans.", "")])
NICE = ("agent", [("Thank you so much for asking!", "thanks"), ("I understand how you feel.", "empathy"),
                  ("I'm happy to help with the green kettle.", "offers_help")])  # fmt: skip


def test_an_answer_has_to_do_with_the_question():
    verdicts = [judged({"answers": {}}, ASKED, one).verdict for one in (ANSWER, ELSE, NICE)]
    assert verdicts == [MET, MISSED, MISSED]


def test_nice_phrases_tell_nothing_and_neither_does_repeating_the_question():
    assert judged({"tells": {}}, ASKED, ANSWER).share > 0.5
    echo = ("agent", [("The green kettle from order 8812 is important.", "")])
    assert judged({"tells": {}}, ASKED, NICE).verdict == judged({"tells": {}}, ASKED, echo).verdict == MISSED


def test_what_repeats_the_question_is_no_answer_to_it():
    echo = ("agent", [("The green kettle from order 8812 should arrive.", "reflection")])
    assert judged({"answers": {}}, ASKED, echo).verdict == MISSED


def test_words_of_farewell_and_what_goes_on_with_earlier_words_keep_to_the_matter():
    glad = ("customer", [("Perfect, that is settled then.", "emotion.satisfied")])
    assert judged({"fits": {}}, ASKED, ANSWER, glad, ("agent", [("See you.", "farewell")])).verdict == MET
    more = ("customer", [("Number 12 Harbour Row.", "")])
    later = ("agent", [("The kettle goes there on Thursday.", "timeline")])
    assert judged({"fits": {}}, ASKED, ANSWER, more, later).verdict == MET
    assert judged({"fits": {}}, ASKED, ANSWER, more, ELSE).verdict != MET


def test_writing_more_isnt_writing_better():
    enough = ("agent", ANSWER[1] + [("Our van brings it up to the fourth floor.", "")])
    longer = ("agent", enough[1] + [("We also sell saucepans in seven sizes, lids and ladles.", "")] * 9)
    assert judged({"tells": {}}, ASKED, longer).share == judged({"tells": {}}, ASKED, enough).share == 1


def test_what_nobody_knows_is_nobodys_fault():
    for judge in ({"clocks": ["first_reply"]}, {"promises": True}, {"events": {"shown_by": ["ticket.noted"]}},
                  {"facts": "solved_and_stayed"}, {"check": "root-cause"}, {"human": True}):  # fmt: skip
        one = judged(judge, ASKED, ANSWER)
        assert one.share is None and one.of == 0


PROCESS = [{"activities": [{"steps": [
    {"id": "context", "name": "Context", "reader": ["question.context"]},
    {"p": "P17", "id": "identity", "name": "Identity", "reader": ["identity_check"], "events": ["customer.verified"]},
]}]}]  # fmt: skip


def test_steps_of_the_process_are_judged_where_they_were_due():
    def said(about, *lines, **facts):
        card = card_of(item("it", {"process": about}))
        card = replace(card, steps=steps_of(PROCESS))
        assert card.watched == ({"customer.verified"} if "P17" in about["steps"] else set())
        return score(card, talk(*lines), Facts(**facts)).items[0]

    both, due = {"steps": ["context", "P17"]}, {"steps": ["P17"], "when": ["emotion.angry"]}
    asks = ("agent", [("What do you need it for?", "question.context")])
    half = said(both, ASKED, asks)
    assert (half.verdict, half.why) == (PARTLY, "1 of 2 steps were done; not seen: Identity.")
    assert [one.words for one in half.quotes] == ["What do you need it for?"]
    assert said(both, ASKED, asks, events=["customer.verified"]).verdict == MET
    assert said(both | {"any": True}, ASKED, asks).verdict == MET
    assert said(due, ASKED, asks).verdict == NOT_APPLICABLE and said(due, ANGRY, asks).verdict == MISSED
    assert said({"steps": ["P68"]}, ASKED, asks).verdict == "unknown"


def test_the_steps_of_a_playbook_count_where_one_was_open():
    steps = [("Apologise", True), ("Look it up", True), ("Refund", False), ("Say when", True)]
    found = [judged({"playbook": {"enough": 0.75}}, ASKED, ANSWER, facts=Facts(playbook=some)).verdict
             for some in (steps, steps[2:3], [], None)]  # fmt: skip
    assert found == [MET, MISSED, NOT_APPLICABLE, "unknown"]


def test_clocks_promises_and_deeds_count_where_they_are_known():
    facts = Facts(clocks={"first_reply": (1, 1)}, promises=(2, 0), events=("ticket.noted",), stayed=False)
    judges = [{"clocks": ["first_reply"]}, {"promises": True}, {"events": {"shown_by": ["ticket.noted"]}},
              {"facts": "solved_and_stayed"}]  # fmt: skip
    assert [judged(one, ASKED, ANSWER, facts=facts).share for one in judges] == [0.5, 1, 1, 0]
    assert judged({"check": "root_cause"}, ASKED, ANSWER, facts=Facts(checks={"root_cause": True})).verdict == MET
    assert judged({"facts": "customer_rated"}, ASKED, ANSWER, facts=Facts(rated=0.25)).verdict == PARTLY


def total(card, **said):
    shares = {"met": 1.0, "partly": 0.5, "missed": 0.0}
    return totalled(card, {name: Judgement(verdict, shares.get(verdict), "") for name, verdict in said.items()})


HUMAN = {"human": True}


def test_points_add_up_by_weight_without_what_does_not_apply():
    card = card_of(item("a", HUMAN, 3), item("b", HUMAN, 1), item("c", HUMAN, 9))
    assert total(card, a="met", b="missed", c="na").total == 75


def test_a_critical_failure_zeroes_its_section_or_the_whole():
    part = card_of(item("a", HUMAN, critical="section"), item("b", HUMAN))
    assert total(part, a="missed", b="met").sections[0].score == 0
    whole = card_of(item("a", HUMAN, critical="whole"), item("b", HUMAN))
    assert total(whole, a="missed", b="met").total == 0 and total(whole, a="partly", b="met").total > 0


def test_a_bonus_only_adds_and_never_beyond_the_most():
    card = card_of(item("a", HUMAN), item("b", HUMAN, 20, bonus=True))
    assert total(card, a="partly", b="met").total == 50 + BONUS and total(card, a="met", b="missed").total == 100


def test_what_is_beside_the_matter_holds_the_whole_down():
    card = card_of(item("a", HUMAN, 1, limits=50), item("b", HUMAN, 19))
    found = total(card, a="missed", b="met")
    assert found.total == 50 and found.limited == ("a",) and total(card, a="met", b="met").total == 100


SAID = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["met", "partly", "missed", "na"]))


@given(SAID)
def test_a_total_lies_between_0_and_100_and_better_is_never_worse(said):
    card = card_of(item("a", HUMAN, 3, limits=40), item("b", HUMAN), item("c", HUMAN, 2, bonus=True), item("d", HUMAN))
    now = total(card, **said).total
    assert now is None or 0 <= now <= 100
    for name, verdict in said.items():
        if verdict == "missed":
            assert now is None or total(card, **said | {name: "met"}).total >= now


def test_the_most_particular_card_judges():
    plain, refunds, chats = card_of(), card_of(kinds=["refund"]), card_of(channels=["chat"])
    cards = [plain, refunds, chats]
    assert fitting(cards, "chat", "refund") is refunds and fitting(cards, "chat", "billing") is chats
    assert fitting(cards, "email", "billing") is plain and fitting([], "email", "") is None
