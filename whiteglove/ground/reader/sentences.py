"""Where sentences begin and end: by their marks and lines, in prose and in chat."""
# ruff: noqa: E501, SIM905  (tables of words and patterns)

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 1000  # characters; a longer stretch without an end is cut at a space
FEW, EACH = 60, 120  # so many sentences of a message are read one by one, and one more for so many characters
_ABBREVIATIONS = frozenset(
    "mr mrs ms mx dr prof sr sra srta jr rev hon capt sgt approx vs etc e.g i.e eg ie cf al inc ltd corp dept jan feb apr"
    " aug sept oct nov tue tues thu thur thurs z.b d.h bzw usw ca str evtl ggf inkl zzgl mme mlle u.s u.k a.m p.m avda dra"
    " ud uds incl excl".split()
)
_BEFORE_NUMBER = frozenset("no nr num tel ext fig p pp vol ref order st room".split())
# A mark, what closes after it, and a space; or a line's end; or marks of scripts that use no space.
_END = re.compile(
    r"(?P<marks>[.!?]+)(?P<close>[\"')\]]*)(?=\s|$)"
    r"|(?P<glued>[!?]+)(?=[A-Z])"
    r"|(?P<full>[。！？।۔]+)"
    r"|(?P<line>\n\s*)"
)
# German writes "3. Dezember".
_GERMAN_MONTH = re.compile(
    r" (?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b"
)
_LAST_WORD = re.compile(r"[\w.]+$")
_STREET = re.compile(r"(?:[A-Z]\w*[a-z]\w*|\d+\w{0,2}) $")
_FACES = re.compile(r"\s*(?:[:;=]'?[()DPp|/]+|[\U0001F300-\U0001FAFF\u2600-\u27BF]+)(?=\s|$)")
_BULLET = re.compile(r"[-*•\d]")


def spans(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of every sentence of `text`, without the white space around it. Linear in its length."""
    start = 0
    for match in _END.finditer(text):
        if match.start() < start or not _ends(text, start, match):
            continue
        end = match.start() if match["line"] is not None else match.end()
        if match["line"] is None and (face := _FACES.match(text, end)):
            end = face.end()
        yield from _cut(text, start, end)
        start = max(end, match.end())
    yield from _cut(text, start, len(text))


def together(places: list[tuple[int, int]], length: int) -> tuple[list[tuple[int, int]], range]:
    """As many of them as a message of `length` characters is worth, and which of these are several.

    A pasted log has thousands of lines. What stands before and behind such a thing stays as it is.
    """
    most = FEW + length // EACH
    if len(places) <= most:
        return places, range(0)
    first, last = most // 2, most // 4
    middle = places[first : len(places) - last]
    size = -(-len(middle) // (most - first - last))
    groups = [middle[start : start + size] for start in range(0, len(middle), size)]
    joined = [(group[0][0], group[-1][1]) for group in groups]
    return [*places[:first], *joined, *places[len(places) - last :]], range(first, first + len(middle) // size)


def _ends(text: str, start: int, match: re.Match) -> bool:
    if match["line"] is not None:
        return _line_ends(text, start, match)
    if match["marks"] != ".":
        return True
    word = _LAST_WORD.search(text, max(start, match.start() - 12), match.start())
    said = word[0].lower() if word else ""
    following = text[match.end() : match.end() + 2].lstrip(" ")[:1]
    if said in _ABBREVIATIONS:
        # "at 5 p.m. Thanks" ends; "Dr. Who" and "e.g. this" don't.
        return said in ("a.m", "p.m", "etc", "ltd", "inc") and following.isupper()
    if said in _BEFORE_NUMBER and following.isdigit():
        return False
    if said == "st" and following.isalpha():
        # "St. John called", but "We live in Mill St. Please ring."
        return bool(_STREET.search(text, max(start, word.start() - 30), word.start()))
    if len(said) == 1 and said.isalpha() and word[0].isupper() and said != "i":
        return not following.isupper()
    if said.isdigit() and len(said) <= 2 and _GERMAN_MONTH.match(text, match.end()):
        return False
    # "3. May" and "on the 4. we met": an ordinal, or a list's number.
    return not (said.isdigit() and len(said) <= 2 and (following.islower() or not text[start : word.start()].strip()))


def _line_ends(text: str, start: int, match: re.Match) -> bool:
    """A line's end ends the sentence, unless an editor broke a long line of prose there."""
    if match[0].count("\n") > 1:
        return True
    begin = max(text.rfind("\n", 0, match.start()) + 1, match.start() - LONGEST)
    before = text[begin : match.start()].rstrip()
    following = text[match.end() : match.end() + 1]
    broken = len(before) > 55 and before[-1:] not in ".!?:" and not _BULLET.match(following)
    return not (broken and (following.islower() or before[-1:] == ","))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        stop = space if space > 0 else start + LONGEST
        yield start, stop
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
