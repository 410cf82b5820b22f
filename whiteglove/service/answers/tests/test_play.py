"""A flow is checked with line and key, and played step by step."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.answers import flow, understood
from whiteglove.service.answers.flow import FlowWrong
from whiteglove.service.answers.playing import LONGEST, Stand, play
from whiteglove.service.answers.speech import Speech, tongues
from whiteglove.service.channels.chat.tongue import tongues as of_chat

ARTICLE = SimpleNamespace(
    article=1, title="Returns", url="https://x.example", quote="30 days.", foreign=False, others=(), shortening=""
)
ASKS = """steps:
  - id: number
    say: {en: Which order?}
    ask: {field: order, kind: number, check: "[0-9]{5}", wrong: {en: Five digits please}}
    goes: people
  - id: people
    hand_over: {reason: an order, team: Billing, priority: high, tag: bot}
"""


class Finds:
    def __init__(self, found=ARTICLE) -> None:
        self.found, self.asked = found, []

    def __call__(self, words: str):
        self.asked.append(words)
        return self.found

    def chosen(self, article: int, words: str):
        return ARTICLE


def talk(text: str, *said: str, find=None, language: str = "en"):
    """What comes of these words in turn: the last move."""
    stand, move = Stand(), None
    for words in said:
        move = play(flow.read(text), stand, words, find or Finds(), Speech(language, "Bot"))
        stand = Stand(move.step, move.told, move.misses, move.tries, move.offered)
    return move


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("steps:\n- id: a\n  goes: b\n", "line 3: steps[0] (a).goes: no step is called b."),
        ("steps:\n- id: a\n  say: {en: x}\n", "line 2: steps[0] (a): say what comes next"),
        ("steps:\n- id: a\n  end: true\n  hand_over: {}\n", "steps[0] (a).end: a step does one thing"),
        ("steps:\n- id: a\n  end: true\n- id: a\n  end: true\n", "line 4: steps[1] (a).id: “a” stands here twice."),
        ("steps:\n- id: a\n  say: {fr: x}\n  end: true\n", "steps[0] (a).say: en is missing."),
        ("steps:\n- id: a\n  goes: b\n- id: b\n  goes: a\n", "lead to each other without end"),
        ("steps:\n- id: a\n  asks: {}\n", "nothing is called asks here. Did you mean ask?"),
        ("steps:\n- id: a\n  hand_over: {priority: huge}\n", "line 3: steps[0] (a).hand_over.priority: “huge”"),
        (f"steps:\n- id: {'a' * 61}\n  end: true\n", "an id has at most 60 letters."),
        ("steps:\n- id: a\n  hand_over: {tag: '!!'}\n", "line 3: steps[0] (a).hand_over.tag: a tag needs a letter"),
        ("steps: &x [*x]", "line 1: anchors"),
        ("steps:\n- [", "line 3: while parsing"),
        ("", "steps is missing."),
        ("x" * 50_000, "a flow has at most 40 kB."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_line_and_key(text, says):
    with pytest.raises(FlowWrong) as wrong:
        flow.read(text)
    assert says in str(wrong.value)


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_flow_or_says_why_not(text):
    try:
        flow.read(text)
    except FlowWrong as wrong:
        assert wrong.problems


@given(st.text(max_size=200), st.sampled_from(["", "hello", "find", "check", "again", "nowhere"]))
def test_whatever_a_visitor_writes_a_turn_ends(words, step):
    move = play(flow.read(flow.default_text()), Stand(step), words, Finds(None), Speech("en", "Bot"))
    assert move.text and len(move.played) <= LONGEST
    assert move.ends or move.step in ("find", "check", "again")


def test_the_flow_that_ships_speaks_every_language_of_the_chat():
    assert tongues.known == of_chat.known
    for step in flow.read(flow.default_text()).steps.values():
        assert not step.say or set(step.say) == tongues.known
        assert all(set(one.label) == tongues.known for one in step.choices)


def test_what_was_asked_for_is_checked_and_kept():
    assert talk(ASKS, "hello").text == "Which order?"
    assert talk(ASKS, "hello", "I don't know").text == "Five digits please"
    move = talk(ASKS, "hello", "88213")
    assert (move.told, move.ends, move.hand_over["team"]) == ({"order": "88213"}, "handed_over", "Billing")


def test_what_never_fits_goes_to_people():
    assert talk(ASKS, "hello", "no", "nope", "never").why == "flow"


def test_not_what_i_meant_twice_goes_to_people():
    default = flow.default_text()
    assert talk(default, "return", "Not what I meant", "return it", "Not what I meant").why == "missed"


def test_a_greeting_is_no_question():
    find = Finds()
    assert "What would you like to know?" in talk(flow.default_text(), "Hello!", find=find).text
    assert find.asked == []


def test_a_new_question_in_place_of_a_choice_is_answered():
    find = Finds()
    talk(flow.default_text(), "how do I return it?", "and what does it cost?", find=find)
    assert find.asked == ["how do I return it?", "and what does it cost?"]


@pytest.mark.parametrize("language", sorted(tongues.known))
def test_each_language_offers_a_person_that_is_understood(language):
    label = tongues.says(language)["person"]
    assert understood.wish(label) == understood.PERSON
    assert talk(flow.default_text(), label, language=language).why == "asked"


@pytest.mark.parametrize(
    ("words", "means"),
    [
        ("Can I speak to someone please?", "person"), ("human", "person"), ("je veux parler à un conseiller", "person"),
        ("Kann ich mit einem Mitarbeiter sprechen?", "person"), ("quiero hablar con una persona", "person"),
        ("أريد التحدث إلى شخص", "person"), ("I don't need to talk to a person", ""),
        ("what does the cleaning agent cost?", ""), ("is there a person limit?", ""), ("ok thanks, bye", "thanks"),
        ("vielen Dank", "thanks"), ("thanks for nothing, where is my parcel", ""), ("guten Morgen", "greeting"),
        ("yes that helped", "yes"), ("no, that didn't help", "no"), ("no returns?", ""), ("", ""), ("x" * 10_000, ""),
    ],
)  # fmt: skip
def test_what_is_no_question_is_understood(words, means):
    assert understood.wish(words) == means


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("The second one, please", 1), ("I mean the 1st", 0), ("second", 1), ("la deuxième", 1), ("el último", 2),
        ("Die zweite bitte", 1), ("the last one", 2), ("option two", 1), ("الثانية", 1), ("one", None), ("", None),
        ("the second parcel is missing", None), ("first class postage?", None),
    ],
)  # fmt: skip
def test_a_choice_among_articles_is_made_by_its_place(words, place):
    assert understood.place_of(words, 3) == place
    assert understood.place_of("the third one", 2) is None


@pytest.mark.parametrize(
    ("words", "does"),
    [
        ("And for a chair?", True), ("what about France", True), ("How long does it take?", True),
        ("Und für Möbel?", True), ("et pour la Belgique ?", True), ("¿Y para sillas?", True),
        ("وماذا عن الكراسي", True),
        ("Do you sell kites?", False), ("Candles?", False), ("", False), ("and " + "so " * 40, False),
    ],
)  # fmt: skip
def test_words_that_hang_on_those_before_are_told_from_new_questions(words, does):
    assert understood.leans(words) is does


@pytest.mark.parametrize(
    ("words", "place"),
    [("2", 1), ("that helped!", 0), ("THAT HELPED", 0), ("9", None), ("helped", 0), ("talk", 1), ("o", None)],
)
def test_a_choice_is_made_by_words_or_number(words, place):
    assert understood.chosen(words, ["That helped", "Talk to a person"]) == place


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Are you a bot?", "en"), ("am I talking to a real person", "en"), ("is this a chatbot or a human?", "en"),
        ("Who are you?", "en"), ("Êtes-vous un robot ?", "fr"), ("Bist du ein Mensch?", "de"),
        ("Spreche ich mit einem Menschen?", "de"), ("¿Eres una persona real?", "es"), ("هل أنت روبوت؟", "ar"),
    ],
)  # fmt: skip
def test_asked_who_it_is_it_says_so_and_goes_on_where_it_was(words, language):
    first = talk(flow.default_text(), words, language=language)
    assert tongues.says(language)["who"] in first.text and first.step == "find" and not first.ends
    move = talk(flow.default_text(), "How do I return it?", words, language=language)
    assert tongues.says(language)["who"] in move.text and (move.step, len(move.offers)) == ("check", 3)


@pytest.mark.parametrize(
    "words", ["Are you a bot? I want a person", "Do you have a bot for my garden?", "Is this a lamp?"]
)
def test_what_only_begins_like_that_is_something_else(words):
    assert understood.wish(words) != understood.WHO


def test_asked_who_it_is_among_articles_or_fields_it_keeps_them():
    two = SimpleNamespace(article=None, others=[ARTICLE, ARTICLE], title="", url="", quote="")
    move = talk(flow.default_text(), "returns", "are you a bot?", find=Finds(two))
    assert move.offers[:2] == ["Returns", "Returns"] and move.offered["question"] == "returns"
    move = talk(ASKS, "hello there", "are you a bot?")
    assert move.step == "number" and move.text.endswith("Which order?")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("No thanks", "en"), ("no, thank you", "en"), ("Non merci", "fr"), ("Nein danke", "de"), ("No, gracias", "es"),
        ("لا شكرا", "ar"),
    ],
)  # fmt: skip
def test_a_polite_no_is_a_no_where_it_was_asked_whether_it_helped(words, language):
    move = talk(flow.default_text(), "How do I return it?", words, language=language)
    assert (move.verdict, move.step, move.ends) == (False, "again", "")


@pytest.mark.parametrize("words", ["no, that's all", "thanks, bye", "ok thank you"])
def test_thanks_are_no_no(words):
    assert talk(flow.default_text(), "How do I return it?", words).verdict is True
