"""The corpus as text: whole conversations, every sentence labelled."""

import pytest

from whiteglove.ground.reader.corpus import CorpusError, parse

TEXT = """\
# retail-001 chat solved
C: Hi. [greeting]
-: My parcel is late.
A: I'm sorry, {customer}. [apology name_used]

# retail-002 email open
C: When? [question question.closed]
"""


def test_conversations_come_with_their_messages_and_labels():
    first, second = parse(TEXT.splitlines())
    assert (first.id, first.channel, first.outcome, first.industry) == ("retail-001", "chat", "solved", "retail")
    assert [turn.side for turn in first.turns] == ["customer", "agent"]
    assert first.turns[1].sentences[0].labels == {"apology", "name_used"}
    assert second.turns[0].sentences[0].text == "When?"


def test_a_message_is_read_with_what_was_said_before():
    [first, _] = parse(TEXT.splitlines())
    (opening, nothing), (answer, before) = first.messages()
    assert opening.text == "Hi.\n\nMy parcel is late." and not nothing.messages
    assert list(before.messages) == [opening] and before.closed and answer.side == "agent"


@pytest.mark.parametrize("line", ["Hello", "-: too early [x]", "X: who?"])
def test_a_line_that_cant_be_read_is_named(line: str):
    with pytest.raises(CorpusError, match="corpus:2"):
        list(parse(["# retail-001 chat solved", line]))
