"""What the chat itself says, in its visitors' language: `tongues/<language>.yaml`."""

from collections.abc import Mapping
from pathlib import Path

from whiteglove.ground.lib.tongues import Tongues

tongues = Tongues(Path(__file__).parent / "tongues")
says, spoken, direction = tongues.says, tongues.spoken, tongues.direction


def wanted(header: str) -> str:
    """The first language of an Accept-Language header (RFC 9110), "" without one."""
    first = header.partition(",")[0].partition(";")[0].strip()
    return first if first.replace("-", "").isalnum() and len(first) <= 12 else ""


def named(name: str, automatic: bool, says: Mapping[str, str]) -> str:
    """Who of ours said something: nobody may take what is automatic for a person's words."""
    return f"{name} · {says['automatic']}" if automatic else name
