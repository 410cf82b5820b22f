"""A package of QTI 3: a zip with a manifest, an item for each question, and a test where there is a quiz."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from whiteglove.learning.quizzes.bank.drawing import candidates
from whiteglove.learning.quizzes.bank.question import Question
from whiteglove.learning.quizzes.rules import Quiz

from .markup import xml_text
from .reading import NotCarried, Reader
from .strict_xml import LARGEST, Unsafe, read
from .tests_as_quizzes import plan_of
from .writing import SPACE, item

PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
SAME_TIME = (2026, 1, 1, 0, 0, 0)  # the same questions make the same bytes
MOST_FILES, MOST_ITEMS, WHOLE = 5000, 2000, 60_000_000
LISTS = ("tags", "rows", "skills")
PLAIN = ("category", "module", "source")


def packed(questions: Sequence[Question], quiz: Quiz | None = None) -> bytes:
    """The zip."""
    files = {f"items/{one.id}.xml": item(one) for one in questions}
    if quiz:
        files["test.xml"] = test(quiz, questions)
    files["imsmanifest.xml"] = manifest(questions, quiz)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, root in sorted(files.items(), key=lambda pair: (pair[0] != "imsmanifest.xml", pair[0])):
            data = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
            archive.writestr(zipfile.ZipInfo(name, SAME_TIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def manifest(questions: Sequence[Question], quiz: Quiz | None) -> Element:
    root = Element("manifest", {"xmlns": PACKAGE, "identifier": f"whiteglove-{quiz.id if quiz else 'questions'}"})
    about = SubElement(root, "metadata")
    SubElement(about, "schema").text, SubElement(about, "schemaversion").text = "QTI Package", "3.0.0"
    SubElement(root, "organizations")
    resources = SubElement(root, "resources")
    if quiz:
        made = _resource(resources, "test", "imsqti_test_xmlv3p0", "test.xml")
        for one in _in_test(quiz, questions):
            SubElement(made, "dependency", {"identifierref": f"item-{one.id}"})
    for one in questions:
        _labels(_resource(resources, f"item-{one.id}", "imsqti_item_xmlv3p0", f"items/{one.id}.xml"), one)
    return root


def _resource(resources: Element, name: str, kind: str, path: str) -> Element:
    made = SubElement(resources, "resource", {"identifier": name, "type": kind, "href": path})
    SubElement(made, "file", {"href": path})
    return made


def _labels(resource: Element, one: Question) -> None:
    """What QTI has no place for, as keywords: `tag:tone`, `row:G12`, `level:2`."""
    said = [(name[:-1], value) for name in LISTS for value in getattr(one, name)]
    said += [(name, getattr(one, name)) for name in PLAIN if getattr(one, name)]
    said += [("level", str(one.level))] if one.level else []
    if said:
        about = Element("metadata")
        resource.insert(0, about)
        general = SubElement(SubElement(about, "lom", {"xmlns": LOM}), "general")
        for name, value in said:
            SubElement(SubElement(general, "keyword"), "string", {"language": "en"}).text = xml_text(f"{name}:{value}")


def _in_test(quiz: Quiz, questions: Iterable[Question]) -> list[Question]:
    near = candidates(questions)
    return [one for one in near if any(draw.takes(one) for draw in quiz.draws)]


def test(quiz: Quiz, questions: Sequence[Question]) -> Element:
    """Each draw is a section that selects so many."""
    root = Element("qti-assessment-test", {"xmlns": SPACE, "identifier": quiz.id, "title": xml_text(quiz.name)})
    if quiz.time:
        SubElement(root, "qti-time-limits", {"max-time": str(int(quiz.time.total_seconds()))})
    part = SubElement(root, "qti-test-part", {"identifier": "part-1", "navigation-mode": "nonlinear",
                                              "submission-mode": "simultaneous"})  # fmt: skip
    SubElement(part, "qti-item-session-control", {"max-attempts": "1", "show-feedback": "false"})
    taken: set[str] = set()
    for place, draw in enumerate(quiz.draws, 1):
        inside = [one for one in candidates(questions) if draw.takes(one) and one.id not in taken]
        taken |= {one.id for one in inside}
        about = {"identifier": f"section-{place}", "title": f"Part {place}", "visible": "false"}
        section = SubElement(part, "qti-assessment-section", about)
        if draw.count < len(inside):
            SubElement(section, "qti-selection", {"select": str(draw.count)})
        SubElement(section, "qti-ordering", {"shuffle": "true" if quiz.shuffle else "false"})
        for one in inside:
            SubElement(section, "qti-assessment-item-ref", {"identifier": one.id, "href": f"items/{one.id}.xml"})
    return root


Told = list[tuple[str, str]]


def unpacked(data: bytes) -> tuple[list[Question], Told, str]:
    """The questions of a package or of one item, what was left or changed of each, and a test as a quiz's YAML."""
    report: Told = []
    try:
        files = dict(_files(data, report))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error) as error:
        return [], [("The file", f"can't be opened: {error}.")], ""
    questions, roots, labels = [], {}, {}
    for path, content in files.items():
        try:
            roots[path] = read(content)
        except Unsafe as why:
            report.append((path, f"{why}; it was left out."))
    for path, root in roots.items():
        if root.tag == "manifest":
            labels |= _labels_of(root, dirname(path))
    items = {path: root for path, root in roots.items() if root.tag == "qti-assessment-item"}
    for path, root in list(items.items())[:MOST_ITEMS]:
        questions += _question(path, root, labels.get(normpath(path), {}), report)
    if not items:
        report.append(("The file", "holds no item of QTI 3 or 2."))
    tests = [(path, root) for path, root in roots.items() if root.tag == "qti-assessment-test"]
    names = {normpath(path): root.get("identifier", "") for path, root in items.items()}
    return questions, report, plan_of(*tests[0], names) if tests else ""


