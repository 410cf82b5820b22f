"""Training: reproducible, and only where it helps."""

import json

import numpy as np
import pytest

from whiteglove.ground.reader import Message, Reader
from whiteglove.ground.reader.behaviour import BehaviourError, behaviours_from
from whiteglove.ground.reader.corpus import parse
from whiteglove.ground.reader.encoder import encoder_or_none, prepared
from whiteglove.ground.reader.examples import Table, table_of
from whiteglove.ground.reader.heads import MODEL_MODE, RULES, RULES_AND_HEAD, Heads
from whiteglove.ground.reader.inputs import Inputs
from whiteglove.ground.reader.net import Net
from whiteglove.ground.reader.pieces import Pieces, pieces_of
from whiteglove.ground.reader.reading import ADDED, MODEL, RULE
from whiteglove.ground.reader.tests.conftest import behaviour
from whiteglove.ground.reader.train import best_threshold, train, vocabulary_in

pytest.importorskip("scipy")
WIDTH = 512
INPUTS = Inputs(["apology"])


@pytest.fixture(autouse=True)
def three_folds(monkeypatch):
    """Enough to tell a way that helps from one that doesn't, in less time."""
    monkeypatch.setattr("whiteglove.ground.reader.train.FOLDS", 3)


def table(rule_is_right: bool) -> Table:
    """200 sentences of 20 conversations; the first number of the encoding tells the behaviour apart."""
    random = np.random.default_rng(3)
    labels = random.random((200, 1)) < 0.3
    rows = np.zeros((200, INPUTS.width), np.float32)
    rows[:, 0] = labels[:, 0] + random.normal(0, 0.2, 200)
    flags = labels.copy() if rule_is_right else random.random((200, 1)) < 0.3
    rows[:, WIDTH] = flags[:, 0]
    nothing, everything = np.zeros((200, 1), bool), np.ones((200, 1), np.float32)
    group = np.arange(200) % 20
    aims = labels.astype(np.float32)
    return Table(["apology"], INPUTS, rows, labels, aims, everything, flags, nothing, group, nothing[:, 0], ["1"])


def test_a_behaviour_whose_rule_is_right_stays_with_its_rule():
    _, [choice] = train(table(rule_is_right=True))
    assert choice.mode == RULES and choice.f1[RULES] == 1


def test_a_behaviour_whose_rule_is_poor_gets_a_model():
    heads, [choice] = train(table(rule_is_right=False))
    assert choice.mode == MODEL_MODE and choice.f1[MODEL_MODE] > 0.9
    told, flagged = np.zeros((2, INPUTS.width), np.float32)
    told[0], flagged[WIDTH] = 1, 1
    nothing, told, flagged = heads.net.logits(np.stack([told * 0, told, flagged]))[:, 0]
    assert told - nothing > abs(flagged - nothing)


def test_a_name_that_somebody_writes_small_is_no_ordinary_word():
    talks = list(
        parse(
            line
            for number in range(4)
            for line in (f"# retail-{number:03d} chat solved", "C: where is my parcel", "A: Has Dave the parcel?", "")
        )
    )
    lax = list(parse(["# retail-900 chat solved", "C: what happened to dave"]))
    assert {"parcel", "my"} <= vocabulary_in(talks + lax) and "dave" not in vocabulary_in(talks + lax)


def test_training_twice_writes_the_same_bytes(tmp_path):
    for name in ("one.npz", "two.npz"):
        train(table(rule_is_right=False))[0].save(tmp_path / name)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert Heads.load(tmp_path / "one.npz").ids == ["apology"]


def test_the_threshold_is_where_f1_is_highest():
    assert 0.4 < best_threshold(np.array([0.9, 0.8, 0.4, 0.1]), np.array([True, True, False, False])) < 0.95


def test_no_weights_are_no_heads(tmp_path):
    assert Heads.load(tmp_path / "none.npz") is None


