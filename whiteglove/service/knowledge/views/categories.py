"""The categories of articles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.knowledge import actions, languages, overview
from whiteglove.service.knowledge.forms import CategoryForm
from whiteglove.service.knowledge.models import Category


@door("knowledge.organise")
@require_http_methods(["GET", "POST"])
def categories(request: HttpRequest) -> HttpResponse:
    """GET: the tree. POST: one more."""
    form = CategoryForm(request.POST or None, initial={"language": languages.default()})
    if request.method == "POST" and form.is_valid() and added(request, form):
        say(request, "Added.")
        return redirect("knowledge:categories")
    context = {"form": form, "categories": overview.counted_categories()}
    return render(request, "knowledge/categories.html", context, status=422 if form.errors else 200)


def added(request: HttpRequest, form: CategoryForm) -> bool:
    given = form.cleaned_data
    titles = {given["language"]: (given["title"], given["about"])}
    about = {"parent": given["parent"], "position": given["position"]}
    return tried(form, lambda: actions.add_category(titles=titles, by=request.user, at=clock.now(), **about))


@door("knowledge.organise")
@require_http_methods(["GET", "POST", "DELETE"])
def category(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: as a form, in `?language=`. POST: changed, or removed where nothing stands in it."""
    found = get_object_or_404(Category.objects.prefetch_related("titles"), pk=pk)
    form = CategoryForm(request.POST or None, category=found, initial=initial(request, found))
    if request.method == "DELETE" or "remove" in request.POST:
        form = CategoryForm({}, category=found)
        if tried(form, lambda: actions.remove_category(category=found, by=request.user, at=clock.now())):
            say(request, "Removed.")
            return redirect("knowledge:categories")
    elif request.method == "POST" and form.is_valid() and changed(request, form, found):
        say(request, "Changed.")
        return redirect("knowledge:categories")
    context = {"form": form, "category": found, "titles": found.titles.all()}
    return render(request, "knowledge/category.html", context, status=422 if form.errors else 200)


def initial(request: HttpRequest, found: Category) -> dict:
    titles = {one.language: one for one in found.titles.all()}
    language = request.GET.get("language", "") or languages.chosen([], list(titles))
    one = titles.get(language)
    return {
        "language": language, "title": one.title if one else "", "about": one.about if one else "",
        "parent": found.parent_id, "position": found.position,
    }  # fmt: skip


def changed(request: HttpRequest, form: CategoryForm, found: Category) -> bool:
    given, by, at = form.cleaned_data, request.user, clock.now()
    titles = {one.language: (one.title, one.about) for one in found.titles.all()}
    titles[given["language"]] = (given["title"], given["about"])
    return tried(form, lambda: actions.settle_category(
        category=found, titles=titles, by=by, at=at, parent=given["parent"], position=given["position"]
    ))  # fmt: skip


def tried(form: CategoryForm, act: object) -> bool:
    try:
        act()
    except ValueError as error:
        form.is_valid()
        form.add_error(None, str(error))
        return False
    return True