def _files(data: bytes, report: Told) -> Iterator[tuple[str, bytes]]:
    """The XML in it; nothing else is opened, and nothing is written anywhere."""
    if not data.startswith(b"PK"):
        yield "item.xml", data
        return
    whole = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for place, one in enumerate(archive.infolist()):
            if place >= MOST_FILES:
                report.append(("The file", f"holds more than {MOST_FILES} files; the others were left out."))
                return
            if not one.filename.lower().endswith(".xml"):
                continue
            with archive.open(one) as opened:
                content = opened.read(LARGEST + 1)
            if (whole := whole + len(content)) > WHOLE:
                report.append(("The file", "unpacks to more than 60 MB; the rest was left out."))
                return
            yield one.filename, content


def _labels_of(manifest: Element, folder: str) -> dict[str, dict]:
    """{path of an item: its labels}, from the keywords of its resource."""
    found = {}
    for resource in manifest.iter("resource"):
        said = [" ".join("".join(one.itertext()).split()) for one in resource.iter("keyword")]
        pairs = [one.partition(":")[::2] for one in said if ":" in one]
        made: dict = {name: tuple(value for key, value in pairs if key == name[:-1] and value) for name in LISTS}
        made |= {name: next((value for key, value in pairs if key == name), "") for name in PLAIN}
        level = next((value for key, value in pairs if key == "level"), "0")
        made["level"] = int(level) if level in ("1", "2", "3") else 0
        found[normpath(join(folder, resource.get("href", "")))] = made
    return found


def _question(path: str, root: Element, labels: dict, report: Told) -> list[Question]:
    reader = Reader(root)
    where = " ".join(root.get("title", "").split())[:80] or path
    try:
        made = replace(reader.question(), **labels)
    except NotCarried as why:
        report.append((where, f"left out: it {why}."))
        return []
    report += [(where, f"{says}.") for says in reader.remarks]
    return [replace(made, id=re.sub(r"[^a-z0-9._-]", "-", made.id.lower()))]
