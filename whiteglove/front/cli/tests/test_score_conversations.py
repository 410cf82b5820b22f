"""`whiteglove score`: any file of conversations in, points with words and reasons out."""

import json
import shutil

import pytest

from whiteglove.front.cli.main import main
from whiteglove.learning.standards.actions import SHIPPED

HEAD = "name: {0}\nabout: For tests.\nside: {1}\ngroup: {2}\n"
BEHAVIOURS = {
    "empathy": HEAD.format("Names the feeling", "agent", "listening") + "patterns: {en: [annoying]}\n",
    "fault.policy": HEAD.format("Hides behind policy", "agent", "fault") + "patterns: {en: [policy]}\n",
    "emotion.angry": HEAD.format("Angry", "customer", "emotion") + "patterns: {en: [outrageous]}\n",
    "emotion.satisfied": HEAD.format("Satisfied", "customer", "emotion") + "patterns: {en: [wonderful]}\n",
}
ASKED = "This is outrageous, the green kettle of order 8812 leaks."


def talk(number, *said):
    messages = [{"from": side, "text": text} for side, text in zip(("customer", "agent") * 3, said, strict=False)]
    return {"id": str(number), "messages": messages}


GOOD = talk(
    1, ASKED, "How annoying. Another green kettle left Leeds today by courier, order 8812 is free.", "Wonderful."
)
POOR = talk(2, ASKED, "Our policy says no.", "Outrageous!")


@pytest.fixture
def score(tmp_path, capfdbinary):
    """`score(*options, talks=[…])`: (exit code, what it wrote)."""
    pack = tmp_path / "pack"
    (pack / "behaviours").mkdir(parents=True)
    for name, text in BEHAVIOURS.items():
        (pack / "behaviours" / f"{name}.yaml").write_text(f"id: {name}\n{text}")
    shutil.copytree(SHIPPED / "scorecards", pack / "scorecards")

    def run(*options, talks=()):
        file = tmp_path / "in.jsonl"
        file.write_text("".join(json.dumps(one) + "\n" for one in talks))
        code = main(["score", str(file), "--pack", str(pack), "--rules-only", "--quiet", *options])
        return code, capfdbinary.readouterr().out.decode()

    run.pack = pack
    return run


def test_a_good_conversation_stands_above_a_poor_one(score):
    code, out = score(talks=[GOOD, POOR])
    good, poor = map(json.loads, out.splitlines())
    assert code == 0 and (good["conversation"], poor["conversation"]) == ("1", "2")
    assert good["total"] > 80 and poor["total"] < 50
    feeling = next(one for one in good["items"] if one["item"] == "feeling-first")
    assert feeling["verdict"] == "met" and feeling["why"]
    assert feeling["quotes"][-1] | {"words": "annoying", "line": 1, "start": 4, "end": 12} == feeling["quotes"][-1]


def test_it_says_how_well_it_ranks(score):
    labelled = [GOOD | {"label": "good"}, POOR | {"label": "poor"}]
    code, out = score("--measure", talks=labelled)
    assert code == 0 and "1 good, 1 poor" in out and "good above all        1.000" in out


def test_a_label_that_is_none_is_refused(score):
    assert score("--measure", talks=[GOOD])[0] == 1


def test_a_mistake_in_the_card_is_told_with_its_place(score, capfdbinary):
    card = score.pack / "scorecards" / "conversation.yaml"
    card.write_text(card.read_text().replace("weight: 6", "weight: six", 1))
    assert main(["score", "--pack", str(score.pack), "--rules-only", "nothing.jsonl"]) == 1
    assert b"scorecards/conversation.yaml:" in capfdbinary.readouterr().err
