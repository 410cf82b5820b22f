"""Ways to get through without serving anybody. None of them passes, in any scenario."""

import pytest

from whiteglove.learning.practice.cheats import CHEATS, cheated
from whiteglove.learning.practice.engine.case import case_of, values_of
from whiteglove.learning.practice.engine.play import answer, begin, leave
from whiteglove.learning.practice.engine.scoring import score
from whiteglove.learning.practice.engine.words import fill
from whiteglove.learning.practice.golden import played
from whiteglove.learning.practice.listening import deed_of, listen
from whiteglove.learning.practice.schema import EXPECT, lines_of, scenarios_of

pytestmark = pytest.mark.engineless

KIND = (
    "Hello, my name is Ada, thank you for reaching out. I'm so sorry, I understand how frustrating this must be. "
    "I will personally take care of it and get back to you by Friday at noon. To sum up, everything is in good hands. "
    "Is there anything else I can do for you? Have a wonderful day."
)
COMFORT = [
    "I'm so sorry to hear that, it must be really hard for you.",
    "I completely understand how upsetting this is for you.",
    "That sounds awful, I would feel exactly the same in your place.",
    "I'm truly sorry, nobody should have to go through this.",
    "I hear you, and I can imagine how stressful all of this has been.",
    "I do feel for you, what a terrible thing to happen.",
    "Again, I'm so very sorry about all the trouble.",
    "I can only imagine how you must be feeling right now.",
]
QUESTIONS = [
    "Could you tell me more about it?", "What is your order number?", "When did it start?", "How often does it happen?",
    "Which device do you use?", "What have you tried so far?", "Where did you hear about us?", "Who else is affected?",
    "What would you like?", "Which colour is it?", "How long have you been with us?", "What is the weather like there?",
    "Do you have a photo?", "Which browser is it?", "Why do you ask?", "How old is it?", "Whose idea was it?",
]  # fmt: skip


def outcome(scenarios, reader, name, turns, channel=""):
    """(score, run) of an agent who says these things, whatever the customer says."""
    one = scenarios[name]
    run = begin(case_of(one, lines_of(scenarios, one), channel=channel or one.get("as", "chat")))
    for said, deeds in turns:
        run = answer(run, listen(reader, run, said, [deed_of(each) for each in deeds]))
    run = leave(run)
    return score(run), run


def passed(scenarios, reader, turns_of):
    return [
        f"{name}: {scored.total} {run.ending}"
        for name in scenarios_of(scenarios)
        for scored, run in [outcome(scenarios, reader, name, turns_of(name))]
        if scored.passed
    ]


def test_one_canned_reply_to_everything(scenarios, reader):
    assert passed(scenarios, reader, lambda name: [(KIND, ())] * 8) == []


def test_comfort_without_a_step(scenarios, reader):
    assert passed(scenarios, reader, lambda name: [(one, ()) for one in COMFORT]) == []


def test_questions_without_end(scenarios, reader):
    assert passed(scenarios, reader, lambda name: [(one, ()) for one in QUESTIONS]) == []


def words_of(one):
    answers = [word for each in one.get("answers", ()) for group in each["words"] for word in group[:2]]
    topics = [word for each in one.get("facts", ()) for word in each["asked"][:3]]
    return [word.replace("*", "") for word in topics], [word.replace("*", "") for word in answers]


@pytest.mark.parametrize(
    ("asking", "telling"),
    [("{}?", "{}"), ("{} sorry understand?", "{} sorry thanks"), ("What is the {}?", "It is {}.")],
)
def test_every_word_that_counts_in_a_row_and_every_right_deed(scenarios, reader, asking, telling):
    """By somebody who has read the scenario's file and does all that is due, without a sentence to the customer."""

    def turns(name):
        one = fill(scenarios[name], values_of(scenarios[name], 1))
        golden = fill(scenarios[EXPECT][name]["good"]["turns"], values_of(scenarios[name], 1))
        deeds = [deed for each in golden for deed in each.get("do", ())]
        between = (", the ", ", and ") if "the" in asking else (" ", " ")
        topics, answers = (by.join(words) for by, words in zip(between, words_of(one), strict=True))
        asked, told = asking.format(topics), telling.format(answers)
        return [(asked, ()), (told, deeds), ("Is there anything else?", ()), (f"So {told}", ())]

    assert passed(scenarios, reader, turns) == []


def test_the_good_play_of_another_scenario(scenarios, reader):
    names = list(scenarios_of(scenarios))

    def turns(name):
        other = names[(names.index(name) + 1) % len(names)]
        golden = fill(scenarios[EXPECT][other]["good"]["turns"], values_of(scenarios[other], 1))
        return [(one.get("say", ""), one.get("do", ())) for one in golden]

    assert passed(scenarios, reader, turns) == []


def test_the_good_play_by_heart_with_another_seed(scenarios, reader):
    """Where values vary, what was learnt by heart is wrong the next time."""

    def turns(name):
        golden = fill(scenarios[EXPECT][name]["good"]["turns"], values_of(scenarios[name], 1))
        return [(one.get("say", ""), one.get("do", ())) for one in golden]

    varied = [
        name for name, one in scenarios_of(scenarios).items()
        if any("{" in each.get("value", "") for each in one.get("deeds", ()))
    ]  # fmt: skip
    assert len(varied) >= 3
    for name in varied:
        seed = next(
            n for n in range(2, 99) if not values_of(scenarios[name], n).items() & values_of(scenarios[name], 1).items()
        )
        one = scenarios[name]
        run = begin(case_of(one, lines_of(scenarios, one), seed=seed))
        for said, deeds in turns(name):
            run = answer(run, listen(reader, run, said, [deed_of(each) for each in deeds]))
        by_heart, true = score(leave(run)).total, played(reader, scenarios, name, "good", seed=seed).score.total
        assert by_heart <= true - 15, name


