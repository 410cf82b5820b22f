"""A flow tried out by whoever edits it: played as it would be, and nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core import signing

from whiteglove.service.answers import flow, signals, summary
from whiteglove.service.answers.actions.lookup import Lookup
from whiteglove.service.answers.models import Bot
from whiteglove.service.answers.playing import HANDED_OVER, Move, play
from whiteglove.service.answers.readers import Vouched
from whiteglove.service.answers.shortening.shorten import Shorten
from whiteglove.service.answers.speech import Speech

SALT = "answers.try"


@dataclass(frozen=True)
class Tried:
    """`end` says how it ended, "" while it goes on; `stand` is what the page sends with the next line."""

    words: str
    text: str
    offers: list[str]
    steps: str
    end: str
    stand: str
    faulty: bool = False


def tried(given: Mapping[str, Any], bot: Bot | None) -> Tried:
    """One line. `given`: text, words, language, vouched, stand."""
    try:
        read = flow.read(given["text"].replace("\r\n", "\n"))
    except flow.FlowWrong:
        return Tried(given["words"], "", [], "", "", "", faulty=True)
    reader = Vouched() if given["vouched"] else AnonymousUser()
    speech = Speech(given["language"], (bot or Bot()).name)
    why = signals.signal(given["words"], given["language"])
    stand = given["stand"]
    if why:
        move = Move([speech.says("handing_over")], ends=HANDED_OVER, why=why)
    else:
        move = play(read, stand, given["words"], Lookup(given["language"], reader, Shorten(given["language"])), speech)
    return Tried(given["words"], move.text, move.offers, " → ".join(move.played), ending(move), kept(move))


def ending(move: Move) -> str:
    if move.ends == HANDED_OVER:
        return f"Hands over to people: {summary.why(move.why, move.hand_over.get('reason', ''))}."
    return "Ends: the conversation is solved." if move.ends else ""


def kept(move: Move) -> str:
    """Where it stands, signed; "" is the beginning, as once it has ended."""
    if move.ends:
        return ""
    names = ("step", "told", "misses", "tries", "offered")
    return signing.dumps({name: getattr(move, name) for name in names}, salt=SALT)
