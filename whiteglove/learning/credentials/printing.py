"""A certificate on paper, and a badge as a PNG: drawn by Typst, which brings fonts of its own."""

import io
import json
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

TEMPLATE = Path(__file__).parent / "certificate.typ"
PICTURE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 320pt)"""


@cache
def compiler() -> Any:
    """Fonts are looked for once."""
    import typst

    return typst.Compiler()


@lru_cache(maxsize=64)
def png(svg: str) -> bytes:
    return compiler().compile(PICTURE, format="png", ppi=144.0, sys_inputs={"svg": svg})


def pdf(words: dict[str, Any], at: datetime) -> bytes:
    """PDF/A-3 that is also PDF/UA: tagged, with its fonts and with the signed certificate inside."""
    given = {"certificate": json.dumps(words | {"code": code(words["url"])})}
    return compiler().compile(
        TEMPLATE.read_bytes(), format="pdf", sys_inputs=given, pdf_standards=["a-3a", "ua-1"], timestamp=at
    )


def code(url: str) -> str:
    """The address as a QR code, SVG."""
    import segno

    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=1, xmldecl=False)
    return out.getvalue().decode()