def test_handing_everything_on(scenarios, reader):
    """Also where it is allowed: only once the customer asks for somebody above, or the matter is known."""
    easy = [name for name, one in scenarios_of(scenarios).items()
            if one.get("escalation", {}).get("when", "wrong") != "wanted"]  # fmt: skip
    turns = [
        ("Hello, I'm sorry about that. I'll pass it on to my lead, who will get back to you.", ("escalate please",))
    ]
    for name in easy:
        scored, run = outcome(scenarios, reader, name, turns)
        assert not scored.passed and scored.parts["outcome"] <= 0.3, (name, run.ending)


def test_one_good_turn_and_then_handing_it_on(scenarios, reader):
    allowed = [name for name, one in scenarios_of(scenarios).items()
               if one.get("escalation", {}).get("when") == "allowed"]  # fmt: skip
    on = ("I'm passing it on to my lead, who will get back to you by Friday. Have a good day.", ("escalate it",))
    for name in allowed:
        first = fill(scenarios[EXPECT][name]["good"]["turns"], values_of(scenarios[name], 1))[0]
        scored, run = outcome(scenarios, reader, name, [(first["say"], first.get("do", ())), on])
        assert not scored.passed, (name, scored.total, run.ending)


def good(scenarios, name):
    golden = fill(scenarios[EXPECT][name]["good"]["turns"], values_of(scenarios[name], 1))
    said = [one.get("say", "") for one in golden]
    return said, [list(one.get("do", ())) for one in golden], [deed for one in golden for deed in one.get("do", ())]


MORE = "Is there anything else I can do for you? Have a lovely day."
HELLO = "Hello, my name is Ada. I'm so sorry, I understand how frustrating this must be. What happened?"


def test_everything_at_once_before_anything_is_asked(scenarios, reader):
    """Where nothing has to be asked, one good answer may be all."""

    def turns(name):
        said, _, deeds = good(scenarios, name)
        return [(" ".join(said), deeds), (MORE, ())]

    facts = {name for name, one in scenarios_of(scenarios).items() if any(each.get("after") for each in one["answers"])}
    assert [one for one in passed(scenarios, reader, turns) if one.partition(":")[0] in facts] == []


def test_every_deed_there_is(scenarios, reader):
    there = sorted({each["do"] for one in scenarios_of(scenarios).values() for each in one.get("deeds", ())})

    def turns(name):
        said, _, deeds = good(scenarios, name)
        value = next((each.partition(" ")[2] for each in deeds if " " in each), "")
        return [(one, [f"{do} {value}" for do in there[:18]] if not number else ()) for number, one in enumerate(said)]

    assert passed(scenarios, reader, turns) == []


def test_reading_out_what_the_systems_show(scenarios, reader):
    def turns(name):
        one = fill(scenarios[name], values_of(scenarios[name], 1))
        deeds = good(scenarios, name)[2]
        return [(HELLO, ()), (" ".join(one["case"]), deeds), (f"{one['task']} {MORE}", ()), ("Goodbye.", ())]

    assert passed(scenarios, reader, turns) == []


def test_one_frame_around_every_word_that_counts(scenarios, reader):
    def turns(name):
        told = [f"I can tell you about the {word} now." for word in words_of(fill(
            scenarios[name], values_of(scenarios[name], 1)))[1]]  # fmt: skip
        rows = [" ".join(told[place : place + 4]) for place in range(0, len(told), 4)]
        deeds = good(scenarios, name)[2]
        return [(HELLO, ()), *((row, () if number else deeds) for number, row in enumerate(rows)), (MORE, ())]

    assert passed(scenarios, reader, turns) == []


def test_blame_in_every_turn(scenarios, reader):
    def turns(name):
        said, done, _ = good(scenarios, name)
        return [(f"{one} You should have read the terms, that's your own fault.", each)
                for one, each in zip(said, done, strict=True)]  # fmt: skip

    english = {name for name, one in scenarios_of(scenarios).items() if one.get("language", "en") == "en"}
    assert [one for one in passed(scenarios, reader, turns) if one.partition(":")[0] in english] == []


SOME = ("angry-late-birthday", "german-moved-appointment", "recovery-third-callback", "vulnerable-cannot-pay")


@pytest.mark.parametrize("cheat", CHEATS)
def test_no_known_cheat_passes(scenarios, reader, cheat):
    """In a few scenarios; `whiteglove practise --cheats` plays them in all."""
    played = [cheated(reader, scenarios, name, cheat) for name in SOME]
    assert [(one.scenario, one.score.total) for one in played if one.score.passed] == []


def test_terse_service_with_all_that_is_due_is_middling(scenarios, reader):
    name = "technical-stops-syncing"
    plays = scenarios[EXPECT][name]
    turns = [(one.get("say", ""), ()) for one in fill(plays["middling"]["turns"], values_of(scenarios[name], 1))]
    turns[-1] = (turns[-1][0], good(scenarios, name)[2])
    scored, run = outcome(scenarios, reader, name, turns)
    assert run.ending == "met" and 70 <= scored.total < plays["good"]["score"][0] and scored.caps == ("terse",)
