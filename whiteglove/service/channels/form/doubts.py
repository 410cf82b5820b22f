"""What makes a request wait for a person before it becomes a ticket. Pure; nothing is ever thrown away for it."""

import re

MOST_LINKS = 2
_LINK = re.compile(r"https?://|www\.|\[url|<a\s", re.IGNORECASE)


def doubt(*, trap: str, headline: str, text: str, known: bool) -> str:
    """The reason to hold it, "" for none. `headline` is what would be repeated in letters: name and subject.

    trap   what stands in the field that people don't see
    known  something of theirs was filed before
    """
    if trap.strip():
        return "A field that people don't see was filled in"
    # Anybody can type the address of somebody who wrote before, and letters repeat the headline to it.
    if _LINK.search(headline):
        return "A link in the name or subject"
    if known:
        return ""
    if len(_LINK.findall(text)) > MOST_LINKS:
        return f"More than {MOST_LINKS} links, from somebody who never wrote before"
    return ""
