"""Turn HTML into lines of plain text, each with whether it stands in a quotation.

Written for mail: `<div><br></div>` is one empty line, Outlook's paragraphs have no space between
them, and the containers that mail programs put around the older message are noticed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .html_tokens import CLOSE, OPEN, TEXT, VOID, Token, tokens

LINES = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "option",
        "section",
        "summary",
        "tbody",
        "tfoot",
        "thead",
        "tr",
    ]
)
SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "table", "pre"])

_WHITE = re.compile(r"[ \t\r\n\f]+")
_QUOTE_MARKS = (
    "yahoo_quoted", "protonmail_quote", "tutanota_quote", "zmail_extra", "moz-cite-prefix",
    "olk_src_body_section",
)  # fmt: skip
_CUT_MARKS = ("divrplyfwdmsg", "appendonsend", "stopspelling", "mail-editor-reference-message-container")
_BORDER = re.compile(r"border-top\s*:\s*(?:solid\s+)?#(?:e1e1e1|b5c4df)|border:\s*none;\s*border-top:\s*solid", re.I)
_INDENT = re.compile(r"margin:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+40px", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `quoted`: inside a quotation; `cut`: an older message is introduced here."""

    text: str
    quoted: bool = False
    cut: bool = False


class _Writer:
    """Collects text into lines; knows where a line break is due."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.words: list[str] = []
        self.quotes = 0
        self.cut = False
        self.pre = 0
        self.gap = False
        self.held = False

    def say(self, text: str) -> None:
        if self.pre:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            self._add(first)
            for line in rest:
                self.flush()
                self._add(line)
            return
        self.held = self.held or "\xa0" in text
        text = _WHITE.sub(" ", text).replace("\xa0", " ")
        if not self.words or self.words[-1].endswith(" "):
            text = text.lstrip(" ")
        self._add(text)

    def _add(self, text: str) -> None:
        if not text:
            return
        if self.gap and text.strip():
            if self.lines and self.lines[-1].text:
                self.lines.append(Line("", quoted=self.quotes > 0 and self.lines[-1].quoted))
            self.gap = False
        self.words.append(text)

    def flush(self) -> None:
        """End the line, even an empty one."""
        self.lines.append(Line("".join(self.words).rstrip(), self.quotes > 0, self.cut))
        self.words.clear()
        self.cut = self.held = False

    def line(self) -> None:
        """Start a new line unless at one already."""
        if self.words and "".join(self.words).strip():
            self.flush()
        self.words.clear()
        self.held = False

    def hold(self) -> None:
        """End a paragraph of nothing but a no-break space: an empty line that was meant."""
        if self.held and not "".join(self.words).strip():
            self.flush()

    def space(self) -> None:
        """Start a new line, with an empty one between."""
        self.line()
        self.gap = True


class _Reader:
    """Feeds tokens to a writer; keeps which open elements are quotations and lists."""

    def __init__(self) -> None:
        self.out = _Writer()
        self.open: list[tuple[str, bool]] = []
        self.counts: dict[str, int] = {}
        self.lists: list[int] = []
        self.outlook = False

    def read(self, token: Token) -> None:
        if token.kind == TEXT:
            self.out.say(token.text)
        elif token.kind == OPEN:
            self._open(token)
        elif token.kind == CLOSE:
            self._close(token.name)

    def _open(self, token: Token) -> None:
        name, given = token.name, token.attributes
        if name in ("br", "hr"):
            self.out.flush() if name == "br" else self.out.line()
        elif name == "img":
            self._image(given)
        elif name in ("td", "th") and self.out.words and not self.out.words[-1].endswith(" "):
            self.out.words.append("  ")
        self._break(name, given)
        if is_cut(given):
            self.out.cut = True
        if name in VOID:
            return
        quoted = is_quotation(name, given)
        if quoted:
            self.out.line()
            self.out.quotes += 1
        if name in ("div", "blockquote", "span", "table", "section", "pre", "ul", "ol", "p", "td", "tr") or quoted:
            self.open.append((name, quoted))
            self.counts[name] = self.counts.get(name, 0) + 1
        self._begin(name)

    def _break(self, name: str, given: Mapping[str, str]) -> None:
        if name == "p":
            self.outlook = given.get("class", "").startswith("Mso")
        self._end_line(name)

    def _end_line(self, name: str) -> None:
        """A new line, and an empty one between what stands apart; Outlook's paragraphs don't."""
        if name in SPACED and not (name == "p" and self.outlook):
            self.out.space()
        elif name in LINES or name == "p":
            self.out.line()

    def _begin(self, name: str) -> None:
        if name == "pre":
            self.out.pre += 1
        elif name in ("ul", "ol"):
            self.lists.append(0 if name == "ol" else -1)
        elif name == "li":
            self.out.words.append(self._bullet())

    def _bullet(self) -> str:
        indent = "  " * (min(len(self.lists), 10) or 1)
        if self.lists and self.lists[-1] >= 0:
            self.lists[-1] += 1
            return f"{indent}{self.lists[-1]}. "
        return f"{indent}* "

    def _image(self, given: Mapping[str, str]) -> None:
        alt = given.get("alt", "").strip()
        if alt and len(alt) <= 2 and not alt.isascii():
            self.out.say(alt)

    def _close(self, name: str) -> None:
        if name in ("p", "div"):
            self.out.hold()
        self._end_line(name)
        if name == "pre" and self.out.pre:
            self.out.pre -= 1
        elif name in ("ul", "ol") and self.lists:
            self.lists.pop()
        self._unwind(name)

    def _unwind(self, name: str) -> None:
        """Close everything down to the nearest open element of that name, if there is one."""
        if not self.counts.get(name):
            return
        while self.open:
            closed, quoted = self.open.pop()
            self.counts[closed] -= 1
            if quoted:
                self.out.line()
                self.out.quotes -= 1
            if closed == name:
                return


def is_quotation(name: str, given: Mapping[str, str]) -> bool:
    """Whether the element holds an older message: any block quotation but an indented paragraph."""
    marks = f"{given.get('class', '')} {given.get('id', '')}".lower()
    if name == "blockquote":
        return "webkit-indent" not in marks and not _INDENT.search(given.get("style", ""))
    if marks == " ":
        return False
    return any(mark in marks for mark in _QUOTE_MARKS)


def is_cut(given: Mapping[str, str]) -> bool:
    """Whether Outlook's line above an older message starts here."""
    if not given:
        return False
    marks = given.get("id", "").lower()
    if marks and any(mark in marks for mark in _CUT_MARKS):
        return True
    return "style" in given and bool(_BORDER.search(given["style"][:300]))


def lines(html: str) -> list[Line]:
    """The text of an HTML document as lines, in linear time; never raises."""
    reader = _Reader()
    for token in tokens(html):
        reader.read(token)
    reader.out.line()
    found = reader.out.lines
    while found and not found[-1].text:
        found.pop()
    start = next((at for at, line in enumerate(found) if line.text), 0)
    return found[start:]


def to_text(html: str) -> str:
    """The text of an HTML document, lines joined by newlines."""
    return "\n".join(line.text for line in lines(html))
