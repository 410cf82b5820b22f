"""The words of a macro with their variables. Pure rules.

Only known names in braces are variables; a customer's word that looks like one stays a word. What isn't known of this
customer becomes a blank, ⟨name⟩, which whoever writes fills in: no reply leaves with one.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

VARIABLES = {
    "name": "the customer's first name",
    "agent": "the first name of whoever writes",
    "company": "our name",
    "number": "the ticket's number",
    "subject": "the ticket's subject",
    "link": "where the customer finds this request in the portal",
    "meeting": "where the two of you look at one screen",
}
LONGEST, LONGEST_VALUE = 20_000, 500
_VARIABLE = re.compile(r"\{([^{}\s]{1,40})\}")
_BLANK = re.compile(f"⟨({'|'.join(VARIABLES)})⟩")


@dataclass(frozen=True)
class Filled:
    """`missing`: the variables that are blanks in it, in order."""

    text: str
    missing: tuple[str, ...] = ()


def unknown(text: str) -> list[str]:
    """Names in braces that no variable has, as they stand, in order."""
    return list(dict.fromkeys(name for name in _VARIABLE.findall(text) if name not in VARIABLES))


def fill(text: str, values: Mapping[str, str]) -> Filled:
    """In one pass, so that no value is ever read as a variable itself."""
    missing: list[str] = []

    def value(found: re.Match) -> str:
        name = found[1]
        if name not in VARIABLES:
            return found[0]
        known = plain(values.get(name, ""))
        if not known:
            missing.append(name)
        return known or f"⟨{name}⟩"

    return Filled(_VARIABLE.sub(value, text), tuple(dict.fromkeys(missing)))


def plain(value: str) -> str:
    """On one line, of bounded length, and never what looks like a blank."""
    return _BLANK.sub(r"\1", " ".join(value.split())[:LONGEST_VALUE])


def blanks(text: str) -> list[str]:
    """The names of the blanks that nobody has filled in yet, in order."""
    return list(dict.fromkeys(_BLANK.findall(text))) if "⟨" in text else []


def language_for(wanted: Iterable[str], written: Iterable[str]) -> str:
    """The language of `written` for the first wish that has one, with its region or without; else English, else the
    first; "" for none."""
    written = list(written)
    for code in [*filter(None, wanted), "en"]:
        base = code.partition("-")[0].lower()
        exact = next((one for one in written if one.lower() == code.lower()), None)
        near = next((one for one in written if one.partition("-")[0].lower() == base), None)
        if exact or near:
            return exact or near
    return written[0] if written else ""
