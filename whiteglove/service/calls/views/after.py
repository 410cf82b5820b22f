"""After the call."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui import toasts
from whiteglove.service.calls import actions
from whiteglove.service.calls.forms import WrapForm
from whiteglove.service.calls.models import Outcome
from whiteglove.service.calls.views.answers import done, first_error, refusals, refused, sheet_in_sight


@door("calls.take")
@require_POST
@refusals
def wrap_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Solved, the page asks the desk to solve the ticket next, which may ask what is missing."""
    sheet, form = sheet_in_sight(request, pk), WrapForm(request.POST)
    if not form.is_valid():
        return refused(request, first_error(form))
    given = form.cleaned_data
    actions.wrap_up(
        sheet=sheet, by=request.user, at=clock.now(), outcome=given["outcome"], summary=given["summary"],
        due_at=given["due"], phone=given["phone"],
    )  # fmt: skip
    response = done(request, sheet, "Wrapped up.")
    return toasts.tell(response, "call:solve", {}) if given["outcome"] == Outcome.SOLVED else response
