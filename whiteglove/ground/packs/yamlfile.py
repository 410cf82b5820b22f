"""YAML as plain nodes that remember their line. A small, safe dialect: what surprises people isn't in it.

No anchors and aliases (so no alias bombs), no tags, no duplicate keys, bounded size and depth. Plain words mean
what they look like: `09:00`, `no` and `2026-03-02` are texts; only true, false, null and decimal numbers are not.
"""

import re
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.cyaml import CParser
from yaml.resolver import BaseResolver

from .yamlmarks import Node, PackError, Problem

LARGEST = 1_000_000  # bytes a file
DEEPEST = 30
MOST_NODES = 50_000
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
WORDS = {"true": True, "false": False, "null": None, "": None}
# What the parser of YAML says, and what to do about it.
PLAIN = {
    "found a tab character": "a tab stands where spaces should: indent with spaces.",
    "found character '\\t'": "a tab stands where spaces should: indent with spaces.",
    "mapping values are not allowed": "a colon stands inside a text: put the whole text in quotes.",
    "found unexpected end of stream": "a quote is opened and not closed.",
    "could not find expected ':'": "a key without a colon, or a text that goes on without being indented.",
    "did not find expected key": "this line isn't indented like those it belongs to, or a quote ends too early.",
    "did not find expected ',' or": "a comma or a closing bracket is missing here, or a quote ends too early.",
    "did not find expected '-' indicator": "this line isn't indented like those it belongs to.",
}
STANDARD_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq")}


class _Loader(Composer, CParser, BaseResolver):
    """Composes nodes from libyaml's events; `refuse` what the dialect leaves out before it can grow."""

    def __init__(self, text: str, file: str):
        Composer.__init__(self)
        CParser.__init__(self, text)
        BaseResolver.__init__(self)
        self.file, self.depth, self.nodes = file, 0, 0

    def refuse(self, mark: Any, says: str) -> None:
        raise PackError([Problem(self.file, mark.line + 1, "", says)])

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.refuse(event.start_mark, "anchors (&) and aliases (*) aren't used in packs: write it out.")
        if getattr(event, "tag", None) and event.tag not in STANDARD_TAGS:
            self.refuse(event.start_mark, f"the tag {event.tag} isn't used in packs: leave it out.")
        self.depth, self.nodes = self.depth + 1, self.nodes + 1
        if self.depth > DEEPEST:
            self.refuse(event.start_mark, f"this is nested more than {DEEPEST} deep.")
        if self.nodes > MOST_NODES:
            self.refuse(event.start_mark, f"a file holds at most {MOST_NODES} values: split it.")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def read_file(path: Path, name: str) -> Node:
    """The file as one Node; `name` is how problems call it. Raises PackError."""
    if path.stat().st_size > LARGEST:
        raise PackError([Problem(name, 1, "", f"a file holds at most {LARGEST // 1000} kB: split it.")])
    return read_text(path.read_bytes(), name)


def read_text(content: bytes, name: str) -> Node:
    """YAML in UTF-8 as one Node. Raises PackError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PackError([Problem(name, line, "", "this isn't UTF-8 text: save the file as UTF-8.")]) from error
    try:
        root = _Loader(text, name).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(filter(None, (error.context, error.problem))) or "this isn't YAML."
        says = next((plain for words, plain in PLAIN.items() if words in said), said)
        raise PackError([Problem(name, mark.line + 1 if mark else 1, "", says)]) from error
    except yaml.YAMLError as error:
        raise PackError([Problem(name, 1, "", f"this isn't YAML: {str(error).splitlines()[0]}")]) from error
    return Node({}, name, 1) if root is None else _node(root, name)


def _node(found: yaml.Node, name: str) -> Node:
    line = found.start_mark.line + 1
    if isinstance(found, yaml.MappingNode):
        return Node(_mapping(found, name), name, line)
    if isinstance(found, yaml.SequenceNode):
        return Node([_node(item, name) for item in found.value], name, line)
    return Node(_scalar(found), name, line)


def _mapping(found: yaml.MappingNode, name: str) -> dict[str, Node]:
    made: dict[str, Node] = {}
    for key, value in found.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise PackError([Problem(name, line, "", "a key is a single word or text.")])
        if key.value in made:
            raise PackError([Problem(name, line, key.value, "this key stands here twice.")])
        child = _node(value, name)
        made[key.value] = Node(child.value, name, line)
    return made


def _scalar(found: yaml.ScalarNode) -> Any:
    text = found.value
    if found.style:  # quoted or a block
        return text
    if text.lower() in WORDS or text == "~":
        return WORDS.get(text.lower())
    if INTEGER.fullmatch(text):
        return int(text)
    return float(text) if DECIMAL.fullmatch(text) else text
