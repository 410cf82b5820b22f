"""A conversation to take along."""

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_GET

from whiteglove.ground.people.policy import door
from whiteglove.service.desk.export import export_conversation
from whiteglove.service.desk.views.answers import ticket_for


@door("desk.export")
@require_GET
def export(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The ticket, its messages, files and events as lines of JSON."""
    lines = export_conversation(ticket_for(request, pk), request.user)
    response = StreamingHttpResponse(lines, content_type="application/jsonl; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="ticket-{pk}.jsonl"'
    return response
