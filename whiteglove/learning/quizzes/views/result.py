"""What came of an attempt, and looking back at it; one's own file."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from whiteglove.ground.people.policy import door
from whiteglove.learning.quizzes import queries
from whiteglove.learning.quizzes.taking_along import file_of

from .answering import seen_attempt


@door("quizzes.take")
@require_GET
def result(request: HttpRequest, pk: int) -> HttpResponse:
    now = seen_attempt(request, pk)
    own = now.person_id == request.user.pk
    if now.running:
        if own:
            return redirect("quizzes:attempt", pk=now.pk)
        raise Http404
    quiz = queries.quiz_of(now)
    standing = queries.result(now.person, now.quiz)
    opens = queries.may_look_back(now, quiz, request.user, standing)
    looked = queries.looked_back(now, quiz, request.user) if opens else []
    topics = ([row for row, _ in looked] or queries.rows_of(now)) if quiz.topics and now.finished_at else []
    about = {
        "attempt": now, "quiz": quiz, "own": own, "opens": opens,
        "standing": standing,
        "looked": looked, "topics": queries.shown_by_topic(topics, quiz),
    }  # fmt: skip
    return render(request, "quizzes/result.html", about)


@door("quizzes.take")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """All that is kept of one's own attempts, as a file. Keys stay where the quiz keeps them."""
    answer = JsonResponse(file_of(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="quizzes.json"'
    return answer


@door("quizzes.take")
@require_POST
def lesson(request: HttpRequest, name: str) -> HttpResponse:
    """A question inside a lesson, checked in place. Nothing is kept."""
    found = queries.checked_inline(name, dict(request.POST.lists()))
    if found is None:
        raise Http404
    return render(request, "quizzes/inline.html", {"name": name} | found)
