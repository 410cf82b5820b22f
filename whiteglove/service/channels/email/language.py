"""Which language a person wrote in, when it can be told."""

import re
from functools import lru_cache

# Spoken by the mail programs whose phrases we know. Few enough that the detector stays at 15 MB.
KNOWN = (
    "ENGLISH GERMAN FRENCH SPANISH ITALIAN DUTCH PORTUGUESE POLISH SWEDISH DANISH BOKMAL FINNISH CZECH RUSSIAN"
    " UKRAINIAN TURKISH JAPANESE CHINESE KOREAN ARABIC HEBREW VIETNAMESE HUNGARIAN GREEK ROMANIAN"
)
READ = 1000  # characters looked at
LETTERS = 12  # fewer say nothing, unless the script itself tells
SURE = 0.6

_TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*(?:,|;|$)")
_NOT_WORDS = re.compile(r"https?://\S+|\S+@\S+|[\d\W_]+")
_WIDE = re.compile("[\u0590-\u06ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def language_of(text: str, *, declared: str = "") -> str | None:
    """ISO 639-1 code of the language of `text`, or the declared one (Content-Language) if unsure, or None."""
    words = _NOT_WORDS.sub(" ", text[:READ]).strip()
    if len(words) >= LETTERS or len(_WIDE.findall(words)) >= 4:
        found = _detect(words)
        if found:
            return found
    tag = _TAG.match(declared)
    return tag.group(1).lower() if tag and declared else None


def _detect(words: str) -> str | None:
    values = _detector().compute_language_confidence_values(words)
    if not values or values[0].value < SURE:
        return None
    code = values[0].language.iso_code_639_1.name.lower()
    return "no" if code == "nb" else code


@lru_cache(maxsize=1)
def _detector():  # imported late: the models cost a second and 40 MB, and most commands need none
    from lingua import Language, LanguageDetectorBuilder

    chosen = [getattr(Language, name) for name in KNOWN.split()]
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()
