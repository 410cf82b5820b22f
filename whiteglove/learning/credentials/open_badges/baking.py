"""A credential inside a picture (Open Badges 3.0, "baked"): PNG by a chunk of text, SVG by an element. Pure."""

import re
import zlib
from collections.abc import Iterator
from html import unescape

START = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
LARGEST = 200_000
SPACE = "https://purl.imsglobal.org/ob/v3p0"
OPENS, CLOSES = "<openbadges:credential", "</openbadges:credential"
VERIFY = re.compile(r"""\bverify\s*=\s*(?:"([^"]*)"|'([^']*)')""")
DATA, ENDS = "<![CDATA[", "]]>"


class NothingInside(ValueError):
    """The picture carries no credential, or isn't a whole picture."""


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    """(kind, data) of each. Raises NothingInside where it isn't a PNG or was cut off."""
    if not picture.startswith(START):
        raise NothingInside("it isn't a PNG picture")
    at = len(START)
    while at < len(picture):
        size = int.from_bytes(picture[at : at + 4], "big")
        kind, data = picture[at + 4 : at + 8], picture[at + 8 : at + 8 + size]
        if chunk(kind, data) != picture[at : at + 12 + size]:
            raise NothingInside("the picture was cut off or damaged")
        yield kind, data
        at += 12 + size


def baked_png(picture: bytes, credential: str) -> bytes:
    """`picture` with `credential` (JSON or a token) in it, in place of any that was there."""
    kept = [one for one in chunks(picture) if not _is_ours(*one)]
    text = KEYWORD + b"\0\0\0\0\0" + credential.encode()
    return START + b"".join(chunk(*one) for one in [kept[0], (b"iTXt", text), *kept[1:]])


def _is_ours(kind: bytes, data: bytes) -> bool:
    return kind == b"iTXt" and data.partition(b"\0")[0] == KEYWORD


def from_png(picture: bytes) -> str:
    found = [data for kind, data in chunks(picture) if _is_ours(kind, data)]
    if len(found) != 1 or len(found[0]) < len(KEYWORD) + 3:
        raise NothingInside("the picture carries no certificate")
    packed, text = found[0][len(KEYWORD) + 1], found[0][len(KEYWORD) + 3 :].partition(b"\0")[2].partition(b"\0")[2]
    try:
        return (zlib.decompressobj().decompress(text, LARGEST) if packed else text).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise NothingInside("the picture was cut off or damaged") from error


def baked_svg(picture: str, credential: str) -> str:
    """`picture` with `credential` (JSON) in an element that no browser draws."""
    kept = credential.replace("]]>", "]]\\u003e")  # the end of the section, which JSON can write otherwise
    inside = f'<openbadges:credential xmlns:openbadges="{SPACE}"><![CDATA[{kept}]]></openbadges:credential>'
    at = picture.index(">", picture.index("<svg")) + 1
    return picture[:at] + inside + picture[at:]


def from_svg(picture: str) -> str:
    """The credential in it. Looked for as text: no XML of a stranger is parsed here. Each sign is passed once or twice,
    whatever anybody puts into it: a pattern could be made to look for hours."""
    _, opens, rest = picture.partition(OPENS)
    says, closed, body = rest.partition(">")
    if not opens or not closed or says[:1] not in (*" \t\r\n/", ""):
        raise NothingInside("the picture carries no certificate")
    if token := VERIFY.search(says[:LARGEST]):
        return unescape(token[1] or token[2])
    body, ends, _ = ("", OPENS, "") if says.endswith("/") else body.partition(CLOSES)
    if not ends:
        raise NothingInside("the picture carries no certificate")
    _, data, written = body.partition(DATA)
    return (written.partition(ENDS)[0] if data else unescape(body)).strip()
