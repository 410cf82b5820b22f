"""Which language a person wrote in, when it can be told."""

import re
from collections import Counter
from functools import lru_cache

# Spoken by the mail programs whose phrases we know. Few enough that the detector stays at 15 MB.
KNOWN = (
    "ENGLISH GERMAN FRENCH SPANISH ITALIAN DUTCH PORTUGUESE POLISH SWEDISH DANISH BOKMAL FINNISH CZECH RUSSIAN"
    " UKRAINIAN TURKISH JAPANESE CHINESE KOREAN ARABIC HEBREW VIETNAMESE HUNGARIAN GREEK ROMANIAN"
)
READ = 1000  # characters looked at
PLENTY = 300  # of which the detector gets these: what they don't tell it, more of them wouldn't
LETTERS = 24  # fewer say nothing, unless the script itself tells
ENOUGH = 60  # letters from which on SURE is asked of the detector; below, VERY_SURE
SURE, VERY_SURE = 0.6, 0.97

# Small words that a short mail can't do without: better than letters when there are few. A word that two
# languages share stands in both. Danish and Norwegian share nearly all: there the letters decide.
_SMALL_WORDS = {
    "en": "the and is are was you your we my it of to for with have has not this that what please thanks where in on a",
    "de": "der die das und ist sind war ich sie wir mein ihr nicht ein eine für mit auf bitte danke habe hat in den im",
    "fr": "le la les et est sont je vous nous mon votre pas un une pour avec sur merci du de des que qui ai en ne ça à",
    "es": "el la los las y es son usted mi su no un una para con por gracias del de en que he ha está pero muy se al a",
    "it": "il lo la gli e è sono lei mio suo non un una per con di grazie del che ho ha della questo in i si le da a",
    "nl": "de het een en is zijn was ik u wij mijn uw niet voor met van op graag bedankt heb heeft dit dat in te",
    "pt": "o a os as e é são você meu seu não um uma para com por obrigado obrigada do da de que foi está em no na se",
    "sv": "och jag är inte för att ett på med har som ni tack det en i vi min av den de om men till",
    "da": "og jeg er ikke for at et på med har som takk tak det en i vi min av af den de om men til",
    "pl": "i jest nie na w z do to się proszę dziękuję mam moje czy za że jak ale o po",
    "cs": "a je na v z do to se že jsem není prosím děkuji ale jsme za mi si jak o po i nebo",
    "ro": "și nu este în cu pe mai sunt care dar pentru din la un o a de am să vă",
    "fi": "on ja ei se en että mutta minä ole kun niin voi jos vielä kiitos",
    "tr": "ve bir bu için de da ne mi çok ama değil var teşekkürler o",
    "hu": "a az és nem is egy ez hogy meg de van kérem köszönöm még már",
}
_SPEAKS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_SPOKEN_IN = {
    word: [code for code, known in _SPEAKS.items() if word in known] for word in frozenset().union(*_SPEAKS.values())
}
_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*(?:,|;|$)")
_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|[\d\W_]+")
_WIDE = re.compile("[\u0370-\u03ff\u0590-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def language_of(text: str, *, declared: str = "") -> str | None:
    """ISO 639-1 code of the language of `text`, or the declared one (Content-Language) if unsure, or None."""
    words = _NOT_WORDS.sub(" ", text[:READ]).strip()
    found = _by_small_words(words) or _by_letters(words)
    if found:
        return found
    tag = _TAG.match(declared)
    return tag.group(1).lower() if tag and declared else None


def _by_small_words(words: str) -> str | None:
    """The language most small words are of, when it leads clearly and by more than one of them."""
    said = words.lower().split()[:150]
    counts = Counter(code for word in said for code in _SPOKEN_IN.get(word, ()))
    (first, most), (_, second) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    if first in ("", "da") or most < 2 * second or len(_SPEAKS[first].intersection(said)) < 2:
        return None
    return first


def _by_letters(words: str) -> str | None:
    words = words[:PLENTY]
    wide = len(_WIDE.findall(words)) >= 4
    if len(words) < LETTERS and not wide:
        return None
    values = _detector().compute_language_confidence_values(words)
    if not values or values[0].value < (SURE if wide or len(words) >= ENOUGH else VERY_SURE):
        return None
    code = values[0].language.iso_code_639_1.name.lower()
    return "no" if code == "nb" else code


@lru_cache(maxsize=1)
def _detector():  # imported late: the models cost a second and 40 MB, and most commands need none
    from lingua import Language, LanguageDetectorBuilder

    chosen = [getattr(Language, name) for name in KNOWN.split()]
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()
