"""Words of a question as elements of QTI, and elements as words."""

import html as entities
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, SubElement

from whiteglove.learning.quizzes.bank.question import Words
from whiteglove.learning.quizzes.wording import html_of

KEPT = {
    "p", "br", "div", "span", "ul", "ol", "li", "strong", "em", "b", "i", "u", "s", "code", "pre", "kbd", "q", "cite",
    "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "a", "sub", "sup", "hr", "dl", "dt", "dd", "table", "caption",
    "thead", "tbody", "tfoot", "tr", "td", "th", "small",
}  # fmt: skip
VOID = {"br", "hr"}
PLAIN = {"p", "br", "div", "span"}  # what plain text is made of
BLOCKS = {"p", "div", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "dl", "h1", "h2", "h3", "h4", "h5", "h6"}
ATTRIBUTES = {"href", "colspan", "rowspan", "lang", "dir"}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOST = {
    "img": "a picture", "object": "a picture or a film", "audio": "a sound", "video": "a film", "math": "a formula",
    "picture": "a picture", "svg": "a drawing", "iframe": "a page",
}  # fmt: skip


def xml_text(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)


class _Builder(HTMLParser):
    """Our own clean HTML, under an element."""

    def __init__(self, parent: Element):
        super().__init__(convert_charrefs=True)
        self.open = [parent]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in KEPT:
            made = SubElement(self.open[-1], tag, {name: xml_text(value or "") for name, value in attrs if
                                                   name in ATTRIBUTES})  # fmt: skip
            if tag not in VOID:
                self.open.append(made)

    def handle_endtag(self, tag: str) -> None:
        if tag in KEPT - VOID and any(one.tag == tag for one in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        add_text(self.open[-1], xml_text(data))


def add_text(parent: Element, text: str) -> None:
    """After whatever stands in `parent`."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def put(words: Words, parent: Element) -> Element:
    """`words` under `parent`."""
    builder = _Builder(parent)
    builder.feed(html_of(words).strip())
    builder.close()
    return parent


def put_line(words: Words, parent: Element) -> Element:
    """In a line: a paragraph that is alone loses its element."""
    put(words, parent)
    if (
        len(parent) == 1
        and parent[0].tag == "p"
        and not (parent.text or "").strip()
        and not (parent[0].tail or "").strip()
    ):
        only = parent[0]
        parent.remove(only)
        parent.text, parent[:] = only.text, list(only)
    return parent


def words_of(elements: Iterable[Element | str], lost: set[str]) -> Words:
    """Plain text where nothing but paragraphs and lines stands there, else HTML. `lost` collects what is left out."""
    nodes = list(elements)
    html = re.sub(r"<(div|p|span)>\s*</\1>", "", "".join(_html(node, lost) for node in nodes)).strip()
    tags = set(re.findall(r"<([a-z0-9]+)", html))
    if not html:
        return Words()
    if tags <= PLAIN:
        return Words(as_text(html), "plain")
    return Words(html, "html")


def as_text(html: str) -> str:
    text = re.sub(r"<br>|</p>|</div>", "\n", html)
    lines = [" ".join(line.split()) for line in entities.unescape(re.sub(r"<[^>]*>", "", text)).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def inside(element: Element) -> Iterator[Element | str]:
    """Its text, its children and what follows each."""
    yield element.text or ""
    for child in element:
        yield child
        yield child.tail or ""


def _html(node: Element | str, lost: set[str]) -> str:
    if isinstance(node, str):
        return entities.escape(re.sub(r"\s+", " ", node), quote=False)
    if node.tag in LOST:
        lost.add(LOST[node.tag])
        alt = node.get("alt") or node.get("aria-label") or ""
        return entities.escape(f"[{alt}]") if alt else ""
    body = "".join(_html(child, lost) for child in inside(node))
    if node.tag not in KEPT:
        return body
    said = "".join(f' {name}="{entities.escape(node.get(name, ""))}"' for name in sorted(ATTRIBUTES) if node.get(name))
    return f"<{node.tag}{said}>" if node.tag in VOID else f"<{node.tag}{said}>{body}</{node.tag}>"


def line_text(element: Element) -> str:
    """Only its text, in a line."""
    return " ".join("".join(element.itertext()).split())
