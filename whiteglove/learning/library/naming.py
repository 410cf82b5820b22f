"""Who could be recognised in a text, and the text without them: for a log that tells of customers. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from whiteglove.service.answers.shortening.masking import of_data, of_persons

SAYS = {"NAME": "[name]", "PLACE": "[place]", "EMAIL": "[address]", "URL": "[link]"}
ALWAYS = "[number]"
FIELDS = ("title", "place", "happened", "did", "learnt")


@dataclass(frozen=True)
class Plain:
    """`text` without what was found; `names` and `data`: how many of each were taken out."""

    text: str
    names: int
    data: int


def without_people(text: str, language: str = "en", *, names: bool = True) -> Plain:
    """Cards, accounts, addresses and telephone numbers always; names where `names`."""
    data = of_data(text)
    persons = [one for one in of_persons(text, language, ()) if one[2] == "NAME"] if names else []
    said, upto, counts = "", 0, {True: 0, False: 0}
    for start, end, word in sorted({*data, *persons}, key=lambda one: (one[0], -one[1])):
        if start < upto:
            continue
        said += text[upto:start] + SAYS.get(word, ALWAYS)
        upto = end
        counts[word == "NAME"] += 1
    return Plain(said + text[upto:], counts[True], counts[False])


@dataclass(frozen=True)
class Found:
    """What was taken out of an entry: `texts` by field, without it."""

    texts: dict[str, str]
    names: int
    data: int

    @property
    def found(self) -> int:
        return self.names + self.data


def found_in(entry: Mapping[str, object], *, names: bool = True) -> Found:
    """`names` False: its writer says that no name in it is a customer's."""
    told = {field: without_people(str(entry.get(field) or ""), names=names and field != "place") for field in FIELDS}
    return Found(
        {field: one.text for field, one in told.items()},
        sum(one.names for one in told.values()), sum(one.data for one in told.values()),
    )  # fmt: skip
