"""The reader that ships hears the same sentence whoever is meant: hundreds of names, towns and pairs of words swapped."""
# ruff: noqa: E501, SIM905  (sentences on one line, tables of words)

import pytest

from whiteglove.ground.reader import Conversation, Message, Reader
from whiteglove.ground.reader.folding import plain
from whiteglove.ground.reader.name_list import listed

PEOPLE = (
    "Cleo Sarah Kevin Mohammed Fatou Jürgen Zoë Siobhán Nguyễn Đặng Łukasz Şule Ingrid Xiu Thandiwe Chidi Kwame Aminata Priya Rajesh Yusuf"
    " Layla Noor Dmitri Oksana Wei Hiroshi Min-jun Itzel João Anne-Marie O'Brien McDonald DeShawn D'Angelo Ng'ang'a Emily Fred Ahmed Anders Ebony Heather Kim Khan"
).split()
ALSO_WORDS = "Hope Joy Will Bill Kit Mark Grace Faith Rose Art Frank Sue Pat Rich Chase Drew Dawn Jack Penny Ray Dean Summer Amber Guy".split()
SEVERAL = [
    "Sarah Hughes",
    "Li Na",
    "Juan de la Cruz",
    "Jan van Dijk",
    "J. Smith",
    "Mary Ann Weber",
    "Faith Balogun",
    "Will Smith",
    "Bartley Ó Lupáin",
]
TOWNS = (
    "Leeds Reading Nice Bath Cork Split Orange Mobile Berlin Lagos Zürich Łódź Accra Turkey Chad New_York Rio_de_Janeiro Isle_of_Man"
    " San_Francisco Los_Angeles Buenos_Aires São_Paulo Kuala_Lumpur Newcastle_upon_Tyne Stratford-upon-Avon St._Albans"
).split()
SAID = [
    "{n} was rude to me on the phone.", "{n} promised a refund.", "{n} is looking into it.", "{n} will call you tomorrow.", "{n} has sent the card.",
    "I spoke to {n} yesterday.", "Your colleague {n} promised me a refund.", "I was told by {n} that it would come.", "Then {n} hung up on me.",
    "Let me check with {n} from billing.", "Please tell {n} that I'm waiting.", "I would like to thank {n} for the help.", "my son {n} is ill",
    "Hi {n}, where is my parcel?", "Thank you {n}!", "Hello, my name is {n} and this is outrageous.", "Best wishes, {n}", "{n}'s parcel never came.",
    "I need to change {n}'s flight.", "Because {n} forgot it, I have to start again.", "Mrs {n} never called me back.", "Is that right, {n}?",
]  # fmt: skip
GONE = [
    "My flight to {n} was cancelled.", "the train from {n} was late", "I live in {n}.", "Do you deliver to {n}?", "I'm stuck in {n} and nobody helps.",
    "We flew from {n} to Oslo.", "I moved to {n} last month.",
]  # fmt: skip
ANYHOW = [str, str.lower, str.upper]


def judged(reader: Reader, text: str, *names: str) -> tuple[str, ...]:
    around = Conversation(customer_names=names)
    return tuple(
        seen.text for seen in reader._open_all([(Message("customer", text), around, ())], glance=False)[0].seen
    )


def told_apart(reader: Reader, frame: str, names: list[str], how=str, *, known: bool = False) -> list[str]:
    """The names that make the sentence another one."""
    said = {one: judged(reader, how(frame.replace("{n}", one)), *([one] if known else [])) for one in names}
    most = max(set(said.values()), key=list(said.values()).count)
    return [one for one in names if said[one] != most]


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("frame", SAID)
def test_whoever_it_is_the_same_sentence_is_judged(shipped: Reader, frame: str, known: bool):
    assert told_apart(shipped, frame, [*PEOPLE, *SEVERAL, *ALSO_WORDS], known=known) == []


@pytest.mark.parametrize("how", [str.lower, str.upper])
@pytest.mark.parametrize("frame", SAID)
def test_names_of_our_list_need_no_capital(shipped: Reader, frame: str, how):
    ours = [one for one in PEOPLE if plain(one).lower() in listed().names]
    assert len(ours) > 25
    assert told_apart(shipped, frame, ours, how) == []


def test_whoever_a_conversation_knows_is_no_town(shipped: Reader):
    assert told_apart(shipped, "please transfer me to {n}.", ["Sarah", "Taylor", "Li Na"], str.lower, known=True) == []


@pytest.mark.parametrize("how", ANYHOW)
@pytest.mark.parametrize("frame", GONE)
def test_wherever_it_is_the_same_sentence_is_judged(shipped: Reader, frame: str, how):
    assert told_apart(shipped, frame, [one.replace("_", " ") for one in TOWNS], how) == []


PAIRS = [
    ("The salesman lied to me.", "The saleswoman lied to me."), ("My mom's phone is broken", "My dad's phone is broken"),
    ("Thanks, girls!", "Thanks, guys!"), ("What a lovely lady.", "What a lovely man."), ("A nice girl helped me.", "A nice boy helped me."),
    ("The bride is waiting.", "The groom is waiting."), ("The stewardess was rude.", "The steward was rude."),
    ("My landlady won't let them in.", "My landlord won't let them in."), ("The waitress ignored us.", "The waiter ignored us."),
    ("My grandma's bill", "My grandpa's bill"), ("my ex-wife has my card", "my ex-husband has my card"), ("my mother-in-law", "my father-in-law"),
    ("The men laughed.", "The women laughed."), ("She is my fiancée.", "He is my fiancé."), ("my godson", "my goddaughter"),
    ("I'm an elderly woman living alone.", "I'm an elderly man living alone."), ("He hurt himself.", "She hurt herself."),
    ("The delivery man threw it.", "The delivery woman threw it."), ("Dear Sir,", "Dear Madam,"), ("Our daughters' tickets", "Our sons' tickets"),
    ("the guy on the phone", "the woman on the phone"), ("the policeman wrote it", "the policewoman wrote it"), ("You guys are great", "You girls are great"),
]  # fmt: skip


@pytest.mark.parametrize("how", ANYHOW)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_whether_woman_or_man_the_same_sentence_is_judged(shipped: Reader, one: str, other: str, how):
    first, second = (" ".join(judged(shipped, how(text))).lower() for text in (one, other))
    assert first == second


@pytest.mark.parametrize(
    "text",
    ["will you call me?", "may i ask why", "i hope that helps", "mark it as read", "the bill is wrong", "oh man, again", "my price went up",
     "Will never use you again", "Hope that helps!", "Price is too high", "the van is late", "it is nice, thanks", "to chase the order"],
)  # fmt: skip
def test_words_that_are_names_too_stay_words(shipped: Reader, text: str):
    assert judged(shipped, text) == (text,)
