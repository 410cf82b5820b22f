"""Addresses that people point to: web pages alone. Pure."""

from collections.abc import Iterable
from urllib.parse import urlsplit

MOST, LONGEST = 5, 500


def safe_link(link: str) -> str:
    """ "" for anything that isn't an address of a web page."""
    found = link.strip()
    try:
        parts = urlsplit(found)
    except ValueError:
        return ""
    plain = found.isprintable() and len(found) <= LONGEST and " " not in found
    return found if plain and parts.scheme in ("http", "https") and parts.hostname else ""


def safe_links(links: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(one for each in links if (one := safe_link(each))))[:MOST]
