"""Everything about an article but its words: where it stands, for whom, who keeps it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.knowledge import actions, overview
from whiteglove.service.knowledge.forms import PlaceForm
from whiteglove.service.knowledge.models import Article


@door("knowledge.publish")
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, pk: int) -> HttpResponse:
    article = overview.article_for(request.user, pk)
    form = PlaceForm(request.POST or None, article=article, initial=initial(article))
    if request.method == "POST" and form.is_valid():
        try:
            put(request, article, form.cleaned_data)
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            say(request, "Changed.")
            return redirect("knowledge:article", pk)
    context = {"article": article, "form": form, "title": article.translations.first()}
    return render(request, "knowledge/place.html", context, status=422 if form.errors else 200)


def initial(article: Article) -> dict:
    return {
        "category": article.category_id or "", "slug": article.slug, "position": article.position,
        "audience": article.audience, "teams": article.teams.all(), "owner": article.owner_id,
        "review_on": article.review_on, "version": article.version,
    }  # fmt: skip


def put(request: HttpRequest, article: Article, given: dict) -> None:
    actions.settle_down(
        article=article, by=request.user, at=clock.now(), version=given["version"], category=given["category"],
        slug=given["slug"], position=given["position"], audience=given["audience"], teams=given["teams"],
        owner=given["owner"], review_on=given["review_on"],
    )  # fmt: skip
