"""Files of a pack that aren't YAML, such as questions and lessons: one text each. Their part says what it means."""

from pathlib import Path

from .yamlfile import LARGEST
from .yamlmarks import Node, PackError, Problem


def read_text_file(path: Path, name: str) -> Node:
    """The file's words with plain line ends; `name` is how problems call it. Raises PackError."""
    if path.stat().st_size > LARGEST:
        raise PackError([Problem(name, 1, "", f"a file holds at most {LARGEST // 1000} kB: split it.")])
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise PackError([Problem(name, line, "", "this isn't UTF-8 text: save the file as UTF-8.")]) from error
    if "\0" in text:
        raise PackError([Problem(name, text[: text.index("\0")].count("\n") + 1, "", "this isn't a text.")])
    return Node(text.replace("\r\n", "\n").replace("\r", "\n"), name, 1)
