"""Read a pack from its folder: every file, every check, every problem at once."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .parts import part, parts
from .schema import ListOf, Name, Record, Report, Text
from .yamlmarks import Node, PackError, Problem

MOST_FILES = 5000
ENDINGS = {".yaml", ".yml"}
ABOUT = Record(
    {
        "id": Name(),
        "name": Text(120),
        "version": Text(20, pattern=r"\d+\.\d+(\.\d+)?", example="1.0"),
        "about": Text(2000),
        "licence?": Text(80),
        "by?": Text(200),
        "language?": Text(12),
        "credits?": ListOf(Text(400)),
    }
)


@dataclass
class Pack:
    """A pack that passed every check. `content` is plain JSON: {"about": …, "parts": {name: …}}."""

    path: Path
    content: dict[str, Any]
    unread: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.content["about"]["id"]

    @property
    def version(self) -> str:
        return self.content["about"]["version"]

    @property
    def hash(self) -> str:
        return hash_of(self.content)


def hash_of(content: dict[str, Any]) -> str:
    """SHA-256 of what the pack says; comments, order of keys and layout don't count."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def read(path: str | Path, *, strictly: bool = False) -> Pack:
    """The pack in this folder. Raises PackError with every problem found.

    `strictly`: a name that stands nowhere is a problem too, as for whoever checks or loads a pack by hand.
    """
    root = Path(path)
    if not (root / "pack.yaml").is_file():
        raise PackError([Problem(str(root), 1, "", "there is no pack.yaml here, so this isn't a pack.")])
    report = Report()
    nodes = _nodes(root, report)
    # A part with a file that can't be read isn't looked at further: all it lacks would be that file.
    unreadable = {problem.file.partition("/")[0].partition(".")[0] for problem in report.problems}
    if "pack" in unreadable:
        raise PackError(report.problems)
    about = ABOUT.check(nodes.get("pack", Node({}, "pack.yaml", 1)), "", report.tell)
    content = {"about": about, "parts": {}}
    for one in parts():
        if one.name in nodes and one.name not in unreadable:
            content["parts"][one.name] = _checked(one, nodes[one.name], report)
    if strictly and not report.problems:
        for one in parts():
            if one.advise and one.name in nodes:
                one.advise(content["parts"], nodes[one.name], report.tell)
    if report.problems:
        raise PackError(report.problems)
    return Pack(root, content, [name for name in sorted(nodes) if name != "pack" and part(name) is None])


def _checked(one: Any, node: Node, report: Report) -> Any:
    before = len(report.problems)
    value = one.schema.check(node, "", report.tell)
    # Names across files are only worth checking once the shapes are right.
    if one.verify and len(report.problems) == before:
        one.verify(value, node, report.tell)
    return value


def _nodes(root: Path, report: Report) -> dict[str, Node]:
    """Every part as one node: a folder is a group whose keys are its files' names."""
    from .textfile import read_text_file
    from .yamlfile import read_file  # late: pages and mail never read a pack

    files = _files(root, report)
    found: dict[str, Node] = {}
    for file in files:
        name = file.relative_to(root).as_posix()
        try:
            node = (read_file if file.suffix in ENDINGS else read_text_file)(file, name)
        except PackError as error:
            report.problems += error.problems
            continue
        _hang(found, file.relative_to(root).with_suffix("").parts, node, report)
    return found


def _files(root: Path, report: Report) -> list[Path]:
    """YAML files and the texts that parts ask for, in order; no links, so a pack reads nothing outside itself."""
    files = []
    for file in sorted(root.rglob("*")):
        if not _read(file.relative_to(root)) or not file.is_file():
            continue
        if not file.resolve().is_relative_to(root.resolve()):
            name = file.relative_to(root).as_posix()
            report.problems.append(Problem(name, 1, "", "this points outside the pack: copy the file into it."))
            continue
        files.append(file)
        if len(files) > MOST_FILES:
            raise PackError([Problem(str(root), 1, "", f"a pack holds at most {MOST_FILES} files.")])
    return files


def _read(file: Path) -> bool:
    """Whether a file with this name is the pack's business."""
    owner = part(file.parts[0])
    wanted = file.suffix in ENDINGS or (owner is not None and len(file.parts) > 1 and file.suffix in owner.texts)
    return wanted and not any(name.startswith(".") for name in file.parts)


def _hang(found: dict[str, Node], names: tuple[str, ...], node: Node, report: Report) -> None:
    """Put a file's node under its folders' names."""
    first, *rest = names
    if not rest:
        if first in found:
            report.tell(node, first, "a file and a folder (or two files) share this name.")
        else:
            found[first] = node
        return
    group = found.setdefault(first, Node({}, f"{first}/", 1))
    if isinstance(group.value, dict):
        _hang(group.value, tuple(rest), node, report)
