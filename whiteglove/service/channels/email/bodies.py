"""Find the words of a mail among its parts, as text and as HTML."""

import html as entities
import re
from dataclasses import dataclass, field

from whiteglove.ground.lib.html import lines as html_lines
from whiteglove.ground.lib.html_text import Line
from whiteglove.ground.lib.text import one_line_end, storable

from .alternatives import is_stub
from .attachments import Collector
from .calendar import invitation
from .charsets import codec_of, decode
from .flowed import unflow
from .limits import Limits
from .parameters import file_name, safe_name, value_and_parameters
from .structure import Part, Structure
from .transfer import holds_yenc, uuencoded

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.I)
_ENRICHED = re.compile(r"<(/?)([A-Za-z-]{1,60})>")
_LOOKS_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<div|<table|<meta)", re.I)
_BESIDES = frozenset({"text/x-amp-html", "text/watch-html"})
_WORDS = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one part: `html` says how `text` is written."""

    text: str
    html: bool


@dataclass(slots=True)
class View:
    """The same words for who reads text and for who reads HTML."""

    text: list[Words] = field(default_factory=list)
    html: list[Words] = field(default_factory=list)

    def both(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.text or self.html)


@dataclass(slots=True)
class Bodies:
    """What was found: the lines of the text, the HTML as it came (not cleaned), an invitation's line."""

    lines: list[Line]
    html: str
    invitation: str
    warnings: list[str]


