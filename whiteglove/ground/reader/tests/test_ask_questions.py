"""Questions by their form: with a mark and without, open and closed."""
# ruff: noqa: E501  (sentences on one line)

import pytest

from whiteglove.ground.reader.questions import asking

OPEN = [
    "What happened?", "could you tell me what happened", "Tell me more about that.", "How did the engineer leave things?",
    "so what's going on with it", "Why do you think that is?", "What would you like us to do?", "How can I help you today?",
    "Can you describe the noise?", "And how do you feel about it now?",
]  # fmt: skip
CLOSED = [
    "what is your order number", "How many of you are travelling?", "and the postcode?", "Did that work?", "can i get a refund",
    "The blue one, right?", "I was wondering whether you could send it again", "May I have your date of birth?",
    "Is there a later train", "Do you want red or blue?", "any update on my refund", "which one do you have?",
]  # fmt: skip
NEITHER = [
    "When you open the app, tap Reset", "what a shame", "Would you please hold the line?", "I know what you did", "How could you?!",
    "If it fails, call us.", "What I need is a refund.", "Have a lovely day", "Do not switch it off.", "Thanks for asking",
]  # fmt: skip


@pytest.mark.parametrize(("text", "open_"), [*((one, True) for one in OPEN), *((one, False) for one in CLOSED)])
def test_a_question_is_open_or_closed(text: str, open_: bool):
    asked = asking(text)
    assert asked is not None and asked.open is open_


@pytest.mark.parametrize("text", NEITHER)
def test_what_looks_like_a_question_and_is_none(text: str):
    assert asking(text) is None
