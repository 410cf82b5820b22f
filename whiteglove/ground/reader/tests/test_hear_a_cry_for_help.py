"""Somebody who speaks of dying is heard in every language the pack speaks, whatever the model makes of it."""

import pytest

from whiteglove.ground.reader import Message, Reader


@pytest.mark.parametrize(
    "text",
    [
        "I want to kill myself",
        "I feel suicidal.",
        "I don’t want to live anymore",
        "im going to end my life",
        "I keep thinking about hurting myself.",
        "Honestly I can't go on like this, I just want it to end",
        "Je veux mourir.",
        "Quiero suicidarme",
        "Ich will nicht mehr leben.",
        "Não quero mais viver.",
        "أريد أن أموت",
    ],
)
def test_it_is_heard_and_whoever_says_it_is_vulnerable(shipped: Reader, text: str):
    assert {"self_harm", "vulnerable"} <= set(shipped.read(Message("customer", text)).shown)


@pytest.mark.parametrize(
    "text",
    [
        "This queue is killing me.",
        "I could have killed myself for forgetting the code.",
        "I cut myself on the edge of the lid.",
        "I'm not suicidal, I'm just tired.",
        "I want to end my contract.",
        "J'ai failli mourir de rire.",
        "Ich will nicht mehr warten.",
    ],
)
def test_what_people_say_without_meaning_it_is_not(shipped: Reader, text: str):
    assert "self_harm" not in shipped.read(Message("customer", text)).shown
