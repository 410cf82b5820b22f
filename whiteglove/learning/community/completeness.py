"""When a part of a profile says something: what counts as filled in, and what is still missing. Pure.

A part counts by what is in it, not by its length alone: the same word forty times introduces nobody.
"""

import re
from collections.abc import Iterable

WORDS = 20  # different words that an introduction needs at least
FIELDS = {
    "name": "your name",
    "picture": "a picture",
    "title": "a title, such as “Support agent”",
    "bio": f"a few sentences about you, in at least {WORDS} different words",
    "achievements": "one thing you achieved, in a few words",
    "languages": "the languages you speak",
    "links": "a link to something of yours",
    "public": "a page that strangers may see",
}
ASKED = ("name", "picture", "title", "bio", "achievements")  # a whole profile, for colleagues
_WORD = re.compile(r"[^\W\d_]{2,}")


def different_words(text: str) -> int:
    return len({word.casefold() for word in _WORD.findall(text)})


def filled(
    *, name: str, picture: bool, title: str, bio: str, achievements: Iterable[str], languages: Iterable[str] = (),
    links: Iterable[object] = (), public: bool = False,
) -> set[str]:  # fmt: skip
    """The names of the parts that say something."""
    there = {
        "name": different_words(name) >= 1,  # many people have one name
        "picture": picture,
        "title": different_words(title) >= 1,
        "bio": different_words(bio) >= WORDS,
        "achievements": any(different_words(one) >= 3 for one in achievements),
        "languages": any(languages),
        "links": any(links),
        "public": public,
    }
    return {name for name, is_there in there.items() if is_there}


def missing(have: set[str]) -> list[str]:
    """What a whole profile still wants, in words."""
    return [FIELDS[one] for one in ASKED if one not in have]
