"""GIFT, the text format in which Moodle's users write questions: all of its grammar, read and written.

A question ends at an empty line. What GIFT has no place for stands in comments, as in Moodle: `// [id:…] [tag:…]`
right above a question; we add `[level:2] [row:G12] [skill:…] [source:…]`. Comments at the top of the file, between two
lines `// ---`, are YAML and hold for every question of it. So each file stays one that Moodle can read.
"""

import re
from dataclasses import dataclass, field, replace

from .answers import Unreadable, read_answers
from .escapes import FORMAT, hidden, shown, words
from .question import TEXT, Question, Words

MOST = 2000  # questions in a file
LARGEST, LINES = 2_000_000, 60_000  # characters and lines of a file
LONG = 4_000  # characters of a comment that may hold labels
LABEL = re.compile(r"\[(id|tag|level|row|skill|source|module):((?:[^\]\\]|\\.){0,300})\]")
CATEGORY = re.compile(r"\$CATEGORY:(.*)", re.I)
EDGE = re.compile(r"//\s*---+\s*$")


@dataclass(frozen=True)
class Fault:
    line: int
    says: str


@dataclass
class Sheet:
    """What a file held. `header` is the YAML of its first comment, with the line it began on."""

    questions: list[Question] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    header: str = ""
    header_line: int = 1


@dataclass
class Block:
    """Lines that belong together. `after`: labels below its first line; they belong to what follows without a gap."""

    line: int = 0
    lines: list[str] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
    after: list[tuple[str, str]] = field(default_factory=list)
    depth: int = 0

    def add(self, number: int, line: str) -> None:
        self.line = self.line or number
        plain = hidden(line)
        self.lines.append(plain)
        self.depth += plain.count("{") - plain.count("}")

    def label(self, line: str) -> None:
        found = [(name, re.sub(r"\\(.)", r"\1", value).strip()) for name, value in LABEL.findall(line[:LONG])]
        (self.after if self.lines else self.labels).extend(found)


def parse(text: str) -> Sheet:
    """Every question that can be read, and for each that can't, where and why."""
    sheet, block, category = Sheet(), Block(), ""
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(text) > LARGEST or len(lines) > LINES:
        sheet.faults.append(Fault(1, f"a file holds at most {LARGEST:,} characters in {LINES:,} lines: split it."))
        return sheet
    start, going_on = _header(lines, sheet), _going_on(lines)
    for number, line in enumerate(lines[start:], start + 1):
        bare = line.strip()
        if bare.startswith("//"):
            block.label(bare)
        elif found := CATEGORY.match(bare):
            _ended(block, category, sheet)
            block, category = Block(), found[1].strip()
        elif not bare and not (block.depth > 0 and going_on[number - 1]):
            _ended(block, category, sheet)
            block = Block()
        else:
            if bare.startswith("::") and block.lines:
                labels, block.after = block.after, []
                _ended(block, category, sheet)
                block = Block(labels=labels)
            block.add(number, line)
        if len(sheet.questions) > MOST:
            sheet.faults.append(Fault(number, f"a file holds at most {MOST} questions: split it."))
            return sheet
    _ended(block, category, sheet)
    return sheet


def _header(lines: list[str], sheet: Sheet) -> int:
    """How many lines the YAML at the top takes; 0 where there is none."""
    first = next((place for place, line in enumerate(lines) if line.strip()), 0)
    if not lines or not EDGE.match(lines[first].strip()):
        return 0
    for place in range(first + 1, len(lines)):
        bare = lines[place].strip()
        if EDGE.match(bare):
            sheet.header_line = first + 2
            sheet.header = "\n".join(re.sub(r"^\s*// ?", "", line) for line in lines[first + 1 : place])
            return place + 1
        if not bare.startswith("//"):
            break
    sheet.faults.append(Fault(first + 1, "the lines about the whole file begin here and don't end: close with // ---."))
    return first + 1


def _going_on(lines: list[str]) -> list[bool]:
    """For each line: whether an empty one there, inside braces, stands in the middle of a question: a brace closes
    before another begins. One pass from the end, so that many empty lines cost no more than others."""
    goes_on, found = False, []
    for line in reversed(lines):
        found.append(goes_on)
        bare = line.strip()
        if bare.startswith("::") or CATEGORY.match(bare):
            goes_on = False
        elif "{" in (plain := hidden(bare)) or "}" in plain:
            goes_on = plain.find("}") >= 0 and (plain.find("{") < 0 or plain.find("}") < plain.find("{"))
    return found[::-1]


def _ended(block: Block, category: str, sheet: Sheet) -> None:
    """Read what was gathered."""
    if not block.lines:
        return
    try:
        sheet.questions.append(_labelled(_question("\n".join(block.lines)), block, category))
    except Unreadable as why:
        sheet.faults.append(Fault(block.line, str(why)))


def _question(raw: str) -> Question:
    raw, title = raw.strip(), ""
    if raw.startswith("::") and (end := raw.find("::", 2)) > 0:
        title, raw = shown(raw[2:end]), raw[end + 2 :].lstrip()
    opens, closes = raw.find("{"), raw.rfind("}")
    if opens < 0 and closes < 0:
        return Question("", TEXT, _worth(words(raw)), title)
    if opens < 0 or closes < opens:
        what = "closed and not opened" if opens < 0 else "opened and not closed"
        raise Unreadable(f"a brace is {what}; for a brace of its own write \\{{ or \\}}.")
    inside, before, after = raw[opens + 1 : closes], raw[:opens], raw[closes + 1 :]
    if "{" in inside or "}" in inside:
        raise Unreadable("this question has more than one pair of braces; write \\{ and \\} for braces of its own.")
    text = words(before)
    marker = FORMAT.match(before.strip())
    tail = words(after, text.format if marker else "")
    if not text and not tail:
        raise Unreadable("there are answers, and no question before them.")
    return replace(read_answers(inside), text=text, title=title, tail=tail)


def _worth(text: Words) -> Words:
    if not text:
        raise Unreadable("there is a title, and nothing under it.")
    return text


def _labelled(question: Question, block: Block, category: str) -> Question:
    labels = [*block.labels, *block.after]
    of = {name: [value for key, value in labels if key == name and value] for name, _ in labels}
    level = (of.get("level") or ["0"])[-1]
    if level not in ("0", "1", "2", "3"):
        raise Unreadable(f"a level is 1, 2 or 3, and not “{level}”.")
    return replace(
        question, line=block.line, category=category, level=int(level), id=(of.get("id") or [""])[-1],
        tags=tuple(of.get("tag", ())), rows=tuple(of.get("row", ())), skills=tuple(of.get("skill", ())),
        module=(of.get("module") or [""])[-1], source=(of.get("source") or [""])[-1],
    )  # fmt: skip
