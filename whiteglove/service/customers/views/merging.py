"""Two records, one person."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door
from whiteglove.ground.ui.toasts import say
from whiteglove.service.customers import actions, queries
from whiteglove.service.customers.models import CustomerMerge

from .answer import done, or_say_why, seen


@door("customers.merge")
@require_http_methods(["GET", "POST"])
@or_say_why
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: look for the other record. POST: the other one (`source`) becomes part of this one."""
    shown = seen(request, pk)
    if request.method == "POST":
        other = seen(request, number(request.POST.get("source")))
        made = actions.merge(source=other, target=shown, by=request.user, at=clock.now())
        undo = reverse("customers:unmerge", args=[made.pk])
        say(request, f"{other} is part of {shown} now.", undo_url=undo)
        return redirect("customers:customer", pk)
    words = request.GET.get("q", "").strip()[:200]
    # The family name finds "C. Amara" for "Cleo Amara"; the whole name wouldn't.
    likely = shown.name.split()[-1] if shown.name.strip() else ""
    rows = queries.found(request.user, words or likely).rows
    context = {"customer": shown, "words": words, "others": [row for row in rows if row.pk != shown.pk]}
    return render(request, "customers/merge.html", context)


@door("customers.merge")
@require_http_methods(["DELETE"])
def unmerge(request: HttpRequest, merge: int) -> HttpResponse:
    made = get_object_or_404(CustomerMerge.objects.select_related("target"), pk=merge)
    return _apart(request, made.target_id, made=made)


@or_say_why
def _apart(request: HttpRequest, pk: int, *, made: CustomerMerge) -> HttpResponse:
    seen(request, pk)
    actions.unmerge(merge=made, by=request.user, at=clock.now())
    response = done(request, made.target, "They are two customers again.")
    # Both records look different now in nearly every part, so the page is shown afresh.
    response["HX-Refresh"] = "true"
    return response
