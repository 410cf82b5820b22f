"""Pages for whoever was shown a certificate: is it genuine, does it still hold, what does it say."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import public
from whiteglove.learning.credentials import queries, showing
from whiteglove.learning.credentials.forms import VerifyForm
from whiteglove.learning.credentials.models import Credential

from . import files, frame
from .frame import as_json, busy, of_a_credential, page_of, too_busy, wants_json


@of_a_credential
def page(request: HttpRequest, credential: Credential) -> HttpResponse:
    """Looked at anew each time it is opened."""
    if wants_json(request):
        return files.signed(credential)
    verdict = queries.verdict_of(credential, clock.now())
    newer = getattr(credential, "replaced_by", None)
    about = {"credential": credential, "verdict": verdict, "tone": showing.tone(verdict),
             "newer": newer if newer and not newer.erased_at else None,
             "says": showing.in_words(credential.document)}  # fmt: skip
    return page_of(request, "page.html", about)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Changes nothing and keeps nothing."""
    if request.method != "POST":
        return page_of(request, "verify.html", {"form": VerifyForm()})
    if too_busy(request):
        return busy(request)
    form = VerifyForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, "verify.html", {"form": form}, status=422)
    verdict = queries.verdict(form.cleaned_data["found"], clock.now())
    says = showing.in_words(verdict.document) if verdict.signed_here else None
    return page_of(request, "verify.html", {"form": form, "verdict": verdict, "tone": showing.tone(verdict),
                                            "says": says})  # fmt: skip


@public
@require_safe
def issuer(request: HttpRequest) -> HttpResponse:
    by = queries.issuer()
    if wants_json(request):
        return as_json(by.profile)
    return page_of(request, "issuer.html", {"by": by, "keys": queries.published_keys()})


@public
@require_safe
def achievement(request: HttpRequest, revision: str, name: str) -> HttpResponse:
    """What was certified, as the revision says that certificates of it keep."""
    said = frame.achievement_named(revision, name)
    return as_json(said) if wants_json(request) else page_of(request, "achievement.html", {"said": said})
