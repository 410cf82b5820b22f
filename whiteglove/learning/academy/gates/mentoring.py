"""Mentoring: conversations that both confirmed."""

from collections.abc import Sequence

from whiteglove.learning.academy.models import Enrolment
from whiteglove.learning.academy.programme import MENTORING, Gate, Item
from whiteglove.learning.academy.queries import meetings_of
from whiteglove.learning.academy.state import Result

from .registry import GateKind, Results, Way, address, register, way_to


def results(enrolment: Enrolment, gates: Sequence[Gate], known: Results) -> Results:
    """Where two gates ask for conversations, each conversation fills a place in one of them, in their order."""
    held = iter([one for one in meetings_of(enrolment) if one.confirmed_at] if gates else [])
    url = address("academy:mentoring", enrolment.pk)
    return {
        gate.id: [Result(item.id, one.confirmed_at, 100, f"meeting:{one.pk}", url)
                  for item, one in zip(gate.items, held, strict=False)]
        for gate in gates
    }  # fmt: skip


def way(enrolment: Enrolment, gate: Gate, item: Item) -> Way | None:
    return way_to("academy:mentoring", enrolment.pk, says="Note a conversation")


register(GateKind(MENTORING, results, way))
