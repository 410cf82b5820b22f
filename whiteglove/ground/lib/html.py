"""Make a stranger's HTML safe to show beside our own, in linear time.

Three steps: the tokens are written out again with only the elements and attributes of mail, balanced
and never deep (so that no parser behind can be made to work hard); nh3, a real HTML5 parser, checks
the result; nothing of the original markup is ever passed through as it came. Nothing is fetched by
showing the result: remote images wait in `data-remote-src`, tracking pixels are gone and counted.
"""

import html as entities
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

import nh3

from .html_text import lines, to_text
from .html_tokens import CLOSE, TEXT, VOID, Token, tokens

__all__ = ["Cleaned", "clean", "lines", "to_text"]

BUDGET = 2_000_000  # characters of HTML; beyond it the text is shown instead
DEPTH = 200  # open elements; beyond it tags are dropped and their text stays
STYLED = 24  # open formatting elements, which a parser would repeat in every block

FORMATTING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "dfn",
        "em",
        "i",
        "ins",
        "del",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "strike",
        "strong",
        "tt",
        "u",
        "var",
    ]
)
BLOCKS = frozenset(
    [
        "blockquote",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "div",
        "dl",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ALLOWED = FORMATTING | BLOCKS | frozenset(["bdi", "bdo", "br", "img", "span", "sub", "sup", "wbr"])
EVERYWHERE = frozenset({"dir", "lang", "title"})
ATTRIBUTES = {
    "a": {"href", "data-mismatch"},
    "img": {"src", "alt", "width", "height", "data-remote-src", "data-cid"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign"},
    "tr": {"align", "valign"},
    "table": {"border", "cellpadding", "cellspacing", "align"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "div": {"align"},
    "p": {"align"},
}
_CLOSED_BY = {
    "p": ("p",), "li": ("li",), "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"), "dt": ("dt", "dd"),
    "dd": ("dt", "dd"), "a": ("a",),
}  # fmt: skip
_NUMBERS = frozenset(["width", "height", "colspan", "rowspan", "border", "cellpadding", "cellspacing", "start"])
_NUMBER = re.compile(r"\s*(\d{1,4})")
_TINY = re.compile(r"(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|$)|display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_URL_BLANKS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]+")
_HOST = re.compile(
    r"(?<![\w.@-])(?:https?://)?((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24})(?![\w@-])", re.I
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Safe HTML and what was held back, counted."""

    html: str
    remote_images: int = 0
    tracking_pixels: int = 0
    mismatched_links: int = 0
    dropped_images: int = 0
    warnings: tuple[str, ...] = ()


def clean(html: str, *, cid: Callable[[str], str | None] = lambda content_id: None, budget: int = BUDGET) -> Cleaned:
    """HTML that can be shown: no script, no form, no style, nothing fetched from elsewhere.

    `cid` turns a Content-ID (without angle brackets), or the relative address an image was stored
    under, into the address of our own copy, or None when there is none. Beyond `budget` characters
    the text is shown in place of the markup, whole, with a warning.
    """
    if len(html) > budget:
        return Cleaned(html=_as_paragraphs(to_text(html)), warnings=("html-over-budget-shown-as-text",))
    writer = _Writer(cid)
    for token in tokens(html):
        writer.read(token)
    return writer.cleaned()


def _as_paragraphs(text: str) -> str:
    return f'<div dir="auto">{entities.escape(text, quote=False).replace(chr(10), "<br>")}</div>'


@dataclass(slots=True)
class _Link:
    """The link being written: where in the output it stands and which host it leads to."""

    at: int
    attributes: dict[str, str]
    host: str
    words: list[str] = field(default_factory=list)


class _Writer:
    """Writes allowed tokens out, balanced, escaped and shallow."""

    def __init__(self, cid: Callable[[str], str | None]) -> None:
        self.cid = cid
        self.out: list[str] = []
        self.open: list[str] = []
        self.counts: dict[str, int] = {}
        self.styled = 0
        self.link: _Link | None = None
        self.remote = self.pixels = self.mismatched = self.dropped = self.flattened = 0

    def read(self, token: Token) -> None:
        if token.kind == TEXT:
            self.out.append(entities.escape(token.text, quote=False))
            if self.link is not None:
                self.link.words.append(token.text)
        elif token.name in ALLOWED:
            if token.kind == CLOSE:
                self._close(token.name)
            else:
                self._open(token)

    def cleaned(self) -> Cleaned:
        while self.open:
            self._pop()
        warnings = ("html-nested-too-deeply-flattened",) if self.flattened else ()
        return Cleaned(_verified("".join(self.out)), self.remote, self.pixels, self.mismatched, self.dropped, warnings)

    def _open(self, token: Token) -> None:
        name = token.name
        if name == "img":
            self._image(token.attributes)
            return
        if name in VOID:
            self.out.append(f"<{name}>")
            return
        self._close_implied(name)
        if len(self.open) >= DEPTH or (name in FORMATTING and self.styled >= STYLED):
            self.flattened += 1
            return
        kept = _plain_attributes(name, token.attributes)
        if name == "a":
            kept |= self._destination(token.attributes.get("href", ""), kept)
        self._push(name, kept)

    def _push(self, name: str, kept: dict[str, str]) -> None:
        self.open.append(name)
        self.counts[name] = self.counts.get(name, 0) + 1
        self.styled += name in FORMATTING
        self.out.append(_tag(name, kept))

    def _close_implied(self, name: str) -> None:
        """`<p>` ends a paragraph, `<td>` a cell: as in HTML, so that unclosed ones don't pile up."""
        ends = _CLOSED_BY.get(name, ())
        while self.open and self.open[-1] in ends:
            self._pop()
        if name == "a" and self.counts.get("a"):
            self._close("a")

    def _close(self, name: str) -> None:
        """Close down to the nearest open one; a close without an open is ignored."""
        if not self.counts.get(name) or (name in FORMATTING and self._behind_a_block(name)):
            return
        while self._pop() != name:
            pass

    def _behind_a_block(self, name: str) -> bool:
        for opened in reversed(self.open):
            if opened == name:
                return False
            if opened in ("table", "td", "th", "blockquote"):
                return True
        return True

    def _pop(self) -> str:
        name = self.open.pop()
        self.counts[name] -= 1
        self.styled -= name in FORMATTING
        if name == "a":
            self._finish_link()
        self.out.append(f"</{name}>")
        return name

    def _destination(self, href: str, kept: dict[str, str]) -> dict[str, str]:
        url = safe_url(href)
        if url is None:
            return {}
        self.link = _Link(len(self.out), kept | {"href": url}, host_of(url))
        return {"href": url}

    def _finish_link(self) -> None:
        """Flag a link whose words name another host than the one it leads to."""
        link, self.link = self.link, None
        if link is None or not link.host:
            return
        shown = _HOST.search("".join(link.words)[:300])
        if shown and not _same_site(shown.group(1), link.host):
            self.mismatched += 1
            self.out[link.at] = _tag("a", link.attributes | {"data-mismatch": link.host})

    def _image(self, given: Mapping[str, str]) -> None:
        kept = _plain_attributes("img", given) | {"alt": given.get("alt", "")[:500]}
        src = _URL_BLANKS.sub("", given.get("src", ""))
        scheme = src[:8].lower()
        if scheme.startswith(("http://", "https://", "//")):
            self._remote_image(src, given, kept)
            return
        content_id = src[4:] if scheme.startswith("cid:") else ("" if ":" in scheme else src)
        ours = self.cid(content_id.strip("<>")) if content_id else None
        if ours is None:
            self.dropped += 1
            self.out.append(_tag("img", kept))
            return
        self.out.append(_tag("img", kept | {"src": ours, "data-cid": content_id.strip("<>")}))

    def _remote_image(self, src: str, given: Mapping[str, str], kept: dict[str, str]) -> None:
        if _is_pixel(given):
            self.pixels += 1
            return
        url = safe_url(src)
        if url is None:
            self.dropped += 1
            return
        self.remote += 1
        self.out.append(_tag("img", kept | {"data-remote-src": url, "title": host_of(url)}))


def _plain_attributes(name: str, given: Mapping[str, str]) -> dict[str, str]:
    """Of the given attributes those that only lay out, with numbers kept small."""
    kept: dict[str, str] = {}
    allowed = ATTRIBUTES.get(name, frozenset()) - {"href", "src", "alt", "data-mismatch", "data-remote-src", "data-cid"}
    for attribute, value in given.items():
        if attribute in _NUMBERS and attribute in allowed:
            number = _NUMBER.match(value)
            if number and "%" not in value:
                limit = 100 if attribute.endswith("span") else 2000
                kept[attribute] = str(min(int(number.group(1)), limit))
        elif attribute in allowed or attribute in EVERYWHERE:
            kept[attribute] = value[:200]
    return kept


def _tag(name: str, attributes: dict[str, str]) -> str:
    if not attributes:
        return f"<{name}>"
    written = " ".join(f'{key}="{entities.escape(value)}"' for key, value in attributes.items())
    return f"<{name} {written}>"


def _is_pixel(given: Mapping[str, str]) -> bool:
    sizes = [given.get(side, "").strip().removesuffix("px") for side in ("width", "height")]
    return any(size in ("0", "1") for size in sizes) or bool(_TINY.search(given.get("style", "")[:500]))


def safe_url(url: str) -> str | None:
    """The address if following it can do no harm: http, https, mailto or tel; else None."""
    url = _URL_BLANKS.sub("", url)
    if url.startswith("//"):
        url = f"https:{url}"
    scheme = url.split(":", 1)[0].lower() if ":" in url else ""
    return url if scheme in ("http", "https", "mailto", "tel") and len(url) <= 8000 else None


def host_of(url: str) -> str:
    """The host an address leads to, lower case; "" for one without or one that can't be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") if url.lower().startswith("http") else ""
    except ValueError:
        return ""


def _same_site(shown: str, host: str) -> bool:
    """Whether the host in the words is the target's, or one is a part of the other."""
    shown = shown.lower().removeprefix("www.")
    return shown == host or host.endswith(f".{shown}") or shown.endswith(f".{host}")


def _verified(html: str) -> str:
    """The second opinion: nh3 with the same list, and the marks every link must carry."""
    return _second_opinion().clean(html)


@cache
def _second_opinion() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(ALLOWED),
        clean_content_tags={"script", "style"},
        attributes={name: set(names) for name, names in ATTRIBUTES.items()} | {"*": set(EVERYWHERE)},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
