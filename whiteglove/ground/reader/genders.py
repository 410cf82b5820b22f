"""Words that come in pairs for women and men, as one: a verdict must not depend on which of them was meant."""
# ruff: noqa: E501, SIM905  (tables of words)

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Protocol, Self, TypeVar

# In every language.
_ANYWHERE = {
    "he": "they", "she": "they", "him": "them", "her": "them", "his": "them", "hers": "them", "he's": "they's",
    "she's": "they's", "he'd": "they'd", "she'd": "they'd", "he'll": "they'll", "she'll": "they'll",
    "himself": "themself", "herself": "themself", "husband": "spouse", "wife": "spouse", "son": "child",
    "daughter": "child", "sons": "children", "daughters": "children", "mother": "parent", "father": "parent",
    "mum": "parent", "dad": "parent", "mom": "parent", "mam": "parent", "mummy": "parent", "daddy": "parent",
    "brother": "sibling", "sister": "sibling", "grandmother": "grandparent", "grandfather": "grandparent",
    "grandma": "grandparent", "grandpa": "grandparent", "granddad": "grandparent", "gran": "grandparent",
    "nan": "grandparent", "aunt": "relative", "uncle": "relative", "niece": "relative", "nephew": "relative",
    "boyfriend": "partner", "girlfriend": "partner", "madam": "sir", "ma'am": "sir", "maam": "sir", "widow": "widowed",
    "widower": "widowed", "lady": "person", "gentleman": "person", "ladies": "people", "gentlemen": "people",
    "woman": "person", "women": "people", "monsieur": "madame", "mademoiselle": "madame", "senor": "senora",
    "senorita": "senora", "senhor": "senhora", "elle": "il", "ela": "ele",
}  # fmt: skip
_TRADES = (
    "sales", "chair", "police", "fire", "spokes", "business", "repair", "camera", "trades", "trade", "crafts", "handy",
    "crew", "service", "work", "congress", "council", "anchor", "middle", "country", "sports",
    "ombuds", "delivery", "post", "mail", "milk", "dust", "bin", "maintenance", "weather",
)  # fmt: skip
_ENGLISH = {
    **_ANYWHERE,
    **{f"{trade}{one}": f"{trade}person" for trade in _TRADES for one in ("man", "woman")},
    **{f"{trade}{one}": f"{trade}people" for trade in _TRADES for one in ("men", "women")},
    "gentleman": "person", "gentlewoman": "person", "gentlemen": "people", "men": "people", "girl": "person", "boy": "person",
    "guy": "person", "girls": "folks", "boys": "folks", "guys": "folks", "chap": "person",
    "gal": "person", "bloke": "person", "chaps": "folks", "blokes": "folks", 
    "gals": "folks", "bride": "spouse", "groom": "spouse", "bridegroom": "spouse", "husbands": "spouses", "wives": "spouses",
    "hubby": "spouse", "wifey": "spouse", "fiance": "partner", "fiancee": "partner", "boyfriends": "partners",
    "girlfriends": "partners", "mothers": "parents", "fathers": "parents", "mums": "parents", "moms": "parents",
    "dads": "parents", "mama": "parent", "mamma": "parent", "papa": "parent", "mommy": "parent", "mommies": "parents",
    "mummies": "parents", "daddies": "parents", "stepmother": "stepparent", "stepfather": "stepparent", "stepmum": "stepparent",
    "stepmom": "stepparent", "stepdad": "stepparent", "stepson": "stepchild", "stepdaughter": "stepchild",
    "stepsons": "stepchildren", "stepdaughters": "stepchildren", "stepbrother": "stepsibling", "stepsister": "stepsibling",
    "godmother": "godparent", "godfather": "godparent", "godson": "godchild", "goddaughter": "godchild",
    "brothers": "siblings", "sisters": "siblings", "bro": "sibling", "sis": "sibling", "grandad": "grandparent",
    "granny": "grandparent", "gramps": "grandparent", "nana": "grandparent", "nanna": "grandparent", 
    "grandmothers": "grandparents", "grandfathers": "grandparents", "grandmas": "grandparents", "grandpas": "grandparents",
    "grandson": "grandchild", "granddaughter": "grandchild", "grandsons": "grandchildren", "granddaughters": "grandchildren",
    "aunts": "relatives", "uncles": "relatives", "aunty": "relative", "auntie": "relative", "nieces": "relatives",
    "nephews": "relatives", "widows": "widowed", "widowers": "widowed", "male": "adult", "female": "adult",
    "males": "adults", "females": "adults", "waiter": "server", "waitress": "server", "waiters": "servers",
    "waitresses": "servers", "steward": "attendant", "stewardess": "attendant", "stewards": "attendants",
    "stewardesses": "attendants", "hostess": "host", "hostesses": "hosts", "landlady": "landlord", "landladies": "landlords",
    "actress": "actor", "actresses": "actors", "manageress": "manager", "manageresses": "managers", "headmaster": "principal",
    "headmistress": "principal", "heroine": "hero", "heroines": "heroes", "barmaid": "bartender", "barman": "bartender",
    "masseur": "massage therapist", "masseuse": "massage therapist", "seamstress": "tailor", "queen": "king", "queens": "kings",
    "princess": "prince", "duchess": "duke", "countess": "count", "heiress": "heir", "duchesses": "dukes",
    "princesses": "princes", "schoolgirl": "pupil", "schoolboy": "pupil", "schoolgirls": "pupils", "schoolboys": "pupils",
    "motherhood": "parenthood", "fatherhood": "parenthood", "motherly": "parental", "fatherly": "parental",
    "missus": "spouse", "hisself": "themself",
    "lad": "person", "lass": "person", "lassie": "person", "lads": "folks", "lasses": "folks", "gent": "person", "gents": "people",
    "sirs": "sir", "madams": "sir", "mister": "sir", "gf": "partner", "bf": "partner", "hubbie": "spouse",
    "bachelorette": "bachelor", "womans": "person's", "womens": "people's", "mens": "people's", "mans": "person's",
    "maternal": "parental", "paternal": "parental", "maternity": "parental", "paternity": "parental",
    "manservant": "servant", "maidservant": "servant",
    "emperor": "king", "empress": "king",
    "salesgirl": "salesperson", "salesboy": "salesperson",
    "saleslady": "salesperson",
}  # fmt: skip
_TABLES = {True: _ENGLISH, False: _ANYWHERE}
_WORDS = {
    english: frozenset(table) | {f"{word}'s" for word in table if "'" not in word} for english, table in _TABLES.items()
}
NEUTRAL = frozenset(word for one in {*_ENGLISH.values(), "person"} for word in (one, f"{one}s"))
# In patterns these stay: "the right person." isn't the "girl." that is too familiar.
_ONLY_SAID = frozenset(["girl", "boy", "guy", "chap", "gal", "bloke", "male", "female"])
_NAMES = frozenset(["Guy", "Princess", "Queen", "Gal", "Nana"])
# "Oh man" is no man.
_MAN = re.compile(
    r"(?<!\bof )(?<!\boh )(?<!\bhey )(?<!\bmy )(?<!\byo )\bman\b(?! up\b)|(?<=\bmy )man(?= \w|'s\b)", re.IGNORECASE
)
_MEN = frozenset(["man", "man's"])
# "A dude", and not "thanks dude", which is too familiar; "thanks miss", and not "don't miss it".
_SOME = re.compile(
    r"(?P<some>\b(?:a|an|the|this|that|some|another|one|which|my|your|their|our) (?:(?:young|old|nice|rude|lovely|helpful|other|random"
    r"|little|poor|delivery|new|same) )?)(?:(?:dude|fella|fellow)(?P<many>s)?|chick)\b(?=$| \w|'s\b|[.,!?;])",
    re.IGNORECASE,
)
_MISS = re.compile(
    r"(?P<before>\b(?:thanks|thank you|yes|no|hello|hi|sorry|please|day|morning|evening|afternoon|dear|ok|okay),? )miss(?=$|[.,!?;])",
    re.IGNORECASE,
)
_LOOSE = frozenset("dude dudes chick fella fellas fellow fellows dude's fella's chick's".split())
_GENDERED = {
    english: re.compile(
        r"(?<![\w'])(?:" + "|".join(sorted(table, key=len, reverse=True)) + r")(?!\w|'(?!s\b)\w)", re.IGNORECASE
    )
    for english, table in _TABLES.items()
}


