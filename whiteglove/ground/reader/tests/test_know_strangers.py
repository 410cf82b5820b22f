"""Names that nobody taught us, in small letters and all capitals, and words that only look like them."""
# ruff: noqa: E501, SIM905  (sentences on one line)

import pytest

from whiteglove.ground.reader.folding import Traced, tidied
from whiteglove.ground.reader.genders import neutral
from whiteglove.ground.reader.name_known import Known
from whiteglove.ground.reader.names import mask
from whiteglove.ground.reader.spelling import is_english, is_slip, is_strange

pytestmark = pytest.mark.engineless
# As many words as a pack teaches; those that matter here among them.
TAUGHT = frozenset(f"word{number}" for number in range(2001)) | frozenset(
    "hi i you to the a was is and my me it for with on at in from of thanks can have had received this that she will be order parcel late help need"
    " delivery live cancel trip problem no welcome best they not".split()
)
STRANGERS = ["hrytsenko", "xicotencatl", "kvetoslava", "ng'ang'a", "oluwadamilare", "brayleigh"]
SAID = [
    "{n} was rude to me.", "thanks {n}", "i need help with my order {n}", "the order for {n} is late", "hi {n}, can you help",
    "no problem {n}!", "{n}'s parcel is late", "it was {n} and me",
]  # fmt: skip


def masked(text: str, *customer: str) -> str:
    return mask(tidied(Traced(text)), Known.of(customer, (), TAUGHT), "en").text.text


@pytest.mark.parametrize("how", [str.lower, str.upper, str.capitalize])
@pytest.mark.parametrize("frame", SAID)
def test_a_stranger_is_masked_however_written(frame: str, how):
    said = {masked(how(frame).replace(how("{n}"), how(one)).replace("{N}", one.upper())).lower() for one in STRANGERS}
    assert len(said) == 1
    assert said.pop().count("place" if " for " in frame else "name") == 1


@pytest.mark.parametrize(
    "text",
    ["i have recieved the parcel", "my upholsterer is late", "see invoice.pdf and xk93bq", "mail brq@zorblax.example", "my delivry is late",
     "i live in a semi-detached bungalow", "MY PARCEL IS LATE", "you'll have it tmrw asap"],
)  # fmt: skip
def test_words_slips_and_addresses_are_nobodys_names(text: str):
    assert "NAME" not in masked(text)
    assert "PLACE" not in masked(text)


def test_a_sentence_of_another_language_is_no_row_of_names():
    assert "NAME" not in masked("kolik stoji doprava balicku")


@pytest.mark.parametrize("name", ["rose", "hope", "frank", "king"])
def test_somebody_we_know_is_masked_where_one_is_called(name: str):
    assert masked(f"thanks {name}", name) == masked("thanks kvetoslava", "kvetoslava")
    assert masked(f"is this {name}?", name) == "is this NAME?"


@pytest.mark.parametrize(
    "text", ["will you be in", "i hope you can help", "to be frank, it is late", "the king was late"]
)
def test_their_words_stay_words(text: str):
    assert masked(text, "will", "hope", "frank", "king") == text


def test_english_knows_its_words_and_slips():
    assert is_english("upholsterer")
    assert not is_english("kvetoslava")
    assert is_slip("recieved", TAUGHT)
    assert is_strange("kvetoslava", TAUGHT)
    assert not is_strange("hmmph", TAUGHT - {"hmmph"})


@pytest.mark.parametrize(
    ("one", "other"),
    [("The lad was rude", "The lass was rude"), ("A nice dude fixed it", "A nice chick fixed it"), ("thanks miss", "thanks sir"),
     ("my bf is ill", "my gf is ill"), ("maternity leave", "paternity leave"), ("my man died", "my woman died")],
)  # fmt: skip
def test_lad_and_lass_are_one(one: str, other: str):
    first, second = (neutral(Traced(text), set(text.lower().split())).text.lower() for text in (one, other))
    assert first == second


@pytest.mark.parametrize("text", ["Don't miss it", "thanks dude", "a chicken", "my man"])
def test_what_only_looks_like_it_stays(text: str):
    assert neutral(Traced(text), set(text.lower().split())).text == text
