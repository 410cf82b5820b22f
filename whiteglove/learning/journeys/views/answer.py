"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

from django.forms import Form
from django.http import Http404

from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.ground.ui import answering
from whiteglove.learning.journeys import queries
from whiteglove.learning.journeys.queries import Path
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "journeys:mine")
done = answering.done_in("journeys")


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def path(person: Person) -> Path:
    """Not found where no pack has a journey."""
    found = queries.path_of(person, clock.now())
    if found is None:
        raise Http404
    return found
