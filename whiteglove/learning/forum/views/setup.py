"""The categories, for administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door
from whiteglove.learning.forum import actions
from whiteglove.learning.forum.forms import CategoryForm
from whiteglove.learning.forum.models import Category

from .answer import done, read, refusals


def category_for(pk: int) -> Category:
    return get_object_or_404(Category, pk=min(pk, LARGEST))


@door("forum.setup")
@require_http_methods(["GET", "POST"])
@refusals
def categories(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        actions.make_category(**read(CategoryForm(request.POST)), by=request.user, at=clock.now())
        return done(request, "Made.", reverse("forum:setup"))
    rows = list(Category.objects.all())
    context = {"rows": rows, "form": CategoryForm(initial={"place": len(rows)})}
    return render(request, "forum/setup.html", context)


@door("forum.setup")
@require_http_methods(["GET", "POST"])
@refusals
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = category_for(pk)
    if request.method == "POST":
        given = read(CategoryForm(request.POST))
        actions.change_category(category=row, **given, by=request.user, at=clock.now())
        return done(request, "Changed.", reverse("forum:setup"))
    form = CategoryForm(initial={"name": row.name, "says": row.says, "place": row.place})
    return render(request, "forum/setup_one.html", {"row": row, "form": form})


@door("forum.setup")
@require_http_methods(["POST", "DELETE"])
@refusals
def archived(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "DELETE" or request.POST.get("back"):
        actions.restore_category(category=category_for(pk), by=request.user, at=clock.now())
        return done(request, "Back again.", reverse("forum:setup"))
    actions.archive_category(category=category_for(pk), by=request.user, at=clock.now())
    return done(request, "Archived. What stands there stays.", reverse("forum:setup"), undo=request.path)
