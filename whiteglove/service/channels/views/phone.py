"""The door at which a telephone exchange tells of its calls: open to whoever has the secret of the line."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import public
from whiteglove.service.channels import secrets
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.models import Account
from whiteglove.service.channels.phone import notice, signing
from whiteglove.service.channels.phone.driver import KIND

LARGEST = 12 * 1024 * 1024  # eight megabytes of sound as base64, and the words around it


def by_signature(view: Callable[..., JsonResponse]) -> Callable[..., JsonResponse]:
    """The view gets the line and what was signed with its secret, just now. Nothing a browser sends opens it."""

    @wraps(view)
    def opened(request: HttpRequest, line: str) -> JsonResponse:
        account = Account.objects.active().filter(kind=KIND).at(line).first()
        raw = request.read(LARGEST + 1)
        if len(raw) > LARGEST:
            return says("Larger than 12 MB.", 413)
        try:
            # The same answer for a line that isn't there: nobody learns which there are.
            signing.check(raw, header(request, "Time"), header(request, "Signature"), secret_of(account), clock.now())
        except signing.NotSigned as wrong:
            return says(str(wrong), 401)
        return view(request, account, raw)

    opened.csrf_exempt = True
    opened.opened_by_token = True
    return public(opened)


@by_signature
@require_POST
def told(request: HttpRequest, account: Account, raw: bytes) -> JsonResponse:
    """202 once it is kept; what is told again is kept once. The words of a refusal are for whoever sets it up."""
    at = clock.now()
    try:
        read = notice.read(raw, at)
    except notice.NotUnderstood as wrong:
        return says(str(wrong), 422)
    envelope = {"from": read.other, "source": KIND, "call": read.call}
    arrival = receive(raw, account=account, envelope=envelope, at=at, kind=KIND, key=key_of(account, read.id))
    # At once, because a telephone rings now; whatever stops this, the filing job takes it up.
    process(arrival.pk, at)
    return JsonResponse({"kept": True, "known_already": arrival.duplicate}, status=202)


def header(request: HttpRequest, name: str) -> str:
    return request.headers.get(f"X-Phone-{name}", "")


def secret_of(account: Account | None) -> str:
    try:
        return account.secrets.get("webhook", "") if account else ""
    except secrets.Lost:
        return ""


def key_of(account: Account, event_id: str) -> str:
    return f"p:{sha256(f'{account.pk}:{event_id}'.encode()).hexdigest()}"


def says(why: str, status: int) -> JsonResponse:
    return JsonResponse({"kept": False, "why": why}, status=status)
