"""What one takes along."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.learning.careers.taking_along import file_of


@door("careers.own")
@require_GET
def mine(request: HttpRequest) -> JsonResponse:
    """All that this room keeps of oneself."""
    response = JsonResponse(file_of(request.user, clock.now()), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response.headers["Content-Disposition"] = 'attachment; filename="capabilities.json"'
    return response
