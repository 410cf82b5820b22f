"""Topics as lists of words, found in what somebody wrote. No patterns: whoever writes scenarios needs none.

`order number` is found as it stands, `deliver*` with any ending, `fall* away` too; accents and case never count.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from whiteglove.ground.lib.words import fold
from whiteglove.ground.reader.language import is_small

# Signs that nobody sees: joiners, direction marks, fillers, blank letters. Those that hold emoji or other scripts
# together stay, but not between letters of ours or spaces.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U000e0000-\U000e0fff]+|(?<![^\\x00-\u024f])[\u200c\u200d\ufe00-\ufe0f]+(?![^\\x00-\u024f])"
)
COMMA = re.compile(r"(?<=\d),(?=\d)")
THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
SPACE = re.compile(r"\s+")
HOUR = re.compile(r"(?<![\d:.])(\d{1,2})(?:[:.](\d\d))?\s*([ap])\.?m\b\.?")
WHOLE = re.compile(r"(?<=\d)\.00(?!\d)")
APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
LISTED, LISTS = 6, 0.95  # so many of the listed words, and nearly all that it says
HELD = 5  # different small words between them: then it is a sentence after all
AGAIN = re.compile(r"^(?:(?:so|and|well|yes|no|okay|ok|again|as i (?:already )?(?:said|told you))\W+)+")
NOTHING = re.compile(r"(?!)")
FRAMES, FRAMED = 4, 0.4  # times that three words stand in a row, and what share of all these are
# So much of a sentence holds it together; one of up to FEW words needs nothing, and nobody follows more than MOST.
SMALL, FEW, MOST = 0.1, 8, 60


def visible(text: str) -> str:
    """Without signs that nobody sees, and between which words would be hidden from whoever reads."""
    return UNSEEN.sub("", text)


@lru_cache(maxsize=2000)
def plain(text: str) -> str:
    """Folded, with single spaces; an amount or an hour in one way, however it is written: 287, 19:30."""
    folded = THOUSANDS.sub("", fold(text.translate(APOSTROPHES)))
    return SPACE.sub(" ", WHOLE.sub("", HOUR.sub(_hour, COMMA.sub(".", folded)))).strip()


def _hour(found: re.Match[str]) -> str:
    hour = int(found[1]) % 12 + (12 if found[3] == "p" else 0)
    return f"{hour}:{found[2] or '00'}"


def bare(text: str) -> str:
    """Without what one says before saying it again: so, as I said, …"""
    return AGAIN.sub("", plain(text))


@lru_cache(maxsize=20_000)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    if not words:
        return NOTHING
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_one, words))})")


def _one(word: str) -> str:
    known = r"\w*".join(map(re.escape, plain(word).split("*")))
    return known if word.endswith("*") else rf"{known}(?!\w|\.\d)" if word[-1:].isdigit() else rf"{known}(?!\w)"


def mentions(text: str, words: Sequence[str]) -> bool:
    return bool(words) and any_of(tuple(words)).search(plain(text)) is not None


def covers(texts: Iterable[str], groups: Sequence[Sequence[str]]) -> bool:
    """Whether at least one word of every group stands in these texts."""
    whole = " \n".join(texts)
    return bool(groups) and bool(whole) and all(mentions(whole, group) for group in groups)


def is_prose(text: str) -> bool:
    """Whether words are held together as in a sentence, rather than put in a row to be found."""
    words = WORD.findall(plain(text))
    if len(words) <= FEW or not any("a" <= word[0] <= "z" for word in words):
        return True
    return len(words) <= MOST and sum(is_small(word) for word in words) >= SMALL * len(words)


def only_lists(topics: tuple[str, ...], text: str) -> bool:
    """Whether a sentence is made of a scenario's own words and hardly anything else, as nobody speaks."""
    folded = plain(text)
    near = [one for one in topics if _beginning(one) in folded]
    if len(near) < LISTED:
        return False
    found = [span for one in near if (span := [match.span() for match in any_of((one,)).finditer(folded)])]
    if len(found) < LISTED:
        return False
    spans = [one for each in found for one in each]
    words = list(WORD.finditer(folded))
    listed = {one.start() for one in words if any(start <= one.start() < end for start, end in spans)}
    between = {one[0] for one in words if is_small(one[0]) and one.start() not in listed}
    matter = {one.start() for one in words if not is_small(one[0])}
    return len(between) < HELD and len(matter & listed) >= LISTS * len(matter)


def only_frames(texts: Sequence[str]) -> bool:
    """Whether the same few words stand around ever other ones: “I can tell you about the … now.”"""
    words = [word for text in texts for word in WORD.findall(plain(text))]
    times = Counter(zip(words, words[1:], words[2:], strict=False))
    framed = {place + step for place in range(len(words) - 2) for step in range(3)
              if times[words[place], words[place + 1], words[place + 2]] >= FRAMES}  # fmt: skip
    return len(framed) >= FRAMED * len(words) and bool(framed)


@lru_cache(maxsize=20_000)
def _beginning(word: str) -> str:
    """What stands in any text that has this word: far quicker to look for than the word itself."""
    return plain(word.partition("*")[0])


def choose(options: Sequence[Any], *by: object) -> Any:
    """One of these, always the same for the same `by`, on every machine."""
    number = int.from_bytes(sha256("\x1f".join(map(str, by)).encode()).digest()[:8], "big")
    return options[number % len(options)]


def fill(value: Any, words: dict[str, str]) -> Any:
    """The same lists and groups with {variables} filled in."""
    if isinstance(value, str):
        return VARIABLE.sub(lambda found: words.get(found[1], found[0]), value)
    if isinstance(value, dict):
        return {key: fill(one, words) for key, one in value.items()}
    return [fill(one, words) for one in value] if isinstance(value, list) else value


VARIABLE = re.compile(r"\{([a-z_]+)\}")
