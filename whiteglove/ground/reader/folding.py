"""Harmless style taken out before anything is matched, each character still knowing where it came from.

Curly quotes, accents, full-width letters, zero-width and control characters, runs of spaces, missing apostrophes,
elongations ("soooo") and gendered words all become one plain form: a verdict must not hang on them.
"""
# ruff: noqa: E501, SIM905  (tables of words and patterns)

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product

from whiteglove.ground.reader.genders import is_gendered, neutral, neutral_word

_SINGLE = "‘’‚‛′´`ʼ＇"
_DOUBLE = "“”„‟″«»＂"
_DASHES = "‐‑‒–—―−"
_SPECIAL = {
    **dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DOUBLE, '"'), **dict.fromkeys(_DASHES, "-"),
    "…": "...", "ß": "ss", "ẞ": "SS", "œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ə": "a", "Ə": "A", "ŋ": "n",
    "ʻ": "'", "ʿ": "'", "ʾ": "'", "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": "", "؟": "?", "،": ",", "؛": ";",
    "¡": "", "¿": "", "\u2028": "\n", "\u2029": "\n", "\x85": "\n",
}  # fmt: skip
_ODD = re.compile(r"[^\n\x20-\x7e]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class Traced:
    """A text and, for each of its characters, the stretch of the original it stands for."""

    __slots__ = ("ends", "starts", "text")

    def __init__(self, text: str, starts: Sequence[int] | None = None, ends: Sequence[int] | None = None) -> None:
        self.text = text
        # Ranges until something moves: most sentences are plain already.
        self.starts = range(len(text)) if starts is None else starts
        self.ends = range(1, len(text) + 1) if ends is None else ends

    def sub(self, pattern: re.Pattern, put: Callable[[re.Match], str]) -> Traced:
        """Every match replaced; characters put in stand for the whole match."""
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = put(match)
            if new == match[0]:
                continue
            a, b = match.span()
            pieces += [self.text[last:a], new]
            starts += self.starts[last:a]
            ends += self.ends[last:a]
            if a < b:
                starts += [self.starts[a]] * len(new)
                ends += [self.ends[b - 1]] * len(new)
            last = b
        if not pieces:
            return self
        pieces.append(self.text[last:])
        starts += self.starts[last:]
        ends += self.ends[last:]
        return Traced("".join(pieces), starts, ends)

    def part(self, start: int, end: int) -> Traced:
        return Traced(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Where text[start:end] stands in the original."""
        if start >= end:
            at = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
            return at, at
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=20_000)
def plain_character(character: str) -> str:
    """What one character is matched as: é -> e, “ -> ", zero-width -> nothing."""
    if (special := _SPECIAL.get(character)) is not None:
        return special
    if character in "\t\r\x0b\x0c":
        return " "
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf", "Cc", "Sk", "Cs", "Co", "Cn"):
        return ""
    if category in ("Zs", "Zl", "Zp"):
        return " "
    plain = unicodedata.normalize("NFKD", character)
    return "".join(_SPECIAL.get(one, one) for one in plain if not unicodedata.combining(one))


def plain(text: str) -> str:
    """`text` character by character in its plain form; for patterns and known words."""
    return _ODD.sub(lambda match: plain_character(match[0]), text)


_LINE_ENDS = re.compile(r"\r\n?")


def plainly(text: str) -> Traced:
    """The whole message in plain characters. Linear in its length."""
    return Traced(text).sub(_LINE_ENDS, lambda _: "\n").sub(_ODD, lambda match: plain_character(match[0]))


# Contractions people write without their apostrophe. Left out: well, were, ill, its, id, hell, shell, shed, wed.
_BARE = {
    **{f"{verb}nt": f"{verb}n't" for verb in
       "do does did is are was were have has had could would should must might need ai".split()},
    "cant": "can't", "wont": "won't", "shant": "shan't", "cannot": "can't", "im": "i'm", "ive": "i've", "youre": "you're",
    "youve": "you've", "youll": "you'll", "youd": "you'd", "theyre": "they're", "theyve": "they've", "theyll": "they'll",
    "weve": "we've", "thats": "that's", "whats": "what's", "wheres": "where's", "hows": "how's", "whos": "who's",
    "theres": "there's", "heres": "here's", "lets": "let's", "itll": "it'll", "thatll": "that'll", "hes": "he's",
    "shes": "she's", "u": "you", "ur": "your", "pls": "please", "plz": "please", "plse": "please", "dunno": "don't know",
}  # fmt: skip
_WORD = re.compile(r"(?<![\w'@.\-/])[A-Za-z]+(?![\w'@/]|[.\-]\w)")
_SAID = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SPACES = re.compile(r"\s{2,}|[\t\n\r]|^\s+|\s+$")
_MARKS = re.compile(r"([!?])\1{2,}|\.{4,}")
_LONG = re.compile(r"[A-Za-z]*([A-Za-z])\1{2,}[A-Za-z]*")
_RUN = re.compile(r"([A-Za-z])\1{2,}")
_NOSES = re.compile(r"([:;=])['^o-]([()DPp|/\[\]])")
# Words in which a letter rightly stands twice; elsewhere "soooo" is "so".
_TWICE = frozenset(
    "good cool too look soon food room book took school wood foot door poor moon see seen need week keep feel free agree"
    " three speed deep been fee feet meet really finally all call still will tell full bill hello small well hell kill sell"
    " ball wall fall actually totally literally happy sorry worry hurry letter better matter off stuff different difficult"
    " miss pass mess boss less possible annoyed annoying little bottle app apple apply tomorrow yellow occur address access"
    " success account happened stopped sleep sleepy been freezing seeing agreed pissed unless awesome boo woo zoo yahoo".split()
)  # fmt: skip
_ESCAPE_OR_WORD = re.compile(r"\\[pP]\{?\w+\}?|\\[a-zA-Z]|[A-Za-z']+")


def _restored(match: re.Match) -> str:
    return _BARE.get(match[0].lower(), match[0])


def _shortened(match: re.Match) -> str:
    """helllooo -> hello: each run once or twice, whichever makes a word we know; else once."""
    pieces = _RUN.split(match[0][:60])
    runs = pieces[1::2][:3]
    for counts in product((2, 1), repeat=len(runs)):
        tried = "".join(
            piece if place % 2 == 0 else piece * (counts[place // 2] if place // 2 < len(counts) else 1)
            for place, piece in enumerate(pieces)
        )
        if tried.lower() in _TWICE:
            return tried
    return "".join(pieces)


_dull: set[str] = set()  # words seen that stay as they are in every language
_DULL = 20_000


def tidied(sentence: Traced, *, english: bool = True) -> Traced:
    """One sentence in the form that patterns see, but for its names."""
    text, plain_text = sentence, sentence.text
    if "!!!" in plain_text or "???" in plain_text or "...." in plain_text:
        text = text.sub(_MARKS, lambda match: match[0][:3] if match[0][0] == "." else match[0][:2])
    words = set(_SAID.findall(text.text.lower()))
    odd = {one for one in words - _dull if not _is_dull(one)}
    if odd and _RUN.search(text.text):
        text = text.sub(_LONG, _shortened)
    if " ".join(text.text.split()) != text.text:
        text = text.sub(_SPACES, _space)
    if ":" in text.text or ";" in text.text or "=" in text.text:
        text, odd = text.sub(_NOSES, lambda match: match[1] + match[2]), {":"}
    if not odd:
        return text
    said = set(_SAID.findall(text.text.lower()))
    if english and not said.isdisjoint(_BARE):
        text = text.sub(_WORD, _restored)
        said |= {"he's"} if said & {"hes", "shes"} else set()
    return neutral(text, said, english=english)


def _is_dull(word: str) -> bool:
    """Whether no step looks at the word. Most words of a sentence were seen before."""
    if is_gendered(word) or word in _BARE or _RUN.search(word):
        return False
    if len(_dull) >= _DULL:
        _dull.clear()
    _dull.add(word)
    return True


def _space(match: re.Match) -> str:
    inside = match.start() > 0 and match.end() < len(match.string)
    return " " if inside else ""


def plain_pattern(pattern: str, language: str) -> str:
    r"""A pattern in the characters and words that `tidied` leaves; `\b` made to work for Arabic letters."""
    if language == "ar":
        pattern = pattern.replace(r"\b", r"(?:^|$|[^\p{Arabic}])")
    return _ESCAPE_OR_WORD.sub(lambda match: neutral_word(match[0], english=language == "en"), plain(pattern))
