"""Find a mentor, offer to be one, answer whoever asks; and what a lead sees of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.community import queries, wording
from whiteglove.learning.community.actions import ask as asking
from whiteglove.learning.community.actions import offer as offering
from whiteglove.learning.community.forms import AnswerForm, AskForm, OfferForm
from whiteglove.learning.community.models import Mentorship, Offer, Request
from whiteglove.learning.community.taking_along import calendar_of

from .answer import done, read, refusals


@door("community.see")
@require_GET
def mentoring(request: HttpRequest) -> HttpResponse:
    """What runs, what waits, and who offers what one looks for."""
    person, now = request.user, clock.now()
    topics = wording.topics_of(request.GET.get("topics", "")[:600])
    running = Mentorship.objects.standing().of(person).select_related("mentor__profile", "mentee__profile")
    context = {"running": [(one, one.other(person)) for one in running],
               "ahead": list(queries.sessions_ahead(person, now)[:5]),
               "waiting": queries.requests_to(person), "asked": queries.requests_of(person)[:10],
               "matches": queries.matches(person, topics, now), "topics": ", ".join(topics),
               "may_offer": may(person, "community.mentor"), "own": queries.own_offer(person),
               "may_oversee": may(person, "community.oversee")}  # fmt: skip
    return render(request, "community/mentoring.html", context)


@door("community.mentor")
@require_http_methods(["GET", "HEAD", "POST", "DELETE", "PUT"])
@refusals
def my_offer(request: HttpRequest) -> HttpResponse:
    """POST offers or changes it; DELETE closes it; PUT opens it again as it was."""
    about = {"by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("close"):
        offering.close_offer(mentor=request.user, **about)
        return done(request, "Closed. Those you mentor stay.", "mentoring", undo=request.path, undo_by="PUT")
    if request.method == "PUT":
        offering.reopen_offer(**about)
        return done(request, "Open again.", "mentoring")
    row = queries.own_offer(request.user)
    if request.method == "POST":
        offering.offer(**read(OfferForm(request.POST)), **about)
        if row:  # an undo that closes it would send away whoever asked
            return done(request, "Changed.", "mentoring")
        return done(request, "Colleagues can ask you now.", "mentoring", undo=request.path)
    form = OfferForm(initial=OfferForm.initial_of(row))
    return render(request, "community/offer_mine.html", {"form": form, "offer": row})


@door("community.see")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """POST asks."""
    row = get_object_or_404(Offer.objects.open().select_related("mentor__profile"), pk=min(pk, LARGEST))
    if request.method == "POST":
        made = asking.ask(offer=row, **read(AskForm(request.POST)), by=request.user, at=clock.now())
        undo = reverse("community:request", args=[made.pk])
        return done(request, f"Asked. {row.mentor.first_name} hears of it.", "mentoring", undo=undo)
    topics = wording.topics_of(request.GET.get("topics", "")[:600])
    context = {"offer": row, "match": queries.match_of(request.user, row, clock.now(), topics),
               "form": AskForm(initial={"topics": "\n".join(topics)})}  # fmt: skip
    return render(request, "community/offer.html", context)


@door("community.see")
@require_http_methods(["POST", "DELETE"])
@refusals
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """POST answers, by the mentor; DELETE takes one's own question back."""
    rows = Request.objects.filter(mentee=request.user) | Request.objects.filter(offer__mentor=request.user)
    row = get_object_or_404(rows.select_related("offer", "mentee"), pk=min(pk, LARGEST))
    about = {"request": row, "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("withdraw"):
        asking.withdraw_request(**about)
        return done(request, "Taken back.", "mentoring")
    given = read(AnswerForm(request.POST))
    if given["how"] == "accept":
        made = asking.accept(**about)
        return done(request, "You work together now. Begin with a goal and a first session.", "mentorship", made.pk)
    asking.decline(answer=given["answer"], **about)
    return done(request, "Declined. They are told kindly.", "mentoring")


@door("community.oversee")
@require_GET
def overseen(request: HttpRequest) -> HttpResponse:
    """That it runs, and not what is said."""
    page = page_after(queries.overseen(request.user), order=("-at", "-id"), after=request.GET.get("after", ""))
    return render(request, "community/overseen.html", {"page": page})


@door("community.see")
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """One's sessions as iCalendar: who, when and where."""
    now = clock.now()
    response = HttpResponse(calendar_of(queries.sessions_ahead(request.user, now)[:200], request.user, now),
                            content_type="text/calendar; charset=utf-8")  # fmt: skip
    response.headers["Content-Disposition"] = 'attachment; filename="mentoring.ics"'
    return response
