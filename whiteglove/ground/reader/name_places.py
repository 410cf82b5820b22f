"""Where names stand: beside which words a word must be somebody's name, and which of them are a place's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whiteglove.ground.reader import name_words as words_
from whiteglove.ground.reader.language import is_small
from whiteglove.ground.reader.spelling import is_english

NAME, PLACE = "NAME", "PLACE"
Word = tuple[str, int, int]  # in lower case, start, end
_PLACING = re.compile(
    r"\b(?:to|in|from|at|near|via|of|for|visit|visiting|leaving|nach|aus|a|de|en|para|em|vers)$", re.IGNORECASE
)
_SPEAKING = re.compile(rf"\b(?:{'|'.join(sorted(words_.SPEAKS))}|thanks|said) to$", re.IGNORECASE)
_END = re.compile(r"\s*(?:[.!?)]+\s*)?$")
_WHO = re.compile(r",? who\b")
_THEY = re.compile(r", they\b")
_AND_I = re.compile(r" (?:and|&) (?:i|me)\b")
# "It's too high": no owner.
NOT_OWNED = ("too", "not", "the", "a", "an", "so", "very", "been", "going", "just", "that", "it")
_ADDS = frozenset(["and", "then", "also", "just", "really", "who"])
_THANKING = frozenset(["", "so", "for", "good", "kind", "best", "many", "very"])


def placed(text: str, start: int) -> str:
    """PLACE after "from", "in" and such, else NAME."""
    if not _PLACING.search(text, max(0, start - 10), start - 1):
        return NAME
    return NAME if _SPEAKING.search(text, max(0, start - 20), start - 1) else PLACE


def subject(word: str, after: str) -> bool:
    """Whether a word that is a name too is one for the verb behind it: "Will said", but not "Will never"."""
    if word in words_.THINGS:
        return after in words_.ACTS
    return after in words_.DOES and not (word in words_.MODALS and after in words_.AFTER_MODAL)


@dataclass(frozen=True)
class Beside:
    """A word and what stands around it. `too`: it is a name besides; else nobody taught us the word. `ours`: somebody
    in this conversation is called so. `before`, `earlier`, `after`: words, empty where a mark stands between."""

    word: str
    too: bool
    ours: bool
    first: bool
    before: str
    earlier: str
    after: str
    own: bool
    ends: bool
    text: str
    start: int
    end: int
    always: bool = False

    @property
    def thing(self) -> bool:
        return not self.ours and self.word in words_.THINGS

    @property
    def says(self) -> bool:
        """Whether it says something alone: "nice"."""
        return not self.ours and (self.word in words_.SAYS or self.thing)

    @property
    def does(self) -> bool:
        return subject(self.word, self.after) if self.too else self.after in words_.DOES

    @property
    def named(self) -> bool:
        """Whether it must be a name here."""
        if self.before in words_.ARTICLES and not self._after_all:
            return False
        return (
            self._ours
            or self._spoken_with
            or self._of_kin
            or self._introduced
            or self._told
            or self._asked_about
            or self._greeted
            or self._alone
            or self._signed
        )

    @property
    def _after_all(self) -> bool:
        """ "Is this Hope?", "that Will told you": no thing that is pointed at."""
        if self.before == "this":
            return self.earlier == "is" and self.ends
        return self.before == "that" and self.after in words_.ACTS

    @property
    def _ours(self) -> bool:
        """Whether it is somebody of this conversation who is called or spoken of."""
        if not self.ours or self.text[: self.start].rstrip()[-1:].isdigit():
            return False
        if self.always and self.before not in words_.LIKENING:
            return True
        if not self.ends:
            return False
        if is_small(self.word):
            return self.before in words_.GREETS or (not self.before and self._alone_or_last)
        return self.before in words_.GREETS or self.before in words_.CALLS or not self.before

    @property
    def _alone_or_last(self) -> bool:
        return bool(_END.match(self.text, self.end)) and not (self._begins and len(self.text) > self.end + 1)

    @property
    def _spoken_with(self) -> bool:
        if (self.before in ("to", "with") and self.earlier in words_.SPEAKS) or (
            self.before == "by" and self.earlier in words_.BY
        ):
            return self.too or self.ends or self.does or self.after in words_.FROM
        if (self.earlier, self.before) in words_.ABOUT_SOMEBODY and not self.says:
            return self.too and (self.ends or self.after in words_.FROM)
        if self.before in words_.PLACING and self.earlier in words_.TRAVELS:
            return self.too or ((self.ends or self.does) and not is_english(self.word))
        return False

    @property
    def _of_kin(self) -> bool:
        if self.before not in words_.KIN or self.earlier not in words_.MINE:
            return False
        return (self.ends and self.word not in words_.MODALS) or self.own or self.does

    @property
    def _introduced(self) -> bool:
        if self.too and not self.before and not self.says and words_.SPEAKING.match(self.text, self.end):
            return True
        if "name" in (self.earlier, self.before[:4]):
            named = self.before == "name" and self.earlier in words_.MINE and self.ends
            return named or self.before in ("is", "was", "name's") or (self.before == "of" and self.too)
        if (self.earlier, self.before) == ("is", "this") and self.ends:
            return self.too and not self.says and (self.ours or self.word not in words_.HOW_ONE_IS)
        if self.before in ("i'm", "im") and self.ends:
            return self.too and not self.says and (self.ours or self.word not in words_.HOW_ONE_IS)
        if self.before in ("i'm", "is", "it's") and self.earlier in ("", "this"):
            speaking = self.after in ("from", "here", "calling", "speaking", "again")
            return speaking or (self.earlier == "this" and self.ends and self.too and not self.says)
        return self.before == "with" and self.after == "from" and self.too and not self.thing

    @property
    def _told(self) -> bool:
        if self.before in words_.TOLD and self.after in words_.OF_IT:
            return True
        if self.too and not self.thing and _WHO.match(self.text, self.end):
            return True
        if self.too and not self.says and not self._when and self.ends and _THEY.match(self.text, self.end):
            return True
        if self.before in words_.CLAUSES and self.does and not self.thing:
            return self.too or self.after in words_.ACTS
        if self.before not in words_.MET or self.thing:
            return False
        return (self.ends or self.does) and (self.too or self.after in words_.ACTS)

    @property
    def _asked_about(self) -> bool:
        """ "Is Hope there?", "did Will say", "where is Joy", "Grace and I"."""
        if self.says or not self.too or self.word in words_.MODALS:
            return False
        if self.before in words_.ASKS_OF and self.earlier in words_.ASKING:
            return self.after in words_.WHAT_ONE_DOES or (self.ends and self.earlier in ("who", "where", "how"))
        if not _AND_I.match(self.text, self.end):
            return self.before == "and" and self.earlier == "me"
        return self.before in words_.CLAUSES or self._begins

    @property
    def _signed(self) -> bool:
        """ "^rose" at the end of what somebody wrote, and "rose" alone."""
        if not self.ends:
            return False
        if self.text[: self.start].rstrip().endswith("^"):
            return True
        says = self.says or self._when or (self.word in words_.HOW_ONE_IS and not self.ours)
        return self._begins and self.too and not says

    @property
    def _begins(self) -> bool:
        return not any(map(str.isalnum, self.text[: self.start]))

    @property
    def _when(self) -> bool:
        """Whether it may be a month, or a verb."""
        return self.word in words_.MONTHS or self.word in words_.MODALS

    @property
    def _greeted(self) -> bool:
        if self.before in words_.HELLO:
            return (self.ends or self.after in words_.ASKS) and (self.too or not is_english(self.word))
        if self.before == "you":
            return self.ends and self.earlier == "thank" and not self.says
        if self.before in words_.HOURS and self.earlier == "good" and self.too:
            return self.ends or self.after in words_.ASKS
        if self.before in words_.CALLS and self.too:
            return self.ends and not self.says and self.word not in words_.MODALS
        return self.before in words_.GREETS and self.ends and not self.says and self.earlier in _THANKING

    @property
    def _alone(self) -> bool:
        if self.own:
            told = self.too or (self.first and self.after not in words_.STAYS)
            return told and not self.after.startswith(NOT_OWNED) and not self.thing
        if not self.first:
            called = not self.before and self.ends and self.text[: self.start].endswith(", ")
            return self.too and called and not self.says
        if not self.too:
            return self.after == "from" or self.after in words_.DOES - words_.THINGS_DO - _ADDS
        if self.does or (self.after == "from" and not self.thing):
            return True
        return self.text[self.end : self.end + 1] == "," and not self.says


def beside(words: Sequence[Word], place: int, text: str, *, too: bool, ours: bool, always: bool = False) -> bool:
    """Whether the word at `place` of `words`, of a `text` in lower case, must be a name. `always`: it hardly ever isn't
    where somebody is called so."""
    word, start, end = words[place]
    after = words[place + 1][0] if place + 1 < len(words) and text[end : words[place + 1][1]] == " " else ""
    return Beside(
        word.removesuffix("'s"), too, ours, place == 0, _before(words, place, text), _before(words, place - 1, text),
        after, word.endswith("'s"), bool(_END.match(text, end)) or text[end : end + 1] in ",;:",
        text, start, end, always,
    ).named  # fmt: skip


def _before(words: Sequence[Word], place: int, text: str) -> str:
    """The word just before it; nothing where a comma stands between."""
    if place < 1 or text[words[place - 1][2] : words[place][1]] != " ":
        return ""
    return words[place - 1][0]
