"""What somebody is told to play, turned into what a customer says: “You want your order …” to “I want my order …”.

A sentence is a fact about them, a wish, part of their story, a trait, or an order how to behave; only what they would
say themselves becomes words of theirs. English. Pure.
"""

import re
from collections.abc import Iterator

WISH, STORY, WHO, TRAIT, CONDITION, ORDER = "wish", "story", "who", "trait", "condition", "order"
SENTENCE = re.compile(r"(?<=[.!?;])[\"'”’)]*\s+(?=[\"'“(]*[A-Z0-9#])")
# To whom, or of whom: “tell you” is “tell me”.
OBJECT = re.compile(
    r"\b(to|for|with|of|from|at|by|about|on|behind|against|tell|tells|told|give|gives|gave|ask|asks|asked|help|helps|"
    r"let|lets|make|makes|offer|offers|offered|send|sends|sent|charge|charged|owe|owes|show|shows|inform|informs|"
    r"between|than|allow|allows|remind|like|put|get|gets|cost|costs|without|around|near)\s+you\b(?!\s*(?:'|’))", re.I
)  # fmt: skip
TO_ME = (
    (re.compile(r"\byou name is\b", re.I), "my name is"),
    (OBJECT, r"\1 me"),
    (re.compile(r"\byou(?:'|’)re\b|\byou are\b", re.I), "I am"),
    (re.compile(r"\bare you\b", re.I), "am I"),
    (re.compile(r"\byou were\b", re.I), "I was"),
    (re.compile(r"\byourself\b", re.I), "myself"),
    (re.compile(r"\byours\b", re.I), "mine"),
    (re.compile(r"\byour\b", re.I), "my"),
    (re.compile(r"\byou\b", re.I), "I"),
    (re.compile(r"\bwanna\b", re.I), "want to"),
)
WHO_WORDS = re.compile(
    r"^(?:you(?:'re| are)? (?:(?-i:[A-Z])[\w'’-]+(?: |,|\.|$)){2}|your? name\b)|\bname is\b|\buser ?id\b|"
    r"\be-?mail\b|\bzip\b|"
    r"\bpost(?:al)? ?code\b|\bphone number\b|\bconfirmation number\b|\bdate of birth\b|\bborn (?:on|in)\b|"
    r"\byou (?:currently )?live (?:in|at|on)\b|\b(?:account|customer|member|reservation|order) (?:id|number)\b|"
    r"^you are currently (?:in|at|abroad|outside)\b", re.I
)  # fmt: skip
# “you are calling about …” is no trait.
BUSY = re.compile(
    r"^you(?:'re| are) (?:\w+ly )?(?:\w+ing|about to|due|supposed|unable|missing|told|given|owed)\b", re.I
)
IS = re.compile(r"^you(?:'re| are|r tone| have a \w+ personality| should be| always| tend to| seem)\b", re.I)
IF = re.compile(r"^(?:if|when|whenever|once|unless|only if|in case|should the|after|as soon as|for example)\b", re.I)
WANTS = re.compile(
    r"\byou(?:'d| would)? (?:also |really |just |now |then |absolutely |first |next )*(?:want|wish|like|need|prefer|"
    r"wanna|hope|intend|plan|wonder|are (?:calling|contacting|looking|trying|writing|hoping|planning|interested))\b",
    re.I,
)
WOULD = re.compile(
    r"\byou(?:'d| would| want| prefer| are (?:willing|fine|ok|okay|happy)|'re (?:willing|fine|ok|happy))\b|\bis fine\b",
    re.I,
)
ABOUT_YOU = re.compile(r"^(?:\W*(?:and|but|also|so|then|first|next|however|because|since|as)\W+)*you\b|\byour?\b", re.I)
OPENS_ORDER = re.compile(
    r"^(?:do not|don't|be|tell|ask|insist|make sure|never|only|always|try|mention|express|emphasi[sz]e|complain|start|"
    r"begin|provide|remember|ensure|keep|say|use|stay|act|pretend|follow|respond|reply|answer|give|let|continue|accept|"
    r"refuse|threaten|show|note|note that|please|then|first|end|avoid|reveal|share|wait|check|confirm|return|exchange|"
    r"cancel|change|you (?:will|should|must|can|cannot|can't|may|do not want to reveal|are to|have to|will only)|"
    r"(?:your )?(?:goal|task|job) is)\b", re.I
)  # fmt: skip
AGENT = re.compile(r"\b(?:agent|representative|tool calls?|simulat\w*|conversation|script)\b", re.I)


def sentences(text: str) -> list[str]:
    return [one.strip() for one in SENTENCE.split(text) if re.search(r"\w", one)]


def kind_of(sentence: str) -> str:
    if IF.match(sentence):
        return CONDITION
    if WHO_WORDS.search(sentence) and not WANTS.search(sentence):
        return WHO
    if (
        IS.match(sentence)
        and not BUSY.match(sentence)
        and not WANTS.search(sentence)
        and not re.search(r"\d", sentence)
    ):
        return TRAIT
    if AGENT.search(sentence):
        return ORDER
    if WANTS.search(sentence):
        return WISH
    if OPENS_ORDER.match(sentence) or not ABOUT_YOU.search(sentence):
        return ORDER
    return STORY


def would_take(sentence: str) -> bool:
    """Whether a condition says what they would want then, rather than how to behave: they'd tell it when asked."""
    _, _, then = sentence.partition(",")
    return not AGENT.search(sentence) and WOULD.search(then) is not None


def of_kind(text: str, *kinds: str) -> Iterator[str]:
    return (one for one in sentences(text) if kind_of(one) in kinds)


def spoken(sentence: str) -> str:
    """The customer's own words for it."""
    for pattern, words in TO_ME:
        sentence = pattern.sub(words, sentence)
    sentence = THE_AGENT.sub(_you, sentence)
    sentence = re.sub(r"\bI (wants|has|is|does)\b", lambda found: f"I {MINE[found[1]]}", sentence.strip())
    sentence = sentence[:1].upper() + sentence[1:]
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence.rstrip(',;:')}."


def _you(found: re.Match[str]) -> str:
    """The agent tells -> you tell."""
    verb = found[1] or ""
    return f"you {YOURS.get(verb, verb[:-1])}" if verb else "you"


MINE = {"wants": "want", "has": "have", "is": "am", "does": "do"}
YOURS = {"is": "are", "has": "have", "does": "do", "goes": "go", "was": "were"}
THE_AGENT = re.compile(
    r"\b(?:(?:the|an) )?(?:customer service |support )?(?:agent|representative)\b(?: (\w+s)\b)?", re.I
)


def cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def bare(text: str) -> str:
    """Without braces, which stand for what varies."""
    return re.sub(r"[{}]", "", text)
