"""What the pages of a survey say, in its customers' languages; English where a line lacks."""

from pathlib import Path

from whiteglove.ground.lib.tongues import Tongues, bare

_tongues = Tongues(Path(__file__).parent / "tongues")
says, direction = _tongues.says, _tongues.direction


def known() -> list[str]:
    return sorted(_tongues.known)


def wanted(asked_for: str, own: str) -> str:
    """The language asked for in the address, else the survey's own."""
    return bare(asked_for[:12]) if bare(asked_for[:12]) in _tongues.known else own or "en"
