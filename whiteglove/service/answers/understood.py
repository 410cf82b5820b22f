"""What a visitor means who asks nothing of the matter: who answers, a person, hello, thanks, yes, no; or which of
several words they chose."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from whiteglove.ground.lib.words import fold

WHO, PERSON, GREETING, THANKS, YES, NO, NOTHING = "who", "person", "greeting", "thanks", "yes", "no", ""
ORDER = (WHO, PERSON, GREETING, THANKS, YES, NO)
SHORT = 80  # characters of words that hang on others
LOOKED_AT = 300  # characters: a wish is short, or stands at an end


@lru_cache(maxsize=1)
def _patterns() -> dict[str, list]:
    import re2
    import yaml

    found = yaml.safe_load((Path(__file__).parent / "wishes.yaml").read_text(encoding="utf-8"))
    return {name: [re2.compile(one) for one in patterns] for name, patterns in found.items()}


@lru_cache(maxsize=1)
def _places() -> list[tuple[re.Pattern[str], int]]:
    import yaml

    found = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))
    return [(re.compile(pattern), place) for rows in found.values() for place, pattern in rows.items()]


def place_of(text: str, many: int) -> int | None:
    """Which of so many things one below the other is meant by “the second one, please”; None where none is."""
    said = plain(text)
    meant = {place for pattern, place in _places() if pattern.fullmatch(said)}
    places = {place - 1 if place > 0 else many + place for place in meant}
    return places.pop() if len(places) == 1 and 0 <= min(places) < many else None


def plain(text: str) -> str:
    """Folded words with single spaces and without signs at the ends of words."""
    kept = "".join(char if char.isalnum() or char in "'’ " else " " for char in fold(text))
    return " ".join(kept.replace("’", "'").split())


def wish(text: str) -> str:
    """One of the names above; NOTHING for what may be a question."""
    folded = looked_at(text)
    for name in ORDER:
        if _says(name, folded) and not (name == PERSON and _says("not_person", folded)):
            return name
    return NOTHING


def declines(text: str) -> bool:
    """“No, thanks” is thanks, and a no where something was asked."""
    return _says(NO, looked_at(text))


def looked_at(text: str) -> str:
    folded = plain(text)
    return folded if len(folded) <= LOOKED_AT else f"{folded[: LOOKED_AT // 2]} {folded[-LOOKED_AT // 2 :]}"


def leans(text: str) -> bool:
    """Whether it hangs on what was said before: “and for chairs?”, “how long does it take?”."""
    said = plain(text)
    return len(said) <= SHORT and _says("leans", said)


def _says(name: str, folded: str) -> bool:
    return any(pattern.search(folded) for pattern in _patterns()[name])


def chosen(text: str, labels: Sequence[str]) -> int | None:
    """Which label was pressed or typed: its words, or its number. None where none was, or it could be two."""
    said = plain(text)
    if said.isascii() and said.isdecimal() and len(said) < 3:
        return int(said) - 1 if 0 < int(said) <= len(labels) else None
    words = [plain(one) for one in labels]
    if said in words:
        return words.index(said)
    held = [place for place, one in enumerate(words) if said and len(said) > 3 and f" {said} " in f" {one} "]
    return held[0] if len(held) == 1 else None
