"""What people write here, in one shape: lines, links, topics, safe HTML of a bio. Pure."""

import re
from urllib.parse import urlsplit

from whiteglove.ground.lib.text import one_line, storable
from whiteglove.service.knowledge.markdown import parsed, rendered

BIO = 2000
LINES, LINE = 12, 160
LINKS = 6
TOPICS, TOPIC = 8, 60
_PICTURE = re.compile(r"<img\b[^>]*>")
_HEADING = re.compile(r"<(/?)h[1-6][^>]*>")


def lines_of(text: str, most: int = LINES, longest: int = LINE) -> list[str]:
    """One a line, each once, without the dashes people begin them with."""
    found = (one_line(line.lstrip("-*• \t"))[:longest].strip() for line in storable(text).split("\n"))
    return list(dict.fromkeys(line for line in found if line))[:most]


def topics_of(text: str) -> list[str]:
    """One a line, or several with commas between."""
    return lines_of(text.replace(",", "\n").replace(";", "\n"), TOPICS, TOPIC)


def links_of(text: str) -> list[dict[str, str]]:
    """A line each: `Words https://…`, or the address alone. What leads elsewhere than to the web is left out."""
    found = []
    for line in lines_of(text, LINKS, 360):
        says, _, url = line.rpartition(" ")
        parts = safely_split(url)
        if parts:
            found.append({"says": says.strip(" :-–")[:60] or parts, "url": url[:300]})
    return found


def safely_split(url: str) -> str:
    """The host of an address of the web, or ""."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host if parts.scheme in ("http", "https") and "." in host and "@" not in parts.netloc else ""


def as_text(links: list[dict[str, str]]) -> str:
    return "\n".join(f"{one['says']} {one['url']}" for one in links)


def html_of(text: str) -> str:
    """Markdown as safe HTML, without pictures; headings become strong lines, because the page has its own."""
    html = _PICTURE.sub("", rendered(parsed(text[:BIO])))
    return _HEADING.sub(lambda found: f"<{found[1]}p>" if found[1] else '<p class="strong">', html)
