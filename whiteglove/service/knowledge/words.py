"""Text as the index holds it: folded words, their stems, and what remains of them when letters are left out. Pure."""

import hashlib
import re
import threading
import unicodedata
from functools import lru_cache
from itertools import combinations

from whiteglove.ground.lib.words import fold, is_unspaced, pieces

LONGEST = 40
# Words that questions are made of; left out of a question when others remain.
EMPTY = {
    "en": "a an and are at be by can did do does for from how i if in is it me my not of on or our so that the there"
    " this to was we what when where which who why will with you your",
    "fr": "a au aux avec ce ces comment dans de des du elle en est et il je la le les ma me mes mon ne nous on ou par"
    " pas pour pourquoi qu que quel quelle qui sa se son sur un une vous votre",
    "de": "an auf aus bei das dem den der des die ein eine einen einer es fur ich im in ist kann man mein meine mich"
    " mir mit"
    " nicht oder sie so und uns von warum was wenn wer wie wir wo zu zum zur",
    "es": "a al como con cual cuando de del donde el en es esta este la las lo los me mi mis no o para por porque que"
    " se si su sus un una y yo",
    "pt": "a ao as como com da de do dos e em eu meu minha na nao no o onde os ou para por porque que quando se um uma",
    "it": "a al che come con cosa da dei del della di e il in io la le lo mi mio non o per perche quando se si un una",
    "ar": "في من على الى عن ما هل كيف هذا هذه ان و او لا",
}
_EMPTY = {language: frozenset(words.split()) for language, words in EMPTY.items()}
STEMMED = {
    "ar": "arabic", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fi": "finnish",
    "fr": "french", "hu": "hungarian", "id": "indonesian", "it": "italian", "nb": "norwegian", "nl": "dutch",
    "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
_one_at_a_time = threading.Lock()


def runs(text: str) -> list[str]:
    """The words of a text in order, as they are written, in small letters; unspaced scripts as overlapping pairs."""
    return pieces(unicodedata.normalize("NFC", text.casefold()), LONGEST)


def of_the_language(language: str) -> str:
    return language.partition("-")[0].lower()


@lru_cache(maxsize=32)
def _stemmer(language: str):
    import snowballstemmer

    return snowballstemmer.stemmer(STEMMED[language]) if language in STEMMED else None


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """`invoices` -> `invoic`, as the language forms its words; folded. The word itself in other languages."""
    stemmer = _stemmer(of_the_language(language))
    if stemmer is None:
        return fold(word)
    with _one_at_a_time:  # A stemmer keeps the word it works on in itself.
        return fold(stemmer.stemWord(word))


def asked(text: str, language: str, most: int = 8) -> list[str]:
    """The words of a question that say something, each once, as they were written."""
    words = list(dict.fromkeys(runs(text[:300])))
    empty = _EMPTY.get(of_the_language(language), frozenset())
    telling = [word for word in words if fold(word) not in empty and (len(word) > 1 or is_unspaced(word))]
    return (telling or words)[:most]


def tolerance(word: str) -> int:
    """How many slips of the finger a word of this length may hold."""
    if len(word) < 3 or any(char.isdigit() for char in word) or is_unspaced(word):
        return 0
    return 1 if len(word) < 6 else 2


def slips(word: str, prefix: int = 7) -> set[int]:
    """What remains of the beginning of a word when up to two letters are left out, each as a number of 63 bits.

    Two words within that many slips of one another share one (the idea of symmetric deletion). 1 to 29 numbers.
    """
    most = tolerance(word)
    if not most:
        return set()
    begins = word[:prefix]
    rests = {begins}
    for left_out in range(1, most + 1):
        for places in combinations(range(len(begins)), left_out):
            rests.add("".join(char for at, char in enumerate(begins) if at not in places))
    return {_number(rest) for rest in rests}


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


_TELLING_WHO = re.compile(r"[@#/\\]|\d{4,}|\d[\d .-]{5,}\d|https?:|www\.", re.I)


def unremarkable(text: str) -> str:
    """The words of a search as they may be kept: folded, at most eight; "" for what could tell who searched.

    Addresses, links and longer numbers (orders, cards, phones) do.
    """
    if _TELLING_WHO.search(text):
        return ""
    return " ".join(fold(word) for word in runs(text)[:8])[:100].strip()
