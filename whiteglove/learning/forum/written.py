"""What stands in a post: Markdown read once, then shown to a reader without what they may not open. Pure.

Written as articles are (`knowledge/markdown.py`), and besides: `@ada.osei` names a colleague, `#4127` or `ticket:4127`
a ticket, `article:its-address` an article, and an address of our own pages is the same as those.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from whiteglove.service.knowledge.markdown import ARTICLE, OURS, Parsed, parsed, rendered, slug_in, spoken

from .handles import named

TICKET = "ticket:"
_PART = re.compile(r"(?P<url>https?://[^\s<>\"')\]]*[\w/#=&-])|(?<![\w#&/])#(?P<ticket>[1-9]\d{0,9})(?![\w-])")
_SCHEME = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_HEADING = re.compile(r"<(/?)h([1-6])>")
NO_TICKET, NO_ARTICLE = "(a ticket you don’t see)", "(an article you don’t see)"


@dataclass(frozen=True)
class Home:
    """Our own address, and how those of tickets and articles begin."""

    url: str = ""
    ticket: str = "/desk/tickets/"
    article: str = "/knowledge/articles/"


@dataclass
class Written:
    """`own`: its words without quotations; `links`: how many lead to other sites."""

    page: Parsed
    home: Home
    own: str = ""
    handles: set[str] = field(default_factory=set)
    tickets: set[int] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    links: int = 0


@dataclass(frozen=True)
class Sight:
    """What whoever reads may open: addresses by handle, ticket, slug and number of an article."""

    people: Mapping[str, str] = field(default_factory=dict)
    tickets: Mapping[int, str] = field(default_factory=dict)
    slugs: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[int, str] = field(default_factory=dict)


def read(text: str, home: Home = Home()) -> Written:
    found = Written(parsed(text), home)
    quoted, said = 0, []
    for token in found.page.tokens:
        quoted += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
        if token.type == "inline":
            if not quoted:
                said.append("".join(spoken(token)))
            _look(found, token, quoted=bool(quoted))
        elif token.type in {"fence", "code_block"} and not quoted:
            said.append(token.content)
    found.own = "\n".join(said)
    return found


def _look(found: Written, line: Token, *, quoted: bool) -> None:
    for token, linked in _beside_links(line):
        if token.type == "link_open":
            _count(found, str(token.attrs.get("href", "")))
        elif token.type == "text" and not linked:
            for match in _PART.finditer(token.content):
                _count(found, match["url"] or TICKET + match["ticket"])
            # Whoever is named in a quotation was told when it was written.
            found.handles |= {handle for _, _, handle in named(token.content)} if not quoted else set()


def _beside_links(line: Token) -> Iterator[tuple[Token, bool]]:
    inside = 0
    for token in line.children or []:
        inside += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        yield token, inside > 0


def _count(found: Written, href: str) -> None:
    kind, value = meant(href, found.home)
    if kind == "ticket":
        found.tickets.add(value)
    elif kind == "article":
        found.articles.add(value)
    elif kind == "slug":
        found.slugs.add(value)
    elif kind == "elsewhere":
        found.links += 1


def meant(href: str, home: Home) -> tuple[str, int | str]:
    """What an address leads to: ("ticket", 12), ("article", 3), ("slug", "refunds"), ("elsewhere", …)."""
    if href.startswith(TICKET):
        return "ticket", _number(href.removeprefix(TICKET))
    if href.startswith(ARTICLE):
        return "slug", slug_in(href)
    own = _at_home(href, home)
    for kind, begins in (("ticket", home.ticket), ("article", home.article)):
        if own.startswith(begins):
            return kind, _number(own.removeprefix(begins))
    return ("ours" if own else "elsewhere"), href


def _at_home(href: str, home: Home) -> str:
    """The path of an address of ours, however it is written; "" elsewhere."""
    host, begins = _SCHEME.sub("", home.url, count=1).lower(), _SCHEME.match(href)
    rest = href[begins.end() :] if begins else ""
    return rest[len(host) :] if host and rest.lower().startswith(f"{host}/") else ""


def _number(text: str) -> int:
    digits = re.match(r"\d{1,18}", text, re.ASCII)
    return int(digits[0]) if digits else 0


def shown(found: Written, sight: Sight) -> str:
    """Safe HTML for one reader."""
    for token in found.page.tokens:
        if token.type == "inline":
            token.children = list(_rewritten(token, found.home, sight))
    found.page.headings.clear()
    # Under the title of a page, and without anchors: two posts may have the same headings.
    html = _HEADING.sub(lambda match: f"<{match[1]}h{min(6, int(match[2]) + 2)}>", rendered(found.page))
    # Code that is wider than the page is scrolled by keyboard, too.
    return html.replace("<pre>", '<pre tabindex="0">')


def told(found: Written, sight: Sight) -> str:
    """The same as plain words, a line for each paragraph."""
    lines = []
    for token in found.page.tokens:
        if token.type == "inline":
            token.children = list(_rewritten(token, found.home, sight))
            lines.append("".join(spoken(token)))
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content.rstrip())
    return "\n".join(lines)


def _rewritten(line: Token, home: Home, sight: Sight) -> Iterator[Token]:
    cut = False
    for token, linked in list(_beside_links(line)):
        if token.type == "link_open":
            where, instead = _where(str(token.attrs.get("href", "")), home, sight)
            cut = bool(instead)
            token.attrs["href"] = where
            yield _text(instead) if cut else token
        elif token.type == "link_close":
            if not cut:
                yield token
            cut = False
        elif token.type == "text" and not linked:
            yield from _told(token.content, home, sight, names="@" in token.content)
        elif not cut:
            yield token


def _where(href: str, home: Home, sight: Sight) -> tuple[str, str]:
    """(address, what stands there instead of the link): one of the two."""
    kind, value = meant(href, home)
    known: Mapping = {"ticket": sight.tickets, "article": sight.articles, "slug": sight.slugs}.get(kind, {})
    if kind in ("elsewhere", "ours"):
        return href, ""
    if value in known:
        return OURS + known[value].lstrip("/"), ""
    return "", NO_TICKET if kind == "ticket" else NO_ARTICLE


def _told(text: str, home: Home, sight: Sight, *, names: bool) -> Iterator[Token]:
    """Plain words, with links where they name something this reader can open."""
    upto = 0
    for start, end, href in sorted([*_named(text, sight.people if names else {}), *_parts(text)]):
        if start < upto:
            continue
        yield _text(text[upto:start])
        where, instead = (href, "") if href.startswith(OURS) else _where(href, home, sight)
        words = text[start:end]
        if instead:
            # A number is no secret; where an address was pasted, its words go.
            yield _text(words if words.startswith("#") else instead)
        else:
            yield from _link(where, words)
        upto = end
    yield _text(text[upto:])


def _named(text: str, people: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    return ((start, end, OURS + people[handle].lstrip("/")) for start, end, handle in named(text) if handle in people)


def _parts(text: str) -> Iterator[tuple[int, int, str]]:
    found = ((*match.span(), match["url"] or TICKET + match["ticket"]) for match in _PART.finditer(text))
    # Somebody may write the address that can't exist: it stays words.
    return (one for one in found if not one[2].startswith(OURS))


def _link(href: str, words: str) -> Iterator[Token]:
    yield Token("link_open", "a", 1, attrs={"href": href})
    yield _text(words)
    yield Token("link_close", "a", -1)


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)
