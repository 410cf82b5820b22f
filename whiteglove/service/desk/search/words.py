"""Text as the index holds it: folded words, and pairs of signs for scripts that write without spaces. Pure.

Both engines get the same words, so a search means the same on both. A word is letters and digits only; marks of
our own begin with "@", which no text can produce.
"""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 64
# Letters that don't come apart into a plain one and an accent.
_PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t",
    # Arabic: one spelling of ya and ta marbuta, no tatweel.
    "ى": "ي", "ة": "ه", "ـ": "", "ٱ": "ا",
})  # fmt: skip
# Han, kana, hangul, Thai, Lao, Khmer, Myanmar.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_PLAIN_RUN = re.compile(r"[a-z0-9]+")  # the same among ASCII
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")


def fold(text: str) -> str:
    """Lower case, without accents, one form for every letter: `Élodie` -> `elodie`, `ＡＢＣ` -> `abc`."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in apart if unicodedata.category(char) not in ("Mn", "Cf"))
    return unicodedata.normalize("NFC", kept).casefold().translate(_PLAIN)


def words(text: str) -> list[str]:
    """The words of a text in order; a run of unspaced script as overlapping pairs and its last sign."""
    if text.isascii():
        return [run[:LONGEST] for run in _PLAIN_RUN.findall(text.lower())]
    return list(_words(fold(text)))


def _words(folded: str) -> Iterator[str]:
    for run in _RUN.findall(folded):
        if _IS_UNSPACED.match(run):
            yield from (run[at : at + 2] for at in range(len(run)))
        else:
            yield run[:LONGEST]


def asked(text: str) -> list[str]:
    """The words of something searched for: as `words`, without the lone last sign that only ends a run."""
    found = []
    for run in _RUN.findall(fold(text)):
        if _IS_UNSPACED.match(run):
            found += [run[at : at + 2] for at in range(max(1, len(run) - 1))]
        else:
            found.append(run[:LONGEST])
    return found


def is_lone_sign(word: str) -> bool:
    """One sign of an unspaced script: it is looked for as the beginning of a pair."""
    return len(word) == 1 and bool(_IS_UNSPACED.match(word))
