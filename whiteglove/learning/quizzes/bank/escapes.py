"""How GIFT writes signs that mean something there: with a backslash before them."""

import re

from .question import Words

SIGNS = "~=#{}:\\"
# Places no text uses (noncharacters of Unicode), which stand for escaped signs while a question is taken apart.
HIDDEN = {f"\\{sign}": chr(0xFDD0 + place) for place, sign in enumerate(SIGNS)} | {"\\n": "\ufddf"}
SHOWN = {held: "\n" if written == "\\n" else written[1] for written, held in HIDDEN.items()}
ESCAPE = re.compile(r"\\[~=#{}:\\n]")
HELD = re.compile("[\ufdd0-\ufddf]")
FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]\s*", re.I)


def hidden(line: str) -> str:
    """With what is escaped out of the way."""
    return ESCAPE.sub(lambda one: HIDDEN[one[0]], HELD.sub("\ufffd", line))


def shown(raw: str) -> str:
    return HELD.sub(lambda one: SHOWN.get(one[0], "\ufffd"), raw).strip()


def words(raw: str, otherwise: str = "") -> Words:
    """`raw` with its format, if it begins with one; else in the format `otherwise`."""
    raw = raw.strip()
    if found := FORMAT.match(raw):
        format = found[1].lower()
        text = shown(raw[found.end() :])
        return Words(text, "" if format == "moodle" or not text else format)
    text = shown(raw)
    return Words(text, otherwise if text else "")


def escaped(text: str) -> str:
    return re.sub(r"[~=#{}:\\]", lambda one: f"\\{one[0]}", text).replace("\n", "\\n")


def written(said: Words, otherwise: str = "") -> str:
    """As GIFT has it: the format is named where it isn't `otherwise`, or where the text would be taken for one."""
    if not said.text:
        return ""
    named = said.format != otherwise or said.text[0] in "[%"
    return (f"[{said.format or 'moodle'}]" if named else "") + escaped(said.text)
