"""Which of the reader's languages a message is in, from its small words: fast enough for every message."""
# ruff: noqa: E501, SIM905  (tables of words and patterns)

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from whiteglove.ground.reader.name_list import listed

UNSURE = ""
READ = 600  # characters looked at
# Accents are folded before we look. A word that two languages share stands in both.
_SMALL = {
    "en": "the and is are was you your we my it of to for with have has not this that what please thanks thank where in on i"
    " hi hello hey yes yeah yep sure sorry do did does can could would will be been at from but so if just get got"
    " me he she they them there here how when why who which i'm it's don't i've can't that's no good morning great need want"
    " about up out now know any all one would like back by an or as still call order help let right our well really again"
    " dear regards sincerely yours wishes cheers bye",
    "fr": "le la les et est sont je vous nous mon ma mes votre pas un une pour avec sur merci du de des que qui ai en ne ca a"
    " bonjour salut oui c'est j'ai n'est d'accord bonsoir svp plait etre tres mais au aux dans il elle on cette ce quoi"
    " comment pourquoi quand suis avez toujours rien encore bien colis commande remboursement desole avons votre vos mon",
    "es": "el la los las y es son usted mi su no un una para con por gracias del de en que he ha esta pero muy se al a hola"
    " buenos buenas dias tardes si como cuando donde porque por favor lo me le mas tengo quiero puede puedo estoy todavia"
    " sigue nada hasta luego senor senora pedido ayuda siento vale nunca ya desde hace",
    "pt": "o a os as e sao voce meu minha seu sua nao um uma para com por obrigado obrigada do da de que foi esta em no na se"
    " ola oi bom boa dia tarde noite sim como quando onde porque favor mais tenho quero posso pode estou ainda nada ate"
    " logo pedido ajuda desculpe muito isso voces nunca ja eu",
    "de": "der die das und ist sind war ich sie wir mein meine ihr ihre nicht ein eine einen fur mit auf bitte danke habe hat"
    " in den im hallo guten tag morgen ja nein wie wann wo warum was es zu von dem kann konnen noch immer auch aber wenn"
    " schon mir mich uns ihnen seit keine kein mal nur sehr gut bestellung hilfe leider entschuldigung vielen",
    # Not read, but known, so that they aren't taken for one that is.
    "it": "il gli e sono lei mio suo non una per con di grazie che ho ha della questo ciao buongiorno sono perche",
    "nl": "het een en zijn was ik u wij mijn uw niet voor met van op graag bedankt heb heeft dit dat hallo ja nee",
}
_ENGLISH_TOO = frozenset(
    ["a", "son", "die", "pour", "tag", "war", "hat", "fur", "den", "van", "gut", "favor", "por", "nada"]
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
# "Jan van Dijk" and "Bartley O'Lupain" say nothing of the language.
_PARTICLE = re.compile(
    r"(?<=[a-z] )(?:de la|van der|van|von|de|da|dos|du|del|di|el|al|la|le|O|De|La|Le|El|Al|Van|Von)(?= [A-Z])"
)
_PARTICLES = re.compile(rf"(?<![\w'])([A-Z]\w+ )(?:{_PARTICLE.pattern}) ")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_SPEAKS: dict[str, tuple[str, ...]] = {}
for _code, _words in _SMALL.items():
    for _one in set(_words.split()):
        _SPEAKS[_one] = (*_SPEAKS.get(_one, ()), _code)


def is_small(word: str) -> bool:
    """Whether it's one of the small words of any language we know."""
    return word in _SPEAKS


def is_foreign(word: str) -> bool:
    """Whether it's a small word of other languages and no word of English at all."""
    return "en" not in _SPEAKS.get(word, ("en",)) and word not in _ENGLISH_TOO


_ENGLISH = ("en",)  # whose words no other language has
# Small words elsewhere that are people's names or parts of them: beside English they say nothing.
_NAMES_TOO = frozenset(
    "al an ben da de del den der di do dos du el ela en la le li lo los na nada o san sao sie van von y".split()
)


def _only_names(words: list[str], often: int) -> bool:
    """Whether the words of other languages, `often` in all, are each of them somebody's name."""
    foreign = [one for one in words if "en" not in _SPEAKS.get(one, ("en",))]
    return often == len(set(foreign)) and _NAMES_TOO.issuperset(foreign)


@cache
def _towns() -> re.Pattern:
    """Those of several words that have small words of other languages: "los angeles"."""
    several = [whole for wholes in listed().phrases.values() for whole in wholes]
    telling = [one for one in several if any(map(is_foreign, one.split()))]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(telling, key=len, reverse=True)))})\b")


def _without_towns(text: str) -> str:
    """They are called so in every language."""
    return _towns().sub(" ", text) if any(map(is_foreign, _WORD.findall(text))) else text


@lru_cache(maxsize=64)  # a message is asked about again with each of the next ones
def _spoken(text: str) -> list[tuple[str, int]]:
    """(language, small words of it), the one with most first."""
    if len(_ARABIC.findall(text)) > len(text) / 4:
        return [("ar", len(text))]
    if _PARTICLE.search(text):
        text = _PARTICLES.sub(r"\1", text)
    words = _WORD.findall(_without_towns(text.lower()))
    found = Counter(map(_SPEAKS.get, words))
    found.pop(None, 0)
    if _ENGLISH in found:
        foreign = [codes for codes in found if "en" not in codes]
        if foreign and _only_names(words, sum(map(found.get, foreign))):
            for codes in foreign:
                del found[codes]
    counts: dict[str, int] = {}
    for codes, often in found.items():
        for code in codes:
            counts[code] = counts.get(code, 0) + often
    return sorted(counts.items(), key=lambda one: -one[1])


def language_of(text: str, *, before: str = UNSURE) -> str:
    """ISO 639-1 code of `text` (characters folded), or `before` (the conversation's) when it says too little."""
    counts = _spoken(text[:READ])
    if not counts:
        return before
    (first, most), (_, second) = [*counts, ("", 0)][:2]
    if dict(counts).get(before, 0) * 2 > most:
        return before
    # Neighbours share words: "qué bien" is Spanish though both words are French as well.
    return first if most > second + (1 if second and most < 5 else 0) else before
