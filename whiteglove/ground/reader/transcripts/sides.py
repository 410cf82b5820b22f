"""Who is who: agent, customer, or neither, from what files of many makers call them."""
# ruff: noqa: E501  (tables of words)

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from whiteglove.ground.reader.reading import AGENT, CUSTOMER
from whiteglove.ground.reader.transcripts.shapes import Said, Talk

SYSTEM = "system"
_AGENT = (
    "agent agents rep representative advisor adviser operator support staff employee admin assistant bot chatbot wizard"
    " therapist counselor counsellor listener helper supporter provider doctor expert salesperson clerk consultant specialist"
    " dispatcher supervisor manager team company business brand host teller nurse coach outbound outgoing sent gpt ai model"
    " callcenter csr tech technician conseiller asesor agente berater atendente agentbot template"
)
_CUSTOMER = (
    "customer customers user users client visitor caller guest patient member consumer requester enduser"
    " borrower seeker helpseeker buyer shopper passenger human inbound incoming received contact lead student tenant"
    " policyholder subscriber participant speaker usr apprentice kunde kundin cliente usuario utilisateur"
)
_SYSTEM = "system event note internal notification info automation status bulletin narrator timestamp action activity"
_LETTERS = {"a": AGENT, "c": CUSTOMER, "u": CUSTOMER, "p": CUSTOMER, "t": AGENT, "s": SYSTEM}
_WORDS = {
    **dict.fromkeys(_CUSTOMER.split(), CUSTOMER),
    **dict.fromkeys(_AGENT.split(), AGENT),
    **dict.fromkeys(_SYSTEM.split(), SYSTEM),
}
# "Customer service" is the house, whatever its first word says.
_HOUSE = re.compile(
    r"\b(?:customer|client|user|guest|member|patient)s?[ _-]*(?:service|support|care|success|relations)"
)
_WORD = re.compile(r"[^\W\d_]+")
# Whoever says this first is the house: on the phone it speaks first.
_OPENS = re.compile(
    r"\b(?:how (?:can|may) (?:i|we) (?:help|assist)|thank(?:s| you) for (?:calling|contacting|reaching|holding)|my name is\b.*\?)",
    re.IGNORECASE | re.DOTALL,
)
_SCRIPT = re.compile(r"^[ \t]*([^\W\d_][\w .'-]{0,30}?)[ \t]*:[ \t]?", re.MULTILINE)


@lru_cache(maxsize=4096)
def side_of(name: str) -> str:
    """agent, customer or system, if that's what `name` ("Support_Agent 12", "end-user", "C") says; else ""."""
    low = name.strip().lower()
    if _HOUSE.search(low):
        return AGENT
    words = _WORD.findall(low.replace("end-user", "enduser").replace("end user", "enduser"))
    if len(words) == 1 and words[0] in _LETTERS:
        return _LETTERS[words[0]]
    found = {_WORDS[word] for word in words if word in _WORDS}
    return found.pop() if len(found) == 1 else AGENT if AGENT in found else ""


def settle(talk: Talk, agents: Collection[str] = (), otherwise: str = "") -> Talk | None:
    """The conversation with a side for everybody. None when a message has no speaker and there is no `otherwise`.

    Where none is named in a list of `turns`, two speak in turn.
    `agents`: names, in lower case, of those known to be agents; then everybody whose name says nothing is a customer.
    """
    if otherwise and not any(one.side or one.speaker for one in talk.said):
        return replace(talk, said=[replace(one, side=otherwise) for one in talk.said])
    if talk.turns and len(talk.said) > 1 and not any(one.side or one.speaker for one in talk.said):
        talk = replace(talk, said=[replace(one, speaker="21"[number % 2]) for number, one in enumerate(talk.said, 1)])
    known = {one.speaker: one.side or _named(one.speaker, agents) for one in talk.said if one.side or one.speaker}
    _let_users_serve(known)
    _let_systems_speak(known, {one.speaker for one in talk.said if one.side})
    strangers = [one for one, side in known.items() if not side]
    if strangers:
        known |= _guess(talk.said, strangers, known, bool(agents))
    said = [replace(one, side=one.side or known.get(one.speaker) or otherwise) for one in talk.said]
    if not all(one.side for one in said):
        return None
    return replace(
        talk,
        said=said,
        guessed=bool(strangers) and not agents,
        customer_names=talk.customer_names or _names(known, CUSTOMER),
        agent_names=talk.agent_names or _names(known, AGENT),
    )


def _named(speaker: str, agents: Collection[str]) -> str:
    return AGENT if speaker.lower() in agents else side_of(speaker)


def _let_users_serve(known: dict[str, str]) -> None:
    """Beside a "contact" or "customer", the "user" is the program's own: who serves."""
    users = [one for one in known if one.strip().lower() == "user"]
    if users and AGENT not in known.values() and list(known.values()).count(CUSTOMER) > len(users):
        known |= dict.fromkeys(users, AGENT)


def _let_systems_speak(known: dict[str, str], certain: Collection[str]) -> None:
    """Where nobody else answers the customer, "system" is who does; not where the file itself says so (`certain`)."""
    if CUSTOMER in known.values() and AGENT not in known.values() and all(known.values()):
        known |= {one: AGENT for one, side in known.items() if side == SYSTEM and one not in certain}


def _guess(said: Sequence[Said], strangers: list[str], known: dict[str, str], told: bool) -> dict[str, str]:
    """Who began is the customer, unless it sounds like the house."""
    if told or (AGENT in known.values() and CUSTOMER not in known.values()):
        return dict.fromkeys(strangers, CUSTOMER)
    if CUSTOMER in known.values():
        return dict.fromkeys(strangers, AGENT)
    opening = next(one.text for one in said if one.speaker == strangers[0])
    first, rest = (AGENT, CUSTOMER) if _OPENS.search(opening[:300]) else (CUSTOMER, AGENT)
    return dict.fromkeys(strangers, rest) | {strangers[0]: first}


def _names(known: dict[str, str], side: str) -> tuple[str, ...]:
    """Speakers that are names of people: words that say what somebody is aren't, nor are numbers and addresses."""
    return tuple(
        one
        for one, theirs in known.items()
        if theirs == side and not side_of(one) and _WORD.match(one) and "@" not in one
    )


def script(text: str) -> list[tuple[str, str]]:
    """[(speaker, words)] of a whole conversation in one text, "Agent: Hello" on each line; [] where it is none."""
    heads = [one for one in _SCRIPT.finditer(text) if side_of(one[1])]
    if len({side_of(one[1]) for one in heads}) < 2 or text[: heads[0].start()].strip():
        return []
    ends = [one.start() for one in heads[1:]] + [len(text)]
    return [(one[1], text[one.end() : end].strip()) for one, end in zip(heads, ends, strict=True)]
