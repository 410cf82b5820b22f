"""Names of people and places, put out of sight before anything judges: a verdict must not depend on who someone is.

A name is known from the conversation, or told by its shape: a title before it, a greeting, a comma, "my name is", a
capital in the middle of a sentence. Each becomes NAME or PLACE; the reader still knows whose it was.
"""
# ruff: noqa: E501, SIM905  (tables of words and patterns)

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from whiteglove.ground.reader.folding import Traced, plain
from whiteglove.ground.reader.language import UNSURE

NAME, PLACE = "NAME", "PLACE"
CUSTOMER, AGENT, SOMEBODY = "customer", "agent", "somebody"

# Ordinary words that are also names: masked only where the shape is certain.
WORDS_TOO = frozenset(
    "hope joy will may nice reading faith grace rose mark bill jack pat sue rob drew art dawn eve gene jean june april august"
    " summer autumn ivy lily daisy iris ruby amber crystal pearl jade violet holly heather hazel olive ginger sage angel star"
    " chance hunter mason carter cook baker miller smith taylor king young long short black white brown green gray grey day"
    " price rich frank ernest max guy dean earl duke prince sky rain storm river brook forest bath cork bright split orange"
    " ty mobile sandy sunny misty merry charity mercy patience prudence constance"
    " victor stone wood woods banks brooks bush field fields ford hall hill lane park parks ray reed rice rich shaw sharp".split()
)
_CAP = r"(?:[ODL]')?[A-Z][a-z]+(?:['\-][A-Za-z]+)*"
# Alone or before a comma these say something; the rest of WORDS_TOO hardly do.
_SAYS = frozenset(
    "ty nice bright rich grand brown green gray grey white black short long sharp young orange split misty merry mercy may".split()
)
_ALONE = re.compile(rf"^(?P<name>{_CAP})[.!]?$")
_STAYS = frozenset(
    "maybe perhaps i i'm i've i'll i'd you you're you've you'll you'd your we we're we've they he she it this that monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december mon tue wed thu fri sat sun christmas easter english french german spanish"
    " portuguese arabic internet wifi wi-fi google apple android windows iphone ok okay sms pdf pin iban vat name place email"
    " url please thank thanks hi hello hey dear sorry customer team sir madam mr mrs ms dr god jesus christ lord".split()
)
# What sentences begin with, beyond what the vocabulary of a pack knows.
_BEGINS = frozenset(
    "aah absolutely according accordingly ach admittedly afterwards agreed ah aha alas almost alternatively amazing among anybody anyone"
    " anything anyway anywhere apologies apparently argh aside assuming aw aww awesome awful aye beautiful besides beyond blimey boo bravo"
    " brilliant brill bummer bye cancelled chin correct crap crikey damn darn dated delighted despite disgraceful disgusting duh during eek"
    " eh either elsewhere er erm eventually everybody everyone everything everywhere evidently exactly excellent except exciting fab fabulous"
    " fantastic fewer fingers following former fortunately furthermore fyi gee generally given glad god golly goodness gosh gotcha gotta"
    " grr gutted hardly hence hiya hm hmm hmmm honestly hooray hopefully horrible howdy however huh hurray hurrah idk imagine immediately"
    " impossible impressive incidentally incredible indeed initially instead interesting into ironically jeez kinda kindly kudos largely"
    " lately latter lemme likewise literally lol lots lovely luckily magic marvellous mate meanwhile merely mhm mm mmm moreover mostly much"
    " nah naturally nearly neither nevertheless nobody nonetheless none nope normally noted nothing notwithstanding nowadays nowhere obviously"
    " occasionally oddly off oh omg oof ooh oops originally otherwise ouch ours outrageous outside overall overnight pardon particularly"
    " pathetic per perhaps personally phew please plus poor possibly presumably previously primarily probably promptly pursuant quite rather"
    " really recently regarding regards regrettably relax reportedly respectfully rest ridiculous ring roger rude sadly same scroll seeing"
    " seemingly seriously several shall shame shocking similarly simply since sincerely smh somebody somehow someone something sometimes"
    " somewhat somewhere speaking spot strangely strictly stunning stupid such suddenly super superb supposedly surely surprisingly ta tbh"
    " technically temporarily terrible terrific thankfully theirs thereafter therefore thereby these thirdly those thrilled though through"
    " throughout thus tick till together tomorrow tons tonight totally touch touching towards truly tsk twice typically ugh uh ultimately um"
    " unacceptable unbelievable under underneath understandable understandably understandable understood undoubtedly unfortunately unless"
    " unlike unlikely unreal until untick unusually upon upsetting urgent usually utter utterly various verbal via virtually voila warm"
    " weird whatever whatsoever whenever whereas wherever whether whichever whoa whoever whom wicked within without woah wonderful woohoo wow"
    " wtf yay yeah yep yikes yup yuck zero twenty thirty forty fifty sixty seventy eighty ninety hundred".split()
)
_SHORTENED = re.compile(r"(?:n't|'(?:ll|re|ve|d|m|s))$")
_TITLE = r"(?:Mrs|Mr|Ms|Mx|Miss|Dr|Prof|Professor|Herr|Frau|Monsieur|Madame|Mme|Mlle|Sr|Sra|Senor|Senora|Senhor|Senhora|Dona|Don)"
_TITLED = re.compile(rf"\b{_TITLE}\.? {_CAP}(?: (?!And\b){_CAP})?|\b{_TITLE}\. [A-Z]\b\.?")
_GREETS = (
    r"(?:hi|hello|hey|hiya|dear|morning|afternoon|evening|thanks|thank you|many thanks|sorry|apologies|welcome(?: back)?|bye|goodbye"
    r"|cheers|regards|hallo|guten tag|guten morgen|liebe|lieber|bonjour|salut|bonsoir|cher|chere|hola|buenos dias|buenas tardes"
    r"|estimado|estimada|ola|bom dia|boa tarde|caro|cara|prezado|prezada|merci|gracias|obrigado|obrigada|danke|yes|no|ok|okay"
    r"|sure|certainly|absolutely|alright|congratulations|well done|nice to meet you|good to hear from you)"
)
_GREETED = re.compile(
    rf"\b(?i:{_GREETS}(?: there| again)?),? (?P<name>{_CAP}(?: {_CAP})?)(?=\s*(?:[,.!?:;)-]|$|I\b|[a-z]))"
)
_CALLED = re.compile(
    rf"\b(?i:name is|name's|this is|i am|i'm|it's|speaking with|speaking to|called|ich bin|mein name ist|je m'appelle|je suis"
    rf"|me llamo|soy|meu nome e|me chamo|sou) (?P<name>{_CAP}(?: {_CAP})?)(?=\s*(?:[,.!?]|$|from|here|with|and|at|in|your|speaking|of|"
    rf"calling|i\b|von|vom|de|du|da|do))",
)
_LEADS = re.compile(rf"^(?P<name>{_CAP})(?=,| here\b| speaking\b| from\b| at your\b)")
_TRAILS = re.compile(rf",\s*(?P<name>{_CAP}(?: {_CAP})?)(?=\s*[.!?)]*\s*(?:$|[-:(]))")
_INSIDE = re.compile(rf"(?<=[a-z0-9,;'\")] )(?P<name>{_CAP}(?: {_CAP})*)")
_FIRST = re.compile(
    rf"^(?P<name>{_CAP})(?: (?P<second>{_CAP}))?(?P<verb> (?:called|said|told|is|was|has|had|from|and|rang|wrote|promised|helped|never|did)\b)?"
)
_PLACING = re.compile(
    r"\b(?:to|in|from|at|near|via|of|for|visit|visiting|leaving|nach|aus|a|de|en|para|em|vers)$", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z']+")
_SUFFIX = re.compile(r"(?:ly|ing|ed|tion|ment|ness|able|ally|ous|ful|est|ers|ies|ks|ts)$")
# Of these endings plurals and adverbs have many, and names too; a verb in the singular after it tells a name.
_SOFT = re.compile(r"(?:ly|ed|ers|ies|ks|ts)$")
# Names that end as ordinary words do: the ending says nothing of them.
_NAMES_ENDING_SO = frozenset(
    "ahmed mohammed muhammed mohamed muhammad hamed saeed saied sayed syed khaled waleed rashed naveed waheed javed majed zayed obed fred"
    " alfred wilfred manfred winfred mildred jared ned ted jed reed emily emely kelly molly polly sally wally ally billy willy milly nelly"
    " elly dolly carly charly shelly beverly kimberly everly lesly anders sanders myers rogers davies menzies hendricks hanks roberts watts"
    " sterling ming jing ping ting xing ling ernest clement".split()
)
_PLACEHOLDER = re.compile(rf"(?:\b{_TITLE}\.? )?(?P<who>\{{(?:customer|agent|name)\}})")
CONTACTS = re.compile(
    r"(?P<email>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5})|(?P<url>(?:https?://|www\.)[^\s<>\"']{2,2000})"
)


_PLACEHOLDERS = {"{customer}": CUSTOMER, "{agent}": AGENT, "{name}": SOMEBODY}


@dataclass(frozen=True)
class Known:
    """Who speaks in this conversation, and which words are ordinary. Names in plain characters, lower case."""

    customer: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    vocabulary: Collection[str] = frozenset()

    @classmethod
    def of(cls, customer: Iterable[str], agent: Iterable[str], vocabulary: Collection[str] = frozenset()) -> Known:
        return cls(_parts(customer), _parts(agent), vocabulary)

    def whose(self, name: str) -> str:
        words = set(_WORD.findall(name.lower())) | {name.lower()}
        return CUSTOMER if words & self.customer else AGENT if words & self.agent else SOMEBODY


def _parts(names: Iterable[str]) -> frozenset[str]:
    """Every name whole and in its parts: "Cleo Amara" -> cleo amara, cleo, amara."""
    found: set[str] = set()
    for name in names:
        whole = plain(name).strip().lower()
        found |= {whole, *(part for part in re.split(r"[\s]+", whole) if len(part) > 1)} if whole else set()
    return frozenset(found)


@dataclass(frozen=True)
class Masked:
    """A sentence without its names; `names`: (start, end in `text`, whose)."""

    text: Traced
    names: tuple[tuple[int, int, str], ...]


def mask(sentence: Traced, known: Known, language: str) -> Masked:
    """NAME and PLACE for names, EMAIL and URL for addresses."""
    language = "en" if language == UNSURE and _looks_english(sentence.text, known) else language
    traced = sentence
    if "@" in traced.text or "://" in traced.text or "www." in traced.text.lower():
        traced = sentence.sub(CONTACTS, lambda match: "EMAIL" if match["email"] else "URL")
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for start, end, word, whose in _found(traced.text, known, language):
        if not any(start < b and a < end for a, b in found):
            found[start, end] = (word, whose)
    if not found:
        return Masked(traced, ())
    return _masked(traced, sorted(found.items()))


def _masked(traced: Traced, found: list[tuple[tuple[int, int], tuple[str, str]]]) -> Masked:
    text, last = "", 0
    starts: list[int] = []
    ends: list[int] = []
    names = []
    for (a, b), (word, whose) in found:
        text += traced.text[last:a]
        starts += [*traced.starts[last:a], *[traced.starts[a]] * len(word)]
        ends += [*traced.ends[last:a], *[traced.ends[b - 1]] * len(word)]
        if word == NAME:
            names.append((len(text), len(text) + len(word), whose))
        text, last = text + word, b
    starts += traced.starts[last:]
    ends += traced.ends[last:]
    return Masked(Traced(text + traced.text[last:], starts, ends), tuple(names))


def _found(text: str, known: Known, language: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, NAME or PLACE, whose), the surest first."""
    for match in _PLACEHOLDER.finditer(text) if "{" in text else ():
        yield *match.span(), NAME, _PLACEHOLDERS[match["who"]]
    for match in _TITLED.finditer(text):
        yield *match.span(), NAME, known.whose(match[0])
    yield from _by_acquaintance(text, known)
    if not any(map(str.isupper, text[:LOOKED_AT])):
        return
    capitals = _mostly_capitals(text)
    for shape in _SHAPES if language == "en" else _SHAPES[:2]:
        for match in shape.finditer(text):
            name = match["name"]
            word = name.lower()
            certain = word in WORDS_TOO and word not in _SAYS if shape in (_LEADS, _ALONE) else not capitals
            if name[0].isupper() and _may_be_name(name, known, certain=certain):
                yield *match.span("name"), NAME, known.whose(name)
    if language not in ("de", UNSURE) and not capitals:
        yield from _by_capitals(text, known, first=language == "en")


LOOKED_AT = 4000


def _looks_english(text: str, known: Known) -> bool:
    """Whether the words around the capitals of a short sentence are those we know: English, as the vocabulary is."""
    words = [_SHORTENED.sub("", one) for one in _WORD.findall(text[:LOOKED_AT]) if one[0].islower()]
    return len(words) > 1 and sum(one in known.vocabulary for one in words) >= len(words) * 0.75


# The first two tell by their words; the others by capitals, where we know which words are ordinary: in English.
_SHAPES = (_GREETED, _CALLED, _TRAILS, _LEADS, _ALONE)


def _by_acquaintance(text: str, known: Known) -> Iterator[tuple[int, int, str, str]]:
    names = known.customer | known.agent
    if not names:
        return
    lower = text.lower()
    for match in re.finditer(r"[a-z'-]+(?:'s)?", lower):
        word = match[0].removesuffix("'s")
        ordinary = word in WORDS_TOO or word in known.vocabulary
        if word not in names:
            continue
        # "Will" is a name after a greeting or with a capital inside the sentence; "will" elsewhere is the verb.
        rest = lower[match.end() : match.end() + 4].lstrip(" .!?")
        called = not rest or rest.startswith(",")
        dated = word in _MONTHS and _DATING.search(lower, max(0, match.start() - 12), match.start())
        capital = text[match.start()].isupper() and (match.start() > 0 or called) and not dated
        greeted = _GREETS_BEFORE.search(lower, max(0, match.start() - 25), match.start())
        owning = text[match.start()].isupper() and match[0] != word
        related = _RELATED.search(lower, max(0, match.start() - 20), match.start())
        if not ordinary or capital or greeted or owning or related:
            yield match.start(), match.start() + len(word), NAME, known.whose(word)


_MONTHS = frozenset("april may june august".split())
_DATING = re.compile(
    r"(?:\b(?:in|on|of|by|until|till|since|from|this|next|last|early|late|mid|end|before|after|every)|\d(?:st|nd|rd|th)?) $"
)
_RELATED = re.compile(
    r"\b(?:my|our|your) (?:child|spouse|parent|sibling|partner|friend|colleague|boss|neighbour|neighbor) $"
)
_GREETS_BEFORE = re.compile(rf"\b{_GREETS},? $", re.IGNORECASE)


def _mostly_capitals(text: str) -> bool:
    """Whether This Is Written Like This, so that capitals say nothing."""
    words = _WORD.findall(text[:LOOKED_AT])
    return len(words) > 4 and sum(word[0].isupper() for word in words) > len(words) * 0.6


def _is_ordinary(word: str, known: Known) -> bool:
    """Whether the word, or each part of "they're" and "twenty-six", is no name by itself."""
    plain_word = _SHORTENED.sub("", word)
    return all(one in known.vocabulary or one in _BEGINS for one in (plain_word or word).split("-")) and (
        plain_word not in WORDS_TOO
    )


def _may_be_name(name: str, known: Known, *, certain: bool) -> bool:
    words = name.lower().split()
    if len(words) == 1 and _is_ordinary(words[0], known):
        return False
    if any(word in _STAYS and word not in WORDS_TOO for word in words):
        return False
    if certain:
        return words[0] not in known.vocabulary or words[0] in WORDS_TOO or len(words) > 1
    shaped = words[0] in _NAMES_ENDING_SO or not _SUFFIX.search(words[0])
    return words[0] not in known.vocabulary and words[0] not in WORDS_TOO and shaped


def _by_capitals(text: str, known: Known, *, first: bool) -> Iterator[tuple[int, int, str, str]]:
    """Capitals where a sentence has none of its own."""
    for match in _INSIDE.finditer(text):
        if any(word in _STAYS and word not in WORDS_TOO for word in match[0].lower().split()):
            continue
        if match[0].lower() in _MONTHS and _DATING.search(text.lower(), max(0, match.start() - 12), match.start()):
            continue
        placed = _PLACING.search(text, max(0, match.start() - 10), match.start() - 1)
        yield *match.span("name"), PLACE if placed else NAME, known.whose(match["name"])
    if first and (match := _FIRST.match(text)):
        word = match["name"].lower()
        if word in _STAYS and word not in WORDS_TOO:
            return
        told = word in WORDS_TOO and (match["verb"] or match["second"])
        told = told or (
            match["verb"] and _SOFT.search(word) and not _is_ordinary(word, known) and word not in WORDS_TOO
        )
        if told or (known.vocabulary and _may_be_name(word, known, certain=False)):
            yield match.start(), match.end("second") if match["second"] else match.end("name"), NAME, known.whose(word)
