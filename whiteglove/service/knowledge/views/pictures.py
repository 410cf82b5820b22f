"""Put a picture into an article, and show it to those who may read the article."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door, public
from whiteglove.service.customers.guest import reader
from whiteglove.service.knowledge import actions, overview
from whiteglove.service.knowledge.models import Article, Picture

# A picture can do nothing, even opened by itself.
LOCKED = "default-src 'none'; sandbox"


@door("knowledge.write")
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """{"markdown"} to put where it was dropped, or {"error"}."""
    article, given = overview.article_for(request.user, pk), request.FILES.get("picture")
    if given is None:
        return JsonResponse({"error": "Choose a picture."}, status=422)
    if given.size > actions.HEAVIEST:
        return JsonResponse({"error": "This picture is heavier than 5 MB. Make it smaller first."}, status=422)
    try:
        kept = actions.add_picture(
            article=article, by=request.user, at=clock.now(), name=given.name or "", content=given.read()
        )
    except ValueError as error:
        return JsonResponse({"error": str(error)}, status=422)
    return JsonResponse({"markdown": f"![](picture:{kept.pk})", "address": kept.address})


@public
@require_GET
@cache_control(private=True, max_age=86_400, immutable=True)
def picture(request: HttpRequest, pk: int, digest: str) -> HttpResponse:
    """The bytes, as the picture they were found to be; 404 for whoever may neither read nor see its article."""
    found = Picture.objects.filter(pk=pk, digest__startswith=digest).select_related(None).first()
    if found is None or len(digest) < 16 or not may_look(request, found):
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=found.type)
    response["Content-Security-Policy"] = LOCKED
    response["X-Content-Type-Options"] = "nosniff"
    return response


def may_look(request: HttpRequest, found: Picture) -> bool:
    readable = Article.objects.readable_by(reader(request)).filter(pk=found.article_id)
    return readable.exists() or Article.objects.visible_to(request.user).filter(pk=found.article_id).exists()
