"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

from django.forms import Form

from whiteglove.ground.ui import answering
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "community:home")
done = answering.done_in("community")


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)
