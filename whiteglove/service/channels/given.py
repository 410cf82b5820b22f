"""Files as somebody gives them on a page of ours, and as they are kept in what came from there."""

import mimetypes
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import NamedTuple

from whiteglove.service.channels.contract import InboundAttachment


class Given(NamedTuple):
    name: str
    type: str
    content: bytes


def given(name: str, content: bytes) -> Given:
    """Never what its sender calls it: the name alone says how it will be opened."""
    return Given(name, type_of(name), content)


def type_of(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def kept(file: Given) -> dict[str, str]:
    """As a part of JSON."""
    return file._asdict() | {"content": b64encode(file.content).decode()}


def attached(file: Mapping[str, str]) -> InboundAttachment:
    """Of what was kept. Raises ValueError, KeyError."""
    return InboundAttachment(file["name"], file["type"], b64decode(file["content"]))
