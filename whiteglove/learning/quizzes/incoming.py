"""A file of questions from elsewhere, made ready for the bank: what can be asked, and what was left and why. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from json import dumps

from whiteglove.ground.lib.text import storable
from whiteglove.ground.packs.schema import NAME

from .bank.checking import faults_of
from .bank.gift import parse
from .bank.question import Question, as_content
from .qti.package import unpacked

GIFT, QTI = "gift", "qti"
MOST_REMARKS = 300
LARGEST = 5_000_000  # characters of all questions of a file, as the bank keeps them


@dataclass
class Found:
    """`report`: (where, what was left or changed). `plan`: a test of the file, as a quiz's YAML."""

    format: str = GIFT
    questions: list[Question] = field(default_factory=list)
    report: list[tuple[str, str]] = field(default_factory=list)
    plan: str = ""

    def tell(self, where: str, says: str) -> None:
        if len(self.report) < MOST_REMARKS:
            self.report.append((where, says))


def read_gift(data: bytes) -> Found:
    made = Found()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        made.tell(
            "The file", "isn't UTF-8; it was read as Windows text. Look whether quotes and accents came out right."
        )
    sheet = parse(storable(text))
    for fault in sheet.faults:
        made.tell(f"Line {fault.line}", fault.says)
    if sheet.header:
        made.tell("The head", "of the file counts in packs alone; give the questions a tag here instead.")
    made.questions = sheet.questions
    return made


def ready(made: Found, taken: Iterable[str], tag: str = "") -> Found:
    """With ids of their own and the `tag`, without those that can't be asked. `taken`: ids that the pack has."""
    taken, seen, kept, whole = set(taken), set(), [], 0
    for one in made.questions:
        where = f"Line {one.line}" if one.line else one.name
        faults = faults_of(one)
        if faults:
            made.tell(where, f"{one.name}: left out, {faults[0]}")
            continue
        one = named(replace(one, tags=tuple(dict.fromkeys((*one.tags, *([tag] if tag else []))))))
        if one.id in seen:
            made.tell(where, f"{one.name}: left out, the same question stands in the file twice.")
        elif one.id in taken:
            made.tell(where, f"{one.name}: left out, the pack has a question with the id {one.id} already.")
        elif (whole := whole + len(dumps(as_content(one)))) > LARGEST:
            made.tell(
                "The file", "holds more than the bank takes at once: this question and those after it were left out."
            )
            break
        else:
            kept.append(one)
            seen.add(one.id)
    made.questions = kept
    return made


def named(one: Question) -> Question:
    """With an id: its own where it fits, else one worked out of its words, so that the same file gives the same ids."""
    if fits(one.id):
        return one
    words = dumps(as_content(replace(one, id="", tags=())), sort_keys=True, ensure_ascii=False)
    return replace(one, id=f"file.{sha256(words.encode()).hexdigest()[:12]}")


def fits(id: str) -> bool:
    return bool(id) and len(id) <= 80 and NAME.fullmatch(id) is not None


def read(name: str, data: bytes) -> Found:
    """By what the file begins with, whatever it is called."""
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"PK", b"<?xml", b"<qti-", b"<assessment", b"<manifest")):
        return read_gift(data)
    questions, report, plan = unpacked(data)
    made = Found(QTI, questions, plan=plan)
    for where, says in report:
        made.tell(where, says)
    return made
