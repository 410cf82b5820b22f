"""What the chat itself says, in its visitors' language: `tongues/<language>.yaml`."""

from pathlib import Path

from whiteglove.ground.lib.tongues import Tongues

tongues = Tongues(Path(__file__).parent / "tongues")
says, spoken, direction = tongues.says, tongues.spoken, tongues.direction


def wanted(header: str) -> str:
    """The first language of an Accept-Language header (RFC 9110), "" without one."""
    first = header.partition(",")[0].partition(";")[0].strip()
    return first if first.replace("-", "").isalnum() and len(first) <= 12 else ""