class Finder:
    """Walks the parts; the words go into views, the rest to the collector."""

    def __init__(self, data: bytes, collector: Collector, limits: Limits, charset: str = "") -> None:
        self.data = data
        self.charset = charset
        self.collector = collector
        self.limits = limits
        self.warnings: list[str] = []
        self.named: list[Part] = []
        self.invitation = ""
        self.left = limits.text_chars

    def walk(self, part: Part) -> View:
        """The words in a part and the parts below it."""
        if not part.whole:
            return self._leaf(part)
        if part.type == "multipart/alternative":
            return self._chosen([self.walk(one) for one in part.parts])
        view = View()
        for at, one in enumerate(part.parts):
            if part.type == "multipart/related" and at and not one.whole and _is_resource(one):
                self.collector.part(one, self.data)
                continue
            found = self.walk(one)
            view.text += found.text
            view.html += found.html
        return _without_doubles(view)

    def _chosen(self, views: list[View]) -> View:
        """Of alternatives: for text the first that has plain words of its own, for HTML the last that has HTML."""
        views = [one for one in views if one.both()]
        if not views:
            return View()
        plain = next((one for one in views if any(not words.html for words in one.text)), views[-1])
        rich = next((one for one in reversed(views) if any(words.html for words in one.html)), views[-1])
        if plain is not rich and is_stub(_joined(plain.text), _as_html(rich.html)):
            self.warnings.append("text-part-without-the-words")
            plain = rich
        return View(plain.text, rich.html)

    def _leaf(self, part: Part) -> View:
        if part.type.startswith("multipart/") and not part.unread:
            return self._emptied(part)
        if part.type in _BESIDES and _among_alternatives(part):
            self.warnings.append(f"alternative-left:{part.type}")
            return View()
        if part.unread or part.type not in _WORDS:
            self._file(part)
            return View()
        disposition, given = value_and_parameters(part.block.raw("content-disposition"))
        if disposition == "attachment":
            self._file(part)
            return View()
        if file_name(given, part.parameters) and not _among_alternatives(part):
            return self._named(part)
        return self._words(part)

    def _named(self, part: Part) -> View:
        """Text with a file name is a file, unless it's the whole mail or nothing else has words."""
        if part.parent is None:
            return self._words(part)
        self.named.append(part)
        return View()

    def _emptied(self, part: Part) -> View:
        """A multipart without a single part: its bytes are taken for text."""
        self.warnings.append("multipart-without-parts")
        part.type = "text/html" if _LOOKS_HTML.match(part.body(self.data)) else "text/plain"
        return self._words(part)

    def _file(self, part: Part) -> None:
        content = self.collector.part(part, self.data)
        if part.type == "text/calendar" and not self.invitation:
            self.invitation = invitation(decode(content, part.parameters.get("charset", "utf-8"))[0])

    def leave_named(self, view: View) -> View:
        """Decide on the text parts with names: the first is the mail if there are no other words.

        One that says it is shown inline is meant as a file as well, and is both.
        """
        for part in self.named:
            words = View() if view.both() else self._words(part)
            if not words.both() or value_and_parameters(part.block.raw("content-disposition"))[0] == "inline":
                self.collector.part(part, self.data)
            view = words if words.both() else view
        return view

    def _words(self, part: Part) -> View:
        content = self.collector.content(part, self.data)
        label = part.parameters.get("charset", "")
        is_html = part.type in ("text/html", "application/xhtml+xml")
        if is_html and codec_of(label) in (None, "cp1252") and (meta := _META.search(content[:4000])):
            label = label if codec_of(label) and content.isascii() else meta.group(1).decode("ascii")
        elif not is_html:
            content = self._without_files(content)
        text, warning = decode(content, label, self.charset)
        if warning:
            self.warnings.append(warning)
        text = self._within_limit(storable(one_line_end(text)))
        if is_html:
            words = Words(text, True)
        else:
            words = Words(self._plain(part, text), False)
        return View([words], [words]) if words.text.strip() else View()

    def _plain(self, part: Part, text: str) -> str:
        if part.type in ("text/enriched", "text/richtext"):
            return _enriched(text)
        if part.parameters.get("format", "").lower() == "flowed":
            return unflow(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
        return text

    def _without_files(self, content: bytes) -> bytes:
        """Files uuencoded into the text become attachments."""
        if holds_yenc(content):
            self.warnings.append("yenc-file-left-in-text")
        files = uuencoded(content)
        for one in reversed(files):
            content = content[: one.start] + content[one.end :]
        for one in files:
            self.collector.file(safe_name(one.name) or "attachment.bin", "application/octet-stream", one.content)
        return content

    def _within_limit(self, text: str) -> str:
        if len(text) > self.left:
            self.warnings.append(f"text-over-limit-cut:{len(text) - self.left}-characters")
            text = text[: self.left]
        self.left -= len(text)
        return text


def find(data: bytes, structure: Structure, collector: Collector, limits: Limits, charset: str = "") -> Bodies:
    """The words of the message; everything else goes to `collector`. `charset`: tried for text that names none."""
    finder = Finder(data, collector, limits, charset)
    view = finder.leave_named(finder.walk(structure.root))
    for part in structure.leaves:
        if part.unread == "too-many-parts":
            collector.part(part, data)
    lines = _as_lines(view.text)
    if not lines and finder.invitation:
        lines = [Line(finder.invitation)]
    return Bodies(lines, _as_html(view.html), finder.invitation, finder.warnings)


def _as_lines(words: list[Words]) -> list[Line]:
    """Line by line, an empty one between the parts, none at the ends."""
    out: list[Line] = []
    for one in words:
        found = html_lines(one.text) if one.html else [Line(line) for line in one.text.split("\n")]
        start, end = 0, len(found)
        while start < end and not found[start].text.strip():
            start += 1
        while end > start and not found[end - 1].text.strip():
            end -= 1
        if start < end:
            out += [Line("")] if out else []
            out += found[start:end]
    return out


def _joined(words: list[Words]) -> str:
    return "\n".join(line.text for line in _as_lines(words))


def _as_html(words: list[Words]) -> str:
    """The HTML, with plain parts between written as such; "" when nothing was HTML."""
    if not any(one.html for one in words):
        return ""
    return "\n".join(one.text if one.html else _preformatted(one.text) for one in words)


def _preformatted(text: str) -> str:
    return f"<pre>{entities.escape(text.strip(chr(10)), quote=False)}</pre>"


def _without_doubles(view: View) -> View:
    """Some programs put text and HTML of the same words one after the other, as if they were two."""
    if len(view.text) != 2 or view.text != view.html or view.text[0].html or not view.text[1].html:
        return view
    plain, rich = view.text
    squeezed = _squeezed(plain.text)[:200]
    if len(squeezed) >= 20 and squeezed in _squeezed("".join(line.text for line in html_lines(rich.text))):
        return View([plain], [rich])
    return view


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


def _is_resource(part: Part) -> bool:
    """Whether a part of multipart/related is something the first one shows."""
    return bool(part.block.raw("content-id") or part.block.raw("content-location")) or part.type not in _WORDS


def _among_alternatives(part: Part) -> bool:
    return part.parent is not None and part.parent.type == "multipart/alternative"


def _enriched(text: str) -> str:
    """text/enriched (RFC 1896) without its marks: single line ends are spaces, doubled `<<` is one."""
    text = re.sub(r"\n(\n*)", lambda hit: hit.group(1) or " ", text).replace("<<", "\x00")
    text = re.sub(r"<param>.{0,200}?</param>", "", text, flags=re.I | re.S)
    return _ENRICHED.sub("", text).replace("\x00", "<")
