"""No verdict depends on who somebody is: names, genders and places are swapped, and nothing changes."""
# ruff: noqa: E501  (sentences on one line)

import pytest

from whiteglove.ground.reader import Conversation, Message, Reader

NAMES = [
    "Cleo",
    "Hope",
    "Joy",
    "Will",
    "May",
    "Reading",
    "Nice",
    "Fatou",
    "Jürgen",
    "O'Brien",
    "Grace",
    "Mark",
    "Jean-Luc",
    "Zoë",
    "An",
    "Sipho",
    "Xiu",
]
PLACES = ["Lyon", "Reading", "Nice", "Cork", "Bath", "Berlin", "Orange", "São Paulo", "Mobile", "Split"]
KNOWN = [
    ("agent", "Hi {n}, I'm so sorry for the wait."), ("agent", "Thank you, {n}! What happened?"), ("agent", "{n}, could you tell me more?"),
    ("agent", "Good morning Ms {n}, this is Ada from billing."), ("agent", "Dear Mr {n},\n\nThanks for your letter."),
    ("agent", "You are all set, {n}."), ("agent", "hello {n} how are you"), ("agent", "Is that right, {n}?"),
    ("customer", "My name is {n} and this is outrageous."), ("customer", "It's {n} here. Can you help?"), ("customer", "Thanks\n{n}"),
]  # fmt: skip
STRANGERS = [
    ("customer", "I spoke to {n} yesterday, and it's outrageous."), ("customer", "Your colleague {n} said sorry?"),
    ("agent", "I'm sorry that {n} told you so."), ("customer", "Mrs {n} never called me back. Why?"), ("agent", "I've asked {n} to call you."),
]  # fmt: skip
JOURNEYS = [
    ("customer", "My flight to {p} was cancelled. Can I get a refund?"), ("agent", "Sorry, the train from {p} is late."), ("customer", "I live in {p}. Where is my parcel?"),
    ("agent", "How long will you stay in {p}?"),
]  # fmt: skip
GENDERED = [
    ("He was rude to my wife. Why?", "She was rude to my husband. Why?"),
    ("I can't believe he did that to her.", "I can't believe she did that to him."),
    ("My mother called. I thanked her.", "My father called. I thanked him."),
    ("Thank you sir", "Thank you madam"),
    ("Mr Amara, thanks", "Ms Amara, thanks"),
    ("The lady on the phone was kind, thanks.", "The gentleman on the phone was kind, thanks."),
    ("her son is ill", "his daughter is ill"),
]


def told(text: str) -> list[str]:
    """Names that a stranger could know for names here: "Nice, could you" and "An" alone are words first."""
    alone = text.startswith("{n}") or text.endswith("\n{n}")
    return [name for name in NAMES if not (alone and name in ("Nice", "An", "May"))]


def verdicts(reader: Reader, side: str, text: str, name: str = "") -> list:
    names = Conversation(customer_names=[name], agent_names=["Ada"]) if name else Conversation()
    return [(one.behaviour, one.sentence, one.score) for one in reader.read(Message(side, text), names).findings]


@pytest.mark.parametrize(("side", "text"), KNOWN)
def test_the_customers_name_changes_nothing(reader: Reader, side: str, text: str):
    heard = {name: verdicts(reader, side, text.format(n=name), name) for name in NAMES}
    assert [name for name in NAMES if heard[name] != heard["Cleo"]] == []


@pytest.mark.parametrize(("side", "text"), [*KNOWN, *STRANGERS])
def test_a_name_nobody_told_the_reader_changes_nothing(reader: Reader, side: str, text: str):
    names = told(text)
    heard = {name: verdicts(reader, side, text.format(n=name)) for name in names}
    assert [name for name in names if heard[name] != heard["Cleo"]] == []


@pytest.mark.parametrize(("side", "text"), JOURNEYS)
def test_a_place_changes_nothing(reader: Reader, side: str, text: str):
    heard = {place: verdicts(reader, side, text.format(p=place)) for place in PLACES}
    assert [place for place in PLACES if heard[place] != heard["Lyon"]] == []


@pytest.mark.parametrize(
    "text", ["It was in May, on 3 May.", "May I ask why?", "Will you call?", "It will be nice, you may go."]
)
def test_somebodys_name_leaves_the_same_word_alone(reader: Reader, text: str):
    assert (
        verdicts(reader, "agent", text, "May")
        == verdicts(reader, "agent", text, "Will")
        == verdicts(reader, "agent", text)
    )
    assert reader.open(Message("agent", text), Conversation(customer_names=["May", "Will", "Nice"]))[0][0].text == text


