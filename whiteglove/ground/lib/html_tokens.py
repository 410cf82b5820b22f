"""Cut HTML into tags and text in one pass that never looks back.

Every character is consumed once and a failed search for a closing mark is remembered, so the time
grows with the length of the input and nothing else. The grammar follows the tokenizer of the HTML
standard where that matters to mail; whoever uses the tokens writes them out again, escaped, so a
reading that differs from a browser's can never smuggle markup through.
"""

import html as entities
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

OPEN, CLOSE, TEXT = "open", "close", "text"

# Elements whose content is never shown to a person: skipped with all that is inside.
UNSEEN = frozenset(
    [
        "script",
        "style",
        "title",
        "iframe",
        "noembed",
        "noframes",
        "svg",
        "math",
        "template",
        "object",
        "applet",
        "audio",
        "video",
        "canvas",
        "frameset",
    ]
)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)

_BARE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})>")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s/>=][^\s/>=]*+)(\s*+=\s*+)?")
_BARE_VALUE = re.compile(r"[^\s>]*+")
_BLANKS = re.compile(r"[\s/]*+")
_LONG_NUMBER = re.compile(r"&#(?:[0-9]{8,}+|[xX][0-9a-fA-F]{7,}+);?")
# The standard's own list, plus NUL: characters that no page may hold.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


_NOTHING: Mapping[str, str] = MappingProxyType({})


class Token(NamedTuple):
    """One piece: `kind` is OPEN, CLOSE or TEXT; `name` in lower case; `text` with entities decoded."""

    kind: str
    name: str = ""
    text: str = ""
    attributes: Mapping[str, str] = _NOTHING


def unescape(text: str) -> str:
    """Decode character references; absurdly long numbers become U+FFFD instead of an error."""
    if "&" not in text:
        return text
    return _SURROGATES.sub("\ufffd", entities.unescape(_LONG_NUMBER.sub("\ufffd", text)))


def printable(text: str) -> str:
    """Without control characters and lone surrogates, which no page and no database column can hold."""
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", text))


class Tokenizer:
    """Reads one document; make a new one for each. Iterate over `tokens()`."""

    def __init__(self, source: str) -> None:
        self.source = printable(source)
        self.at = 0
        self._exhausted: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        """All tokens in order; comments, declarations and unseen elements are left out."""
        source, end = self.source, len(self.source)
        while self.at < end:
            mark = source.find("<", self.at)
            if mark != self.at:
                yield Token(TEXT, "", unescape(source[self.at : end if mark < 0 else mark]))
                if mark < 0:
                    return
                self.at = mark
            token = self._markup()
            if token is not None:
                yield token

    def _markup(self) -> Token | None:
        """What starts at the `<` under the cursor, or None when there's nothing to see."""
        bare = _BARE_TAG.match(self.source, self.at)
        if bare and (name := bare.group(2).lower()) not in UNSEEN:
            self.at = bare.end()
            return Token(CLOSE if bare.group(1) else OPEN, name)
        following = self.source[self.at + 1 : self.at + 2]
        if following.isascii() and following.isalpha():
            return self._opening()
        if following == "/":
            return self._closing()
        if following in ("!", "?"):
            return self._declaration()
        self.at += 1
        return Token(TEXT, "", "<")

    def _declaration(self) -> None:
        if self.source.startswith("<!--", self.at):
            after = self._find("-->", self.at + 4)
            # Without an end a browser would hide the rest of the mail: show it instead.
            self.at = after + 3 if after >= 0 else self.at + 4
            return
        after = self._find(">", self.at)
        self.at = after + 1 if after >= 0 else self.at + 2

    def _closing(self) -> Token | None:
        found = _NAME.match(self.source, self.at + 2)
        if not found:
            return self._declaration()
        after = self._find(">", found.end())
        self.at = after + 1 if after >= 0 else len(self.source)
        return Token(CLOSE, found.group().lower())

    def _opening(self) -> Token | None:
        found = _NAME.match(self.source, self.at + 1)
        name, self.at = found.group().lower(), found.end()
        attributes, closed = self._attributes()
        if name in UNSEEN and not (closed and name in ("svg", "math")):
            self._skip(name)
            return None
        return Token(OPEN, name, "", attributes)

    def _attributes(self) -> tuple[dict[str, str], bool]:
        """The attributes up to `>`, the first of each name; and whether the tag ended in `/>`."""
        found: dict[str, str] = {}
        source = self.source
        while hit := _ATTRIBUTE.match(source, self.at):
            self.at = hit.end()
            value = self._value() if hit.group(2) else ""
            if len(found) < 100:
                found.setdefault(hit.group(1).lower(), value)
        self.at = _BLANKS.match(source, self.at).end()
        closed = source[self.at - 1 : self.at] == "/"
        after = self._find(">", self.at)
        self.at = after + 1 if after >= 0 else len(source)
        return found, closed

    def _value(self) -> str:
        quote = self.source[self.at : self.at + 1]
        if quote not in ('"', "'") or not quote:
            hit = _BARE_VALUE.match(self.source, self.at)
            self.at = hit.end()
            return unescape(hit.group())
        after = self._find(quote, self.at + 1)
        if after < 0:
            # An unclosed quote would swallow the rest: the value ends with the tag.
            after = self._find(">", self.at)
            after = len(self.source) if after < 0 else after
            value, self.at = self.source[self.at + 1 : after], after
        else:
            value, self.at = self.source[self.at + 1 : after], after + 1
        return unescape(value)

    def _skip(self, name: str) -> None:
        """Past the element's end. An element that never ends loses its tag only."""
        if name in self._exhausted:
            return
        hit = re.compile(f"</{name}\\b", re.I).search(self.source, self.at)
        if hit is None:
            self._exhausted.add(name)
            if name in ("script", "style"):
                self.at = len(self.source)
            return
        after = self._find(">", hit.end())
        self.at = after + 1 if after >= 0 else len(self.source)

    def _find(self, mark: str, start: int) -> int:
        """`str.find` that asks for a mark that has run out only once."""
        if mark in self._exhausted:
            return -1
        found = self.source.find(mark, start)
        if found < 0:
            self._exhausted.add(mark)
        return found


def tokens(source: str) -> Iterator[Token]:
    """The tokens of an HTML document or fragment, in linear time."""
    return Tokenizer(source).tokens()
