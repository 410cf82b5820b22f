"""How many words of a text are its writer's own. Pure.

What stands word for word elsewhere (in the blurb, in another's text, in an earlier one of theirs, or a second time in
the same text) isn't counted, and neither is what is marked as a quotation. So copying is never punished: it only
doesn't count. A text that is another one with words changed here and there is told apart by the words they share.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from whiteglove.ground.lib.words import fold, pieces

ENOUGH = 120  # own words of a note
RUN = 5  # so many words in a row are a passage
ALIKE = 0.6  # of the longer words of the shorter of two texts, how many stand in the other
SHORTEST = 25  # with fewer of them, that says nothing
NEAR = 0.5  # nor where one has less than half as many of them: a long text holds most words of any short one
VARIED = 0.3  # different words of all: below it, a few words were written again and again
# Marks in pairs, so that what stands between two quoted words isn't taken for a quotation. Straight ones, which don't
# say which they are, end with their paragraph.
_QUOTED = re.compile(r"^[ \t]*>.*$|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"(?:[^\"\n]|\n(?!\s*\n))*\"", re.MULTILINE)
LONG = 40  # letters of a quotation; shorter ones are a term or a title, and stay


@dataclass(frozen=True)
class Counted:
    """`own` of `all` words count. `same`: it is another text with a few words changed."""

    all: int
    own: int
    same: bool = False


def counted(text: str, others: Iterable[str] = ()) -> Counted:
    """`others`: the blurb, what others wrote of it, earlier texts of the writer's."""
    known = [_words(one) for one in others]
    words, all_ = _words(_QUOTED.sub(_without_what_is_long, text)), len(_words(text))
    copied, said = set().union(*map(_runs, known)) if known else set(), set[tuple[str, ...]]()
    taken = [False] * len(words)
    for at, run in enumerate(_in_rows(words)):
        if run in copied or run in said:
            taken[at : at + RUN] = [True] * RUN
        said.add(run)
    own = [one for one, is_taken in zip(words, taken, strict=True) if not is_taken]
    varied = not own or len(set(own)) / len(own) >= VARIED
    return Counted(all_, len(own) if varied else len(set(own)), any(_alike(own, one) for one in known))


def why_not(found: Counted, enough: int = ENOUGH) -> str:
    """What is missing, in words, or ""."""
    if found.same:
        return "This text stands here already, with a few words changed. Say it as you would tell a colleague."
    if found.own >= enough:
        return ""
    elsewhere = found.all - found.own
    if elsewhere:
        rest = f"{elsewhere} are quoted or stand word for word elsewhere."
        return f"{found.own} words of it are your own, and {enough} are asked for: {rest}"
    return f"It has {found.all} words, and {enough} are asked for."


def _without_what_is_long(quoted: re.Match[str]) -> str:
    whole = quoted[0]
    return whole if whole.lstrip()[:1] != ">" and len(whole) < LONG + 2 else "\n"


def _words(text: str) -> list[str]:
    return pieces(fold(text), 40)


def _in_rows(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(_in_rows(words))


def _alike(words: Sequence[str], other: Sequence[str]) -> bool:
    mine, theirs = ({one for one in each if len(one) > 3} for each in (words, other))
    fewer, more = sorted((len(mine), len(theirs)))
    return fewer >= max(SHORTEST, NEAR * more) and len(mine & theirs) / fewer >= ALIKE
