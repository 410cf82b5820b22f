"""Which sentences stay when an answer is shortened, and what of a question leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.answers.shortening import picking
from whiteglove.service.answers.shortening.masking import masked

STEPS = "To begin anew you need:\n1. Open Settings.\n2. Don't press Delete.\n3. Choose Save.\nThat is all. Tea helps."


def kept(text: str, *numbers: int, language: str = "en") -> str:
    pieces = picking.pieces_of([text])
    return picking.put_together(picking.kept([one - 1 for one in numbers], pieces, language), pieces)


@pytest.mark.parametrize(
    ("text", "number", "language", "says"),
    [
        ("Returns are free. Blue is nice. Furniture isn't.", 1, "en", "Returns are free. … Furniture isn't."),
        ("Members get 60 days. They pay nothing. Tea helps.", 2, "en", "Members get 60 days. They pay nothing. …"),
        ("Tea helps. It’s warm. We ship on Monday.", 2, "en", "Tea helps. It’s warm. …"),
        ("Wir senden heute. Tee hilft. Möbel nicht.", 1, "de", "Wir senden heute. … Möbel nicht."),
        ("Le retour est gratuit. Le thé aide. Ce n’est rien.", 2, "fr", "… Le thé aide. Ce n’est rien."),
        ("El pedido sale hoy. Tarda tres días. Llega pronto.", 2, "es", "El pedido sale hoy. Tarda tres días. …"),
        ("Tea helps. We ship today.\nWe call you.", 3, "en", "… We call you."),
        ("Lamps – 5 euros\nChairs – 9 euros\nTea helps.", 2, "en", "Lamps – 5 euros\nChairs – 9 euros …"),
        (STEPS, 3, "en", STEPS.replace("\nThat is all. Tea helps.", " …")),
        (STEPS, 5, "en", STEPS.replace(" Tea helps.", " …")),
        ("Uma frase. Outra frase. Mais uma.", 1, "pt", "Uma frase. Outra frase. Mais uma."),
    ],
)  # fmt: skip
def test_what_may_not_be_left_out_stays(text, number, language, says):
    assert kept(text, number, language=language) == says


@given(st.text(alphabet="Aa.! \n:–•12", max_size=120), st.data())
def test_only_sentences_of_the_article_are_shown_in_their_order(text, data):
    pieces = picking.pieces_of([text, "Another one. And two."])
    places = data.draw(st.lists(st.integers(0, len(pieces) - 1), min_size=1, max_size=4))
    said = picking.named(", ".join(str(one + 1) for one in places), pieces)
    made = picking.kept(said, pieces, "en")
    assert set(said) <= set(made) and len({pieces[one].part for one in made}) == 1
    rest = picking.put_together(made, pieces)
    for one in made:
        assert pieces[one].text in rest


@pytest.mark.parametrize("said", ["", "one", "-1", "1.5", "2 3x", "٣", "4", "1, 99", "1" * 400, "1," * 200])
def test_anything_but_numbers_of_sentences_is_nothing(said):
    assert picking.named(said, picking.pieces_of(["A. B. C."])) is None


@pytest.mark.parametrize(("said", "places"), [("2", [1]), (" [1, 3].", [0, 2]), ("0", []), ("3\n1\n1", [0, 2])])
def test_numbers_are_read_however_they_stand(said, places):
    assert picking.named(said, picking.pieces_of(["Aa. Bb. Cc."])) == places


@pytest.mark.parametrize(
    ("question", "leaves"),
    [
        ("Where is my order AB-2231-9?", "Where is my order NUMBER?"),
        ("can i return 2 lamps after 30 days?", "can i return 2 lamps after 30 days?"),
        ("Call me on +44 20 7946 0958 please", "Call me on PHONE please"),
        ("See https://shop.example/orders?mail=cleo", "See URL"),
        ("IBAN DE89 3704 0044 0532 0130 00 is mine", "IBAN IBAN is mine"),
        ("Écrivez à fatou@shop.example", "Écrivez à EMAIL"),
        ("it's for cleo, really", "it's for NAME, really"),
        ("parcel 8821377341 again", "parcel NUMBER again"),
    ],
)
def test_what_could_tell_who_asks_stays_here(question, leaves):
    assert masked(question, "en", ["Cleo Amara"]) == leaves


@given(st.text(max_size=300), st.lists(st.text(max_size=10), max_size=2))
def test_any_question_can_be_masked(question, known):
    assert len(masked(question, "en", known)) <= 600
