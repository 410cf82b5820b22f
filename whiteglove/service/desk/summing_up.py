"""What somebody needs to know who takes over a conversation, proposed from what is known of it. Pure.

Nothing is made up: quotations of what was said, what the desk's own records say, and what a room above heard in it.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

QUOTE, MOST = 160, 4


class Heard(NamedTuple):
    """What a reader heard: sentences in which the customer asks, sentences in which we tried something, and how the
    customer sounds."""

    asked: Sequence[str] = ()
    tried: Sequence[str] = ()
    mood: str = ""


class Known(NamedTuple):
    """`said` and `answers` are whole messages, the oldest first; `happened` sentences such as "Ada escalated it"."""

    name: str
    language: str = ""
    before: Sequence[str] = ()  # "Your order number? 4711"
    earlier: int = 0
    said: Sequence[str] = ()
    answers: Sequence[str] = ()
    happened: Sequence[str] = ()
    promised: Sequence[str] = ()


_listen: Callable[[int], Heard] = lambda ticket: Heard()  # noqa: E731


def register(listen: Callable[[int], Heard]) -> None:
    """A room above that reads messages says what it heard in a ticket."""
    global _listen
    _listen = listen


def heard_in(ticket: int) -> Heard:
    return _listen(ticket)


def summary_of(known: Known, heard: Heard) -> str:
    """A line for each thing that is known: who, what they asked, what was tried, promises, mood."""
    asked = heard.asked or ends(known.said)
    tried = [*quoted(heard.tried or known.answers), *known.happened]
    parts = [
        ("Who", who(known)),
        ("Asked", " ".join(quoted(asked))),
        ("Tried", " ".join(tried) or "nothing yet"),
        ("Promised", "; ".join(known.promised)),
        ("Mood", heard.mood),
    ]
    return "\n".join(f"{title}: {text}" for title, text in parts if text)


def who(known: Known) -> str:
    language = f"writes in {known.language}" if known.language and known.language != "English" else ""
    earlier = f"{known.earlier} earlier conversation{'s' * (known.earlier > 1)}" if known.earlier else ""
    return ", ".join(filter(None, [known.name, language, earlier, *known.before]))


def ends(said: Sequence[str]) -> list[str]:
    """The first thing they said and the last, where nobody has read more out of it."""
    return list(dict.fromkeys([*said[:1], *said[-1:]]))


def quoted(sentences: Iterable[str]) -> list[str]:
    """The last few, once each, cut between two words."""
    told = [cut(" ".join(one.split())) for one in sentences]
    return [f"“{one}”" for one in dict.fromkeys(filter(None, told))][-MOST:]


def cut(words: str) -> str:
    if len(words) <= QUOTE:
        return words
    return f"{words[:QUOTE].rpartition(' ')[0] or words[:QUOTE]}…"
