"""The bank: every question with its key, which quizzes ask it, and how it did; taking questions along."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from whiteglove.ground.lib.downloads import download
from whiteglove.ground.people.policy import door
from whiteglove.learning.quizzes import browsing, figures, queries
from whiteglove.learning.quizzes.bank.gift_writing import write, write_question
from whiteglove.learning.quizzes.bank.question import KINDS, Question
from whiteglove.learning.quizzes.browsing import Wanted
from whiteglove.learning.quizzes.qti.package import packed
from whiteglove.learning.quizzes.reviewing import looked_at

LONGEST = 100


def wanted(request: HttpRequest) -> Wanted:
    return Wanted(*(request.GET.get(name, "")[:LONGEST] for name in ("q", "kind", "module", "quiz", "after")))


def narrowed(asked: Wanted) -> list[Question]:
    return browsing.found(queries.bank(), asked, queries.quiz(asked.quiz))


@door("quizzes.bank")
@require_GET
def bank(request: HttpRequest) -> HttpResponse:
    """A search or a menu leaves those it fits."""
    asked, every, named = wanted(request), queries.bank(), queries.quizzes()
    kept = browsing.found(every, asked, named.get(asked.quiz))
    rows, after = browsing.page(kept, asked.after)
    menus = [(name, label, options, getattr(asked, name)) for name, label, options in
             browsing.menus(every, named, KINDS)]  # fmt: skip
    same = urlencode({name: getattr(asked, name) for name in ("q", "kind", "module", "quiz") if getattr(asked, name)})
    about = {"rows": rows, "after": after, "count": len(kept), "of": len(every), "wanted": asked, "menus": menus,
             "same": same}  # fmt: skip
    part = request.htmx and request.htmx.target == "questions"
    return render(request, "quizzes/bank_rows.html" if part else "quizzes/bank.html", about)


@door("quizzes.bank")
@require_GET
def question(request: HttpRequest, name: str) -> HttpResponse:
    """As it is asked, with its key, its labels, its text in GIFT and what first attempts say of it."""
    one = queries.bank().get(name)
    if one is None:
        raise Http404
    item, wording = figures.of_question(name)
    about = {
        "question": one, "one": looked_at(one, None, 1, shuffle=False, key=True), "gift": write_question(one),
        "users": browsing.users_of(one, queries.quizzes().values()), "item": item, "few": figures.FEW,
        "changed": bool(wording and wording.read != one),
        "drawn": figures.draws(wording.read, wording) if wording and item.enough else None,
    }  # fmt: skip
    return render(request, "quizzes/bank_question.html", about)


@door("quizzes.bank")
@require_GET
def gift(request: HttpRequest) -> HttpResponse:
    """Those that the search left, as one file of GIFT."""
    kept = sorted(narrowed(wanted(request)), key=lambda one: (one.category, one.id))
    return download(write(kept).encode(), "questions.gift", "text/plain; charset=utf-8", kept="private, no-store")


@door("quizzes.bank")
@require_GET
def qti(request: HttpRequest) -> HttpResponse:
    """The same as a package of QTI 3; with the quiz itself, where one is chosen."""
    asked = wanted(request)
    made = packed(narrowed(asked), queries.quiz(asked.quiz))
    return download(made, "questions-qti3.zip", "application/zip", kept="private, no-store")
