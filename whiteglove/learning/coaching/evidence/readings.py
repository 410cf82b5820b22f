"""Words that help and words that hurt, in the replies. Pure."""

from collections.abc import Iterable, Mapping

from whiteglove.learning.coaching.programme import Skill

from .replies import Reply, Said
from .shape import Evidence, Share

FAULT, HELPS = "fault", "helps"
HURTS, HELPED = -1.0, 0.5


def from_readings(said: Said, skills: Iterable[Skill], names: Mapping[str, str]) -> list[Evidence]:
    """`names` of behaviours. What helps weighs most where the customer was upset."""
    faults = {name for one in skills if not one.more for name in one.behaviours}
    helps = {name for one in skills if one.more for name in one.behaviours}
    found = []
    for reply in said.replies:
        for one in reply.findings:
            name = one["behaviour"]
            if name in faults:
                found.append(_told(reply, one, FAULT, names.get(name, name), HURTS))
            elif name in helps:
                found.append(_told(reply, one, HELPS, names.get(name, name), HELPED * (2 if reply.upset else 1)))
    return found


def _told(reply: Reply, one: Mapping, kind: str, name: str, weight: float) -> Evidence:
    return Evidence(kind, name, reply.ticket, weight, reply.message, one["quote"], reply.at,
                    reply.sentences[one["sentence"]] if one["sentence"] < len(reply.sentences) else None)  # fmt: skip


def share_without_faults(said: Said, skills: Iterable[Skill]) -> Share:
    faults = {name for one in skills if not one.more for name in one.behaviours}
    clean = sum(reply.shows(faults) is None for reply in said.replies)
    return Share("Replies without words that hurt", clean, len(said.replies), "words")