class Text(Protocol):
    """What `folding.Traced` can do."""

    def sub(self, pattern: re.Pattern, put: Callable[[re.Match], str]) -> Self: ...


S = TypeVar("S", bound=Text)


def neutral(sentence: S, said: Collection[str], *, english: bool = True) -> S:
    """Without genders: "my mum's" -> "my parent's". `said`: its words, lower case; nothing is looked for that isn't there."""
    if english and not _MEN.isdisjoint(said):
        sentence = sentence.sub(_MAN, lambda _: "person")
    if english and not _LOOSE.isdisjoint(said):
        sentence = sentence.sub(_SOME, lambda match: match["some"] + ("folks" if match["many"] else "person"))
    if english and "miss" in said:
        sentence = sentence.sub(_MISS, lambda match: match["before"] + "sir")
    table = _TABLES[english]
    if _WORDS[english].isdisjoint(said):
        return sentence
    return sentence.sub(_GENDERED[english], lambda match: match[0] if match[0] in _NAMES else table[match[0].lower()])


def is_gendered(word: str) -> bool:
    """Whether `neutral` looks at the word (lower case) in any language."""
    return word in _MEN or word in _LOOSE or word == "miss" or word in _WORDS[True] or word in _WORDS[False]


def neutral_word(word: str, *, english: bool = True) -> str:
    """A word of a pattern without its gender: she -> they, husband -> spouse."""
    low = word.lower()
    if english and low == "man":
        return "(?:man|person)"
    return word if low in _ONLY_SAID else _TABLES[english].get(low, word)