def test_the_encoder_is_the_one_the_weights_were_made_with():
    """Golden numbers: another build of the library would silently change every verdict."""
    encoder = encoder_or_none()
    if encoder is None:
        pytest.skip("the encoder's library isn't installed")
    vectors = encoder.encode(["I'm sorry for the delay.", "Je suis désolé pour le retard.", "Le chat dort."])
    assert vectors.shape == (3, WIDTH) and np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0, :4] == pytest.approx(GOLDEN, abs=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.3


GOLDEN = [-0.0222, 0.01171, -0.02623, 0.02027]


def test_the_encoder_gets_words_for_masks():
    assert prepared("Hi NAME, write to EMAIL from PLACE") == "hi sam, write to my email from london"


class Yes:
    """An encoder for which every sentence is the same."""

    def encode(self, sentences):
        vectors = np.zeros((len(sentences), WIDTH), np.float32)
        vectors[:, 0] = 1
        return vectors

    def layers(self, sentences):
        return self.encode(sentences), np.zeros((len(sentences), 0), np.float32)


def heads_for(content: dict, mode: str, bias: float = 0, **changed) -> Heads:
    [apology] = behaviours_from({"apology": content})
    one, nought = np.ones(1, np.float32), np.zeros(1, np.float32)
    width = INPUTS.width
    net = Net(np.zeros((width, 1)), nought, np.zeros((1, 1)), np.zeros((width, 1)), nought + bias)
    parts = {"threshold": nought, "mean": nought, "spread": one, "brief": nought > 0}
    return Heads(["apology"], [mode], INPUTS, net, prints=[apology.print], **(parts | changed))


@pytest.mark.parametrize(
    ("mode", "bias", "text", "rung"),
    [
        (RULES_AND_HEAD, 0, "we are sorry about that", RULE),
        (RULES_AND_HEAD, -2, "we are sorry about that", None),
        (RULES_AND_HEAD, 4, "that went very badly", ADDED),
        (RULES_AND_HEAD, 2, "that went very badly", None),
        (MODEL_MODE, 1, "that went very badly", MODEL),
        (MODEL_MODE, -1, "we are sorry about that", None),
        (MODEL_MODE, -1, "so sorry", RULE),
        (RULES, 9, "that went very badly", None),
    ],
)
def test_each_rung_decides_in_its_way(mode: str, bias: float, text: str, rung: str | None):
    content = behaviour("apology", patterns={"en": ["sorry"]})
    heads = heads_for(content, mode, bias=bias)
    reader = Reader.from_content({"apology": content}, heads=heads, encoder=Yes())
    assert [one.rung for one in reader.read(Message("agent", text)).findings] == ([rung] if rung else [])


def test_a_behaviour_whose_rules_changed_goes_by_its_rules():
    heads = heads_for(behaviour("apology", patterns={"en": ["sorry"]}), MODEL_MODE, bias=9)
    changed = {"apology": behaviour("apology", patterns={"en": ["apologies"]})}
    reader = Reader.from_content(changed, heads=heads, encoder=Yes())
    assert not reader.read(Message("agent", "that went very badly")).findings
    assert reader.read(Message("agent", "my apologies for that")).has("apology")


def test_the_weights_stay_when_a_pattern_of_a_language_changes_that_they_werent_taught_in():
    heads = heads_for(behaviour("apology", patterns={"en": ["sorry"], "fr": ["pardon"]}), MODEL_MODE, bias=9)
    changed = behaviour("apology", patterns={"en": ["sorry"], "fr": ["desole"]}, unless={"fr": ["pas desole"]})
    reader = Reader.from_content({"apology": changed}, heads=heads, encoder=Yes())
    assert reader.read(Message("agent", "that went very badly")).has("apology")


def test_a_veto_of_the_language_they_were_taught_in_sets_the_weights_aside():
    heads = heads_for(behaviour("apology", patterns={"en": ["sorry"]}), MODEL_MODE, bias=9)
    changed = behaviour("apology", patterns={"en": ["sorry"]}, unless={"en": ["not sorry"]})
    reader = Reader.from_content({"apology": changed}, heads=heads, encoder=Yes())
    assert not reader.read(Message("agent", "that went very badly")).has("apology")


@pytest.mark.parametrize("key", ["patterns", "unless"])
def test_only_rules_that_changed_in_some_language_are_tried_again(tmp_path, monkeypatch, key: str):
    content = behaviour("apology", patterns={"en": ["sorry"]})
    [apology] = behaviours_from({"apology": content})
    for name in ("reader", "behaviours"):
        (tmp_path / name).mkdir()
    (tmp_path / "reader" / "tried.txt").write_text(apology.whole_print + "\n")
    file = tmp_path / "behaviours" / "apology.yaml"
    file.write_text(json.dumps(content))
    monkeypatch.setattr("whiteglove.ground.reader.matcher.fault_of", lambda *pattern: "tried")
    Reader.from_pack(tmp_path)
    file.write_text(json.dumps(content | {key: content.get(key, {}) | {"fr": ["pardon"]}}))
    with pytest.raises(BehaviourError, match=rf"{key}.fr\[0\]: tried"):
        Reader.from_pack(tmp_path)


def test_wordings_are_tried_though_the_rules_beside_them_were_tried(tmp_path):
    """They are no part of the print that is kept."""
    content = behaviour("apology", patterns={"en": ["sorry"]}, instead={"en": [{"say": "yes", "when": "(?=no)"}]})
    [apology] = behaviours_from({"apology": content})
    for name in ("reader", "behaviours"):
        (tmp_path / name).mkdir()
    (tmp_path / "reader" / "tried.txt").write_text(apology.whole_print)
    (tmp_path / "behaviours" / "apology.yaml").write_text(json.dumps(content))
    with pytest.raises(BehaviourError, match=r"instead.en\[0\].when"):
        Reader.from_pack(tmp_path)


def test_without_the_encoder_rules_go_on():
    content = behaviour("apology", patterns={"en": ["sorry"]})
    reader = Reader.from_content({"apology": content}, heads=heads_for(content, MODEL_MODE), encoder=None)
    assert reader.read(Message("agent", "we are sorry about that")).has("apology")


def test_in_a_language_it_was_not_taught_in_the_model_takes_nothing_away():
    content = behaviour("apology", patterns={"en": ["sorry"], "fr": ["desole"]})
    heads = heads_for(content, MODEL_MODE, bias=-9)
    reader = Reader.from_content({"apology": content}, heads=heads, encoder=Yes())
    assert reader.read(Message("agent", "Je suis désolé pour ce retard, Madame.", language="fr")).has("apology")
    assert not reader.read(Message("agent", "I am sorry for the delay.", language="en")).findings


def test_the_model_decides_on_short_sentences_where_that_did_better():
    content = behaviour("apology", patterns={"en": ["sorry"]})
    heads = heads_for(content, MODEL_MODE, bias=-1, brief=np.array([True]))
    reader = Reader.from_content({"apology": content}, heads=heads, encoder=Yes())
    assert not reader.read(Message("agent", "so sorry")).findings


def test_a_sentence_becomes_the_pieces_of_words_it_has():
    texts = ["where is my parcel", "where is my bill", "my parcel is late", "the bill is late", "where is the parcel"]
    pieces = Pieces.of(texts, rank=2, fewest=2)
    vectors = [pieces.vector(text) for text in texts]
    assert pieces.width == 2 and all(np.linalg.norm(one) <= 1.001 for one in vectors)
    assert not pieces.vector("bonjour madame").any()
    assert {"where is", "^ where is", "#parc"} <= pieces_of("Where is my parcel?")


def test_a_hit_by_words_of_one_conversation_alone_is_half_believed():
    content = {"apology": behaviour("apology", patterns={"en": [r"\bsorry\b|\bforgive \w+ \w+"]})}
    ways = ["us please", "me again", "our error", "this wait", "that slip", "the mess", "my haste", "one fault"]
    lines = "\n\n".join(
        f"# retail-{number:03d} chat solved\nA: We are sorry. [apology]\n-: So forgive {way} now. [apology]"
        for number, way in enumerate(ways)
    )
    table = table_of(Reader.from_content(content, encoder=Yes()), list(parse(lines.splitlines())))
    assert table.flags[0::2].all() and 0 < table.flags[1::2].sum() < len(ways)
    assert (table.rows[:, WIDTH] == table.flags[:, 0]).all()


def test_a_second_labelling_that_differs_halves_the_aim():
    first, second = (
        list(parse(["# retail-001 chat solved", "A: We are sorry about that. [apology]", f"-: It went wrong. {label}"]))
        for label in ("", "[apology]")
    )
    reader = Reader.from_content({"apology": behaviour("apology")}, encoder=Yes())
    table = table_of(reader, first, {"retail-001": second[0]})
    assert table.aims[:, 0].tolist() == [1.0, 0.5] and table.labels[:, 0].tolist() == [True, False]
