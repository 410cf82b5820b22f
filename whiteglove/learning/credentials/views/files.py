"""A certificate as files, and what a foreign verifier fetches to check it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from whiteglove.ground.lib.downloads import download
from whiteglove.ground.people.policy import public
from whiteglove.learning.credentials import addresses, queries, showing
from whiteglove.learning.credentials.errors import Refused
from whiteglove.learning.credentials.models import Credential, StatusList
from whiteglove.learning.credentials.open_badges import did as did_web
from whiteglove.learning.credentials.open_badges import drawing

from .frame import SHORT, achievement_named, as_json, drawn, of_a_credential, quiet


def signed(credential: Credential) -> HttpResponse:
    return as_json(credential.document, "application/vc+ld+json")


@of_a_credential
def document(request: HttpRequest, credential: Credential) -> HttpResponse:
    answer = signed(credential)
    answer["Content-Disposition"] = f'attachment; filename="{credential.achievement}.json"'
    return answer


@of_a_credential
def token(request: HttpRequest, credential: Credential) -> HttpResponse:
    return file(credential.token.encode(), f"{credential.achievement}.jwt", "application/vc+jwt")


@drawn
def baked_png(request: HttpRequest, credential: Credential) -> HttpResponse:
    return file(showing.baked_png(credential), f"{credential.achievement}.png", "image/png", inline=True)


@of_a_credential
def baked_svg(request: HttpRequest, credential: Credential) -> HttpResponse:
    return file(showing.baked_svg(credential), f"{credential.achievement}.svg", "image/svg+xml", inline=True)


@drawn
def certificate(request: HttpRequest, credential: Credential) -> HttpResponse:
    return file(showing.on_paper(credential), f"{credential.achievement}.pdf", "application/pdf")


@public
@require_safe
def did(request: HttpRequest) -> HttpResponse:
    """The keys to check with: of https://desk.example/eu under /eu/did.json, else under /.well-known/."""
    keys = [row.key for row in queries.published_keys()]
    if not keys:
        raise Http404
    return as_json(did_web.document(addresses.own_did(), keys), "application/did+json")


@public
@require_safe
def status(request: HttpRequest, number: int) -> HttpResponse:
    row = get_object_or_404(StatusList, pk=number)
    try:
        return as_json(queries.status_document(row), "application/vc+ld+json")
    except Refused:  # an administrator reads why under Setup; whoever checks certificates asks again later
        return quiet(HttpResponse("The list can't be signed at the moment.", status=503, content_type="text/plain"))


@public
@require_safe
def badge(request: HttpRequest, revision: str, name: str) -> HttpResponse:
    said = achievement_named(revision, name)
    return file(drawing.badge(said["name"], queries.issuer().name).encode(), "badge.svg", "image/svg+xml", inline=True)


@public
@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    image = bytes(queries.profile().image)
    if not image:
        raise Http404
    return file(image, "logo.png", "image/png", inline=True)


def file(content: bytes, name: str, kind: str, *, inline: bool = False) -> HttpResponse:
    return quiet(download(content, name, kind, inline=inline), SHORT)
