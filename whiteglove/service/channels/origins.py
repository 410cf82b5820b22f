"""Sites as browsers name them: where a chat or a form may stand. Pure."""

import re
from urllib.parse import urlsplit


class NoSite(ValueError):
    """A line names no site of the web."""


def origins_in(lines: str) -> list[str]:
    """One a line, each once. Raises NoSite."""
    found = [origin_of(line) for line in lines.split()]
    if not all(found):
        raise NoSite("Write each site like https://www.example.com.")
    return list(dict.fromkeys(found))


def origin_of(line: str) -> str:
    """`https://www.example.com`; "" for what isn't an origin of the web."""
    try:
        parts = urlsplit(line.strip())
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    plain = re.fullmatch(r"[A-Za-z0-9.-]+", parts.hostname or "")
    return f"{parts.scheme}://{parts.hostname}{port}" if plain and parts.scheme in {"http", "https"} else ""
