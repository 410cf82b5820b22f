"""A credential as the lines that are signed: JSON-LD to RDF, canonicalised (RDFC-1.0). Pure, and never fetches.

What no context knows would silently be left out of the lines, and so could be changed unseen: such a document is
refused. So is one with many nameless nodes, whose order costs more the more there are that look alike.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "contexts"
CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
KNOWN = {CREDENTIALS: "credentials-v2.json", OPEN_BADGES: "open-badges-3.0.3.json"}
NAMELESS, DEEPEST, LARGEST = 6, 12, 400


class Unsignable(ValueError):
    """Not every part of it would be covered by a signature, or it can't be read as JSON-LD."""


@cache
def bundled(address: str) -> dict[str, Any]:
    """A context that came with the product. Raises Unsignable for any other."""
    if address not in KNOWN:
        raise Unsignable(f"it names a vocabulary that isn't known here: {address[:200]}")
    return json.loads((FOLDER / KNOWN[address]).read_text())


def load(address: str, options: dict[str, Any]) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": address, "document": bundled(address),
            "contentType": "application/ld+json"}  # fmt: skip


def lines(document: dict[str, Any]) -> bytes:
    """The canonical N-Quads of `document`. Raises Unsignable."""
    from pyld import jsonld  # loaded with the first signature: starting doesn't need it

    check_size(document)
    left_out: list[Any] = []
    how = {"documentLoader": load, "base": ""}
    try:
        expanded = jsonld.JsonLdProcessor(on_property_dropped=left_out.append).expand(document, dict(how))
        if left_out:
            raise Unsignable("it has parts that no vocabulary explains")
        check_names(expanded)
        written = jsonld.normalize(expanded, how | {"algorithm": "URDNA2015", "format": "application/n-quads"})
    except jsonld.JsonLdError as error:
        raise Unsignable("it can't be read as linked data") from error
    return written.encode()


def check_size(part: Any, depth: int = 0, count: list[int] | None = None) -> None:
    """Refuse what would take long to canonicalise."""
    count = count if count is not None else [0, 0]
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    count[0] += 1
    count[1] += isinstance(part, dict) and "id" not in part
    if depth > DEEPEST or count[0] > LARGEST or count[1] > NAMELESS:
        raise Unsignable("it is larger than any certificate")
    for one in inner:
        check_size(one, depth + 1, count)


def check_names(part: Any) -> None:
    """Refuse names that aren't whole addresses: they are left out of the lines, or may be shared by nameless nodes."""
    if isinstance(part, list):
        for one in part:
            check_names(one)
    elif isinstance(part, dict) and "@value" not in part:
        names = [part["@id"]] if "@id" in part else []
        for name in names + list(part.get("@type", [])):
            if not isinstance(name, str) or ":" not in name or name.startswith("_:") or " " in name:
                raise Unsignable("it names something without a whole address")
        for one in part.values():
            check_names(one)
