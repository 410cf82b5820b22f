"""What a web form itself says, in its reader's language: `tongues/<language>.yaml`."""

from collections.abc import Mapping
from pathlib import Path

from whiteglove.ground.lib.tongues import ENGLISH, Tongues

from .questions import Kind

tongues = Tongues(Path(__file__).parent / "tongues")
says, spoken, direction = tongues.says, tongues.spoken, tongues.direction
NAMES = {"en": "English", "fr": "Français", "de": "Deutsch", "es": "Español", "ar": "العربية"}


def kind_named(kind: Kind, say: Mapping[str, str]) -> str:
    """An administrator's own words, or ours in the reader's language."""
    return kind.label or say[f"kind_{kind.key}"]


def label_of(label: str, say: Mapping[str, str]) -> str:
    """A question that we propose speaks the reader's language; what somebody else wrote stays as it is."""
    return say.get(_proposed().get(label, ""), label)


def _proposed() -> dict[str, str]:
    return {line: key for key, line in says(ENGLISH).items() if key.startswith("q_")}
