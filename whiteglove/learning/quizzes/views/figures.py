"""What first attempts say: of quizzes, and of their questions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from whiteglove.ground.people.policy import door
from whiteglove.learning.quizzes import figures, queries
from whiteglove.learning.quizzes.bank.statistics import FEW


@door("quizzes.bank")
@require_GET
def courses(request: HttpRequest) -> HttpResponse:
    went = figures.courses()
    rows = [(one, went.get(one.id)) for one in queries.quizzes().values()]
    return render(request, "quizzes/courses.html", {"rows": rows, "few": FEW})


@door("quizzes.bank")
@require_GET
def items(request: HttpRequest, quiz: str) -> HttpResponse:
    """Its questions, the hardest first."""
    found = queries.quiz(quiz)
    if found is None:
        raise Http404
    about = {"quiz": found, "rows": figures.items(quiz), "course": figures.courses().get(quiz), "few": FEW}
    return render(request, "quizzes/items.html", about)
