"""Articles are written in Markdown; this reads it and makes safe HTML of it. Pure: what links lead to is handed in.

CommonMark with tables and strikethrough, without HTML. The result goes through the house's cleaner as a stranger's mail
would. Links to articles are `article:slug` (or `article:slug#part`), pictures of the article `picture:12`.
"""

import html as entities
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from whiteglove.ground.lib.html import clean, safe_url
from whiteglove.ground.lib.words import fold

ARTICLE, PICTURE = "article:", "picture:"
# An address that can't exist: it takes links between articles through the cleaner, which keeps whole addresses only.
OURS = "https://articles.invalid/"
# For each bracket that opens the library looks on for one that closes: more of them take seconds. An article has few.
BRACKETS = 4_000
TOO_MANY = f"More than {BRACKETS:,} [ stand in this text, so its links and pictures are shown as plain words."
_LINK = re.compile(rf'<a href="{re.escape(OURS)}([^"]*)"[^>]*>')
_HEADING = re.compile(r"<h([1-6])>")


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    anchor: str


@dataclass
class Parsed:
    """What stands in a text: headings with their anchors, plain text, the articles and pictures it points to."""

    tokens: list[Token]
    headings: list[Heading] = field(default_factory=list)
    # {anchor: the number to try next for another heading of its words}
    anchors: dict[str, int] = field(default_factory=dict)
    text: str = ""
    articles: set[str] = field(default_factory=set)
    pictures: set[int] = field(default_factory=set)
    # Sentences for whoever writes: links and pictures nobody can follow or see.
    faults: list[str] = field(default_factory=list)

    @property
    def headings_text(self) -> str:
        return " ".join(heading.text for heading in self.headings)


@cache
def _reader(*, links: bool = True) -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": 30}).enable(["table", "strikethrough"])
    return made if links else made.disable(["link", "image", "reference"])


def parsed(body: str) -> Parsed:
    bounded = body.count("[") <= BRACKETS
    page = Parsed(_reader(links=bounded).parse(body), faults=[] if bounded else [TOO_MANY])
    words: list[str] = []
    for at, token in enumerate(page.tokens):
        if token.type in {"fence", "code_block"}:
            words.append(token.content)
        elif token.type == "inline":
            said = "".join(spoken(token))
            words.append(said)
            if page.tokens[at - 1].type == "heading_open":
                page.headings.append(heading(page, int(page.tokens[at - 1].tag[1]), said))
    look(page)
    page.text = "\n".join(word for word in words if word.strip())
    return page


def spoken(token: Token) -> Iterator[str]:
    """A line as it would be read out: its words, the descriptions of its pictures."""
    for child in token.children or []:
        if child.type in {"text", "code_inline", "image"}:
            yield child.content
        elif child.type in {"softbreak", "hardbreak"}:
            yield " "


def heading(page: Parsed, level: int, text: str) -> Heading:
    root = "part-" + ("-".join(re.findall(r"\w+", fold(text)))[:60] or "1")
    return Heading(level, text.strip(), anchor_of(page, root))


def anchor_of(page: Parsed, root: str) -> str:
    """Each once: `root`, `root-2`, …"""
    anchor, number = root, page.anchors.get(root, 2)
    while anchor in page.anchors:
        anchor, number = f"{root}-{number}", number + 1
    page.anchors[anchor] = 2
    page.anchors[root] = number
    return anchor


def inside(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or []


def look(page: Parsed) -> None:
    """What the text points to."""
    for token in inside(page.tokens):
        if token.type == "link_open":
            look_at_link(page, str(token.attrs.get("href", "")))
        elif token.type == "image":
            look_at_picture(page, str(token.attrs.get("src", "")), token.content)


def look_at_link(page: Parsed, href: str) -> None:
    if href.startswith(ARTICLE):
        page.articles.add(slug_in(href))
    elif href.startswith("#"):
        if href[1:] not in page.anchors:
            page.faults.append(f"No heading here has the address {href}.")
    elif safe_url(href) is None:
        page.faults.append(f"“{href[:80]}” is no address to follow. Write https://… or article:its-address.")


def look_at_picture(page: Parsed, src: str, says: str) -> None:
    number = src.removeprefix(PICTURE)
    if src.startswith(PICTURE) and number.isascii() and number.isdigit() and len(number) < 19:
        page.pictures.add(int(number))
    else:
        page.faults.append(
            f"The picture “{src[:80]}” stands elsewhere and isn't shown. Paste it into the text instead."
        )
    if not says.strip():
        page.faults.append("A picture has no description. Write one between its square brackets: ![what it shows](…).")


def slug_in(href: str) -> str:
    return href.removeprefix(ARTICLE).partition("#")[0].strip("/").lower()


def rendered(
    page: Parsed,
    article: Callable[[str], str | None] = lambda slug: None,
    picture: Callable[[int], str | None] = lambda pk: None,
) -> str:
    """Safe HTML. `article` gives the address of an article by its slug, `picture` that of a picture by its number;
    None for what this reader can't see: then a link is plain text and a picture its description.
    """
    for token in inside(page.tokens):
        if token.type == "link_open":
            point(token, article)
        elif token.type == "image" and str(token.attrs["src"]).startswith(PICTURE):
            token.attrs["src"] = "cid:" + str(token.attrs["src"]).removeprefix(PICTURE)
    raw = _reader().renderer.render(page.tokens, _reader().options, {})
    cleaned = clean(raw, cid=lambda cid: picture(int(cid)) if cid.isascii() and cid.isdigit() else None)
    return with_anchors(_LINK.sub(ours, cleaned.html), page.headings)


def point(token: Token, article: Callable[[str], str | None]) -> None:
    href = str(token.attrs.get("href", ""))
    if href.startswith(ARTICLE):
        where, part = article(slug_in(href)), href.partition("#")[2]
        href = f"{where}#{part}" if where and part else where or ""
        token.attrs["href"] = OURS + href.lstrip("/") if where else ""
    elif href.startswith("#"):
        token.attrs["href"] = OURS + href


def ours(match: re.Match) -> str:
    """Back from the address that can't exist to one of our own, which opens in the same window."""
    where = match[1]
    return f'<a href="{where if where.startswith("#") else "/" + where.lstrip("/")}">'


def with_anchors(html: str, headings: list[Heading]) -> str:
    """Give the headings their anchors, and move them under the title of the page."""
    waiting = iter(headings)
    down = 1 if any(heading.level == 1 for heading in headings) else 0
    html = re.sub(r"</h([1-6])>", lambda found: f"</h{min(6, int(found[1]) + down)}>", html)

    def opened(found: re.Match) -> str:
        one = next(waiting, None)
        anchor = f' id="{entities.escape(one.anchor)}"' if one else ""
        return f"<h{min(6, int(found[1]) + down)}{anchor}>"

    return _HEADING.sub(opened, html)