@pytest.mark.parametrize(("one", "other"), GENDERED)
@pytest.mark.parametrize("side", ["agent", "customer"])
def test_gender_changes_nothing(reader: Reader, side: str, one: str, other: str):
    assert verdicts(reader, side, one) == verdicts(reader, side, other)
    seen = [reader.open(Message(side, text))[0][0].text for text in (one, other)]
    assert seen[0] == seen[1]


@pytest.mark.parametrize(("side", "text"), [*KNOWN, *STRANGERS, *JOURNEYS])
def test_what_is_judged_is_the_same_text(reader: Reader, side: str, text: str):
    """Stronger than the verdicts: the masked sentence itself doesn't betray the name."""
    fills = PLACES if "{p}" in text else told(text)
    judged = {
        fill: [seen.text for seen, _ in reader.open(Message(side, text.format(n=fill, p=fill)))] for fill in fills
    }
    assert {fill: said for fill, said in judged.items() if said != judged[fills[0]]} == {}


# First names and places that people of the corpus write without a capital too.
OFTEN_WRITTEN = ["Cleo", "Kevin", "Dave", "Maria", "Ben", "Jess"]
TOWNS = ["Lyon", "Leeds", "Boston", "Berlin", "Chicago"]


@pytest.mark.parametrize(("side", "text"), [*KNOWN, *STRANGERS, *JOURNEYS])
def test_the_reader_that_ships_judges_the_same_text_too(shipped: Reader, side: str, text: str):
    judged = {
        fill: [seen.text for seen, _ in shipped.open(Message(side, text.format(n=fill, p=fill)))]
        for fill in (TOWNS if "{p}" in text else OFTEN_WRITTEN)
    }
    assert len(set(map(tuple, judged.values()))) == 1, judged


@pytest.mark.parametrize(("side", "text"), KNOWN)
def test_the_reader_that_ships_gives_everybody_the_same_verdicts(shipped: Reader, side: str, text: str):
    heard = {name: verdicts(shipped, side, text.format(n=name), name) for name in OFTEN_WRITTEN}
    assert [name for name in OFTEN_WRITTEN if heard[name] != heard["Cleo"]] == []


# Names that end as adverbs, plurals and verbs do, and one that is also a word.
ENDING_AS_WORDS_DO = ["Kevin", "Mohammed", "Molly", "Saeed", "Fred", "Emily", "Ahmed", "Kelly", "Anders", "Bill", "Ty"]


@pytest.mark.parametrize(
    "text",
    ["{n} was rude to me on the phone.", "my son {n} is ill", "{n} promised a refund.", "{n} never called me back."],
)
def test_how_a_name_ends_changes_nothing(shipped: Reader, text: str):
    heard = {name: verdicts(shipped, "customer", text.format(n=name)) for name in ["Cleo", *ENDING_AS_WORDS_DO]}
    assert [name for name in ENDING_AS_WORDS_DO if heard[name] != heard["Cleo"]] == []


@pytest.mark.parametrize("text", ["{n}'s parcel never came.", "my son {n} is ill"])
@pytest.mark.parametrize("name", ["Bill", "Ty", "Fred"])
def test_a_known_name_that_is_also_a_word_changes_nothing(shipped: Reader, text: str, name: str):
    fill = name.lower() if "son" in text else name
    assert verdicts(shipped, "customer", text.format(n=fill), name) == verdicts(
        shipped, "customer", text.format(n="Cleo"), "Cleo"
    )


@pytest.mark.parametrize(
    "text",
    [
        "prod is down",
        "wifi keeps failing",
        "Llegará en dos días",
        "¿Cuánto cuesta?",
        "Don't lie to me.",
        "Don’t be sad.",
    ],
)
def test_a_word_nobody_taught_us_is_no_name_for_what_things_do(shipped: Reader, text: str):
    assert [seen.text for seen, _ in shipped.open(Message("customer", text)) if "NAME" in seen.text] == []


@pytest.mark.parametrize("text", ["Don't worry about it.", "Doesn't work.", "Isn't it open?", "Haven't seen it yet."])
def test_a_word_cut_short_by_not_is_no_name(shipped: Reader, text: str):
    assert [seen.text for seen, _ in shipped.open(Message("agent", text)) if "NAME" in seen.text] == []


def test_dons_parcel_is_still_his(shipped: Reader):
    assert [seen.text for seen, _ in shipped.open(Message("agent", "Don's parcel is late."))] == [
        "NAME's parcel is late."
    ]
