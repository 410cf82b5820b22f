"""Recognise what a subject says of a mail: that it forwards another, or answers one."""

import re
from collections.abc import Sequence

from whiteglove.ground.lib.html_text import Line

from .phrases import ANSWER_SUBJECTS, FORWARD_SUBJECTS

_FORWARD_SUBJECT = re.compile(rf"\s*(?:\[[^\]]{{1,40}}\]\s*)?(?:{FORWARD_SUBJECTS})\.?\s?[:：]", re.I)
_ANSWER_SUBJECT = re.compile(rf"\s*(?:\[[^\]]{{1,40}}\]\s*)?(?:{ANSWER_SUBJECTS})\.?\s*(?:\[\d+\])?\s?[:：]", re.I)
_VS = re.compile(r"\s*vs\s?:", re.I)
_FRA = re.compile(r"[\s*>]{0,6}Fra\s?:")


def is_forward(subject: str, lines: Sequence[Line] = ()) -> bool:
    """Whether a subject says that the mail is forwarded.

    `VS:` does in Danish and Norwegian; in Finnish it answers. The mail's `lines` tell which.
    """
    if _VS.match(subject):
        return any(_FRA.match(line.text[:20]) for line in lines)
    return _FORWARD_SUBJECT.match(subject) is not None


def is_answer(subject: str) -> bool:
    """Whether a subject says that the mail answers another."""
    return _ANSWER_SUBJECT.match(subject) is not None
