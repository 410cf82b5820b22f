"""How every door here answers after a change: say what was done and show the page again, or say why not."""

from typing import Any

from django.forms import Form
from django.shortcuts import get_object_or_404

from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.ui import answering
from whiteglove.learning.gatherings.models import Gathering
from whiteglove.service.desk.errors import Refused

refusals = answering.refusals(Refused, "gatherings:home")
done = answering.done_in("gatherings")


def read(form: Form) -> dict[str, Any]:
    """What was filled in. Refused with the first thing that is wrong with it."""
    return answering.read(form, Refused)


def known(pk: int) -> Gathering:
    """Everybody who may come may see all of them."""
    return get_object_or_404(Gathering.objects.counted(), pk=min(pk, LARGEST))
