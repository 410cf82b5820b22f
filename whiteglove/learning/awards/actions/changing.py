"""What the verbs of this room share."""

from datetime import datetime

from whiteglove.ground.lib.text import one_line, one_line_end, storable
from whiteglove.learning.awards import stages
from whiteglove.learning.awards.models import Category, Cycle
from whiteglove.service.desk.errors import Refused


def locked(cycle: int) -> Cycle:
    """Whatever changes in a cycle goes one after the other."""
    return Cycle.objects.select_for_update(of=("self",)).get(pk=cycle)


def running(category: Category, at: datetime, *wanted: str, says: str) -> Cycle:
    """The cycle, locked. Refused with `says` unless it is in one of the wanted stages."""
    cycle = locked(category.cycle_id)
    if cycle.stage(at) not in wanted:
        off = cycle.stage(at) == stages.OFF
        raise Refused("This round of awards was called off." if off else says)
    category.cycle = cycle
    return cycle


def line(words: str, longest: int, ask: str = "") -> str:
    found = one_line(storable(words))[:longest]
    if ask and not found:
        raise Refused(ask)
    return found


def text(words: str, longest: int) -> str:
    return storable(one_line_end(words)).strip()[:longest]
