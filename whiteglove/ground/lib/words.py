"""Text as an index holds it: folded, and cut into words, or pairs of signs where a script has no spaces. Pure."""

import re
import unicodedata

# Letters that don't come apart into a plain one and an accent.
_PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ŧ": "t",
    # Arabic: one spelling of ya, ta marbuta and alif, no tatweel.
    "ى": "ي", "ة": "ه", "ـ": "", "ٱ": "ا",
})  # fmt: skip
# Thai, Lao, Khmer, Myanmar, kana, Han, hangul: written without spaces.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    r"\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f"
)
_RUN = re.compile(rf"[{_UNSPACED}]+|[^\W_{_UNSPACED}]+")
_BEGINS_UNSPACED = re.compile(rf"[{_UNSPACED}]")


def fold(text: str) -> str:
    """Lower case, without accents, one form for every letter: `Élodie` -> `elodie`, `ＡＢＣ` -> `abc`."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in apart if unicodedata.category(char) not in ("Mn", "Cf"))
    return unicodedata.normalize("NFC", kept).casefold().translate(_PLAIN)


def runs(text: str) -> list[str]:
    """Letters and digits that stand together, in order; those of an unspaced script apart from the others."""
    return _RUN.findall(text)


def is_unspaced(run: str) -> bool:
    return _BEGINS_UNSPACED.match(run) is not None


def pieces(text: str, longest: int) -> list[str]:
    """The words of a text in order, as they stand; of an unspaced script overlapping pairs of signs, or a lone one."""
    found = []
    for run in runs(text):
        if is_unspaced(run):
            found += [run[at : at + 2] for at in range(max(1, len(run) - 1))]
        else:
            found.append(run[:longest])
    return found
