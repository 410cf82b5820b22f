"""The standard that ships says what the Guide asks for, and nothing that can't be used."""

import pytest

from whiteglove.ground.packs.commands import check
from whiteglove.ground.packs.reading import read
from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.learning.standards.acknowledging import letters
from whiteglove.learning.standards.actions import SHIPPED
from whiteglove.learning.standards.standard import Standard, best_language, fill

LANGUAGES = {"en", "fr", "de", "es", "pt", "ar"}
WORDS = {"name": "Cleo", "number": "4127", "subject": "Charged twice", "company": "Northwind", "agent": "Ada"}


@pytest.fixture(scope="module")
def shipped() -> Standard:
    return Standard(1, read(SHIPPED).content["parts"]["standards"])


def test_it_passes_its_own_check():
    assert check(SHIPPED)[1] == 0


def test_every_number_of_the_guide_in_this_part_is_there(shipped):
    numbers = [one.get("g") for one in (*shipped.values, *shipped.content["targets"], *shipped.criteria)]
    greetings = [one["g"] for one in shipped.content["greetings"].values()]
    wanted = {f"G{n}" for n in (*range(1, 17), *range(32, 35), *range(60, 65))}
    assert set(filter(None, [*numbers, *greetings])) == wanted


@pytest.mark.parametrize(
    ("target", "seconds"),
    [
        ("email.acknowledgement", 2 * 3600),
        ("email.first-reply", 4 * 3600),
        ("email.resolution", 24 * 3600),
        ("email.resolution-complex", 72 * 3600),
        ("chat.connection", 30),
        ("chat.next-reply", 120),
        ("chat.handover", 600),
        ("phone.answer", 15),
        ("phone.hold", 120),
        ("phone.callback", 4 * 3600),
    ],
)
def test_the_guides_times(target, seconds, shipped):
    assert {one["id"]: one["within"] for one in shipped.clocks}[target] == seconds


def test_the_guides_shares(shipped):
    assert {one["id"]: one["share"] for one in shipped.shares} == {
        "chat.first-contact-resolution": 80,
        "phone.first-call-resolution": 70,
    }


def test_every_text_stands_in_six_languages(shipped):
    letters, greetings = shipped.content["acknowledgement"], shipped.content["greetings"]
    assert set(letters["email"]) == LANGUAGES
    assert all(set(greetings[channel]["text"]) == LANGUAGES for channel in ("email", "phone", "chat"))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_acknowledgement_is_filled_in(language, shipped):
    letter = {key: fill(text, WORDS) for key, text in letters(shipped.content)[language].items()}
    assert "4127" in letter["subject"] and "\n" not in letter["subject"]
    assert all(word in letter["text"] for word in ("Cleo", "Charged twice", "Northwind")) and "{" not in letter["text"]
    assert "4" in letter["text"].replace("4127", "")  # hours to the first reply


@pytest.mark.parametrize("channel", ["email", "phone", "chat"])
def test_the_greeting_says_who_answers(channel, shipped):
    assert "Ada" in shipped.greeting(channel, "fr", **WORDS)


def test_a_channel_without_words_has_none(shipped):
    assert shipped.greeting("fax", "en") == ""


@pytest.mark.parametrize(
    ("wanted", "found"), [("pt-BR", "pt"), ("fr", "fr"), ("de-AT", "de"), ("zh", "en"), ("", "en"), ("es-MX", "es-MX")]
)
def test_the_nearest_language_is_chosen(wanted, found):
    offered = dict.fromkeys([*LANGUAGES, "es-MX"])
    assert best_language(offered, wanted) == found


def test_a_word_of_the_customers_is_never_read_as_a_template():
    assert fill("About {subject}.", {"subject": "{name.__class__} {number}"}) == "About {name.__class__} {number}."


def test_a_customer_without_a_name_leaves_no_gap():
    assert fill("Hello {name}, your {subject}.", {"subject": "bill"}) == "Hello, your bill."


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("targets", "within: 2 h", "within: soon", "targets.yaml:17: targets[0].within: “soon” isn't a length of time"),
        ("targets", "metric: first_reply", "metric: first_reaply", "Did you mean first_reply?"),
        ("targets", "share: 80", "within: 80 s", "takes a share in percent"),
        ("targets", "aim: 48 h", "aim: 96 h", "the aim should be shorter"),
        ("targets", "id: email.first-reply", "id: email.next-reply", "stands here twice"),
        ("targets", "pauses: [snoozed]", "pauses: [lunch]", "“lunch” isn't one of"),
        ("calendar", "Europe/London", "Europe/Londn", "no time zone"),
        ("calendar", "09:00-17:00", "nine to five", "calendar"),
        ("acknowledgement", "{number})", "{numbr})", "Did you mean number?"),
        ("escalation", "g: G60", "g: 60", "should be a text"),
        ("kinds", "id: billing", "id: bills", "isn't one of"),
    ],
)
def test_a_mistake_is_named_with_its_place(file, old, new, says, fork):
    path = fork / "standards" / f"{file}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(PackError) as refused:
        read(fork)
    problem = str(refused.value.problems[0])
    assert says in problem and problem.startswith(f"standards/{file}.yaml:")


def test_an_english_text_is_needed_because_everything_falls_back_to_it(fork):
    path = fork / "standards" / "greetings.yaml"
    path.write_text(path.read_text().replace("    en:", "    it:"))
    with pytest.raises(PackError, match="en is missing"):
        read(fork)
