"""What in a text could tell who a customer is: found before it is posted, and masked by one press. Pure."""

from collections.abc import Iterable

from whiteglove.service.answers.shortening.masking import Place, of_data

SAYS = {"EMAIL": "a mail address", "PHONE": "a telephone number", "CARD": "a card number",
        "IBAN": "an account number", "NATIONAL ID": "an identity number"}  # fmt: skip
MASKS = {"EMAIL": "address", "PHONE": "number", "CARD": "number", "IBAN": "number", "NATIONAL ID": "number"}


def found_in(text: str) -> list[Place]:
    return [place for place in of_data(text) if place[2] in SAYS]


def kinds(places: Iterable[Place]) -> list[str]:
    """In words, each once."""
    return list(dict.fromkeys(SAYS[kind] for _, _, kind in places))


def masked(text: str) -> str:
    said, upto = "", 0
    for start, end, kind in sorted(found_in(text)):
        if start >= upto:
            said += f"{text[upto:start]}[{MASKS[kind]}]"
            upto = end
    return said + text[upto:]
