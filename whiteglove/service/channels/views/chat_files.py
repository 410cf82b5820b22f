"""Files in a chat: taken from its visitor, and given to nobody but them."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.downloads import download
from whiteglove.ground.people.sign_in import network_address
from whiteglove.service.channels import lanes
from whiteglove.service.channels.actions import drain
from whiteglove.service.channels.chat import actions, pace, said
from whiteglove.service.channels.chat.caller import Caller, visitor_of
from whiteglove.service.channels.chat.forms import FileForm
from whiteglove.service.channels.durable import written_through
from whiteglove.service.channels.given import given
from whiteglove.service.channels.models import ChatFile
from whiteglove.service.channels.views.by_token import answered, by_token, refused, said_wrong

LARGEST = 10 * 1024 * 1024


@by_token
@require_POST
def files(request: HttpRequest, who: Caller) -> JsonResponse:
    """Say something with a file: `id` and `name` in the address, its bytes as the body. The same `id` is one file."""
    form, at = FileForm(request.GET), clock.now()
    if not form.is_valid():
        return said_wrong(request, form)
    network = str(network_address(request))
    if pace.slower(network, visitor_of(who), at) or pace.crowded(network, "files", pace.FILES, pace.FILES_SECONDS):
        return refused(request, "too_fast", 429)
    content = request.read(LARGEST + 1)
    if not content or len(content) > LARGEST:
        return refused(request, "too_large" if content else "empty", 422)
    client_id, name = form.cleaned_data["id"], form.cleaned_data["name"]
    with written_through():
        line = actions.say(caller=who, at=at, text="", client_id=client_id, file=given(name, content))
    lanes.run("filing", drain)
    return answered({"session": line.session_id, **said.shown_with_files([line])[0]}, 201 if line.is_new else 200)


@by_token
@require_safe
def file(request: HttpRequest, who: Caller, pk: int) -> HttpResponse:
    """One file of the visitor's own conversations, always to be downloaded."""
    visitor = visitor_of(who)
    theirs = ChatFile.objects.filter(line__session__visitor=visitor) if visitor else ChatFile.objects.none()
    found = theirs.select_related("blob").filter(pk=pk).first()
    if found is None:
        raise Http404
    return download(found.blob.content, found.name, kept="private, no-store")
