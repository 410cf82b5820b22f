"""XML from strangers: no document types (so no entities), not large, not deep. Names as in QTI 3."""

import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.parsers import expat

LARGEST = 2_000_000  # bytes of one document
DEEPEST, MOST = 80, 10_000
# What QTI 2 calls in camel case is the same thing with another name.
KNOWN_2 = re.compile(
    r"(assessment(Item|Test|Section|ItemRef)|testPart|item(Body|SessionControl)|(response|outcome|template)(Declaration|"
    r"Processing|Condition|If|ElseIf|Else)|correctResponse|value|mapping|mapEntry|defaultValue|prompt|[a-zA-Z]+Interaction|"
    r"(simple|inline|simpleAssociable|gap)Choice|simpleMatchSet|simpleAssociableChoice|inlineChoice|gapText|gap|hottext|"
    r"feedback(Inline|Block)|modalFeedback|rubricBlock|set(Outcome|Template)Value|match|variable|correct|baseValue|"
    r"mapResponse|equal|stringMatch|patternMatch|and|or|not|gte|lte|gt|lt|sum|isNull|selection|ordering|timeLimits|stylesheet)"
)


class Unsafe(ValueError):
    """Why a document isn't read, in words for whoever sent it."""


def read(data: bytes) -> Element:
    """The root, without namespaces. Raises Unsafe."""
    if len(data) > LARGEST:
        raise Unsafe(f"is larger than {LARGEST // 1_000_000} MB")
    _look(data)
    root = ElementTree.fromstring(data)
    for one in root.iter():
        one.tag = named(one.tag)
        one.attrib = {dashed(_local(name)): value for name, value in one.attrib.items()}
    return root


def _look(data: bytes) -> None:
    depth = count = 0

    def begins(name: str, attributes: dict) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST:
            raise Unsafe("is nested too deep or has too many elements")

    def ends(name: str) -> None:
        nonlocal depth
        depth -= 1

    def typed(*said: object) -> None:
        raise Unsafe("has a document type, which could fetch or multiply things; take the DOCTYPE line out")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = begins, ends, typed
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError) as error:
        raise error if isinstance(error, Unsafe) else Unsafe(f"isn't well-formed XML ({error})") from error


def _local(name: object) -> str:
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def named(tag: object) -> str:
    name = _local(tag)
    if name.startswith("qti-") or not KNOWN_2.fullmatch(name):
        return name
    return f"qti-{dashed(name)}"


def dashed(name: str) -> str:
    """`responseIdentifier` and `response-identifier` are one."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda one: f"-{one[1].lower()}", name)
