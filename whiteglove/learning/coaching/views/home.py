"""One's own coaching page, whom one coaches, and a person's history."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.keyset import page_after
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions import absence as absences
from whiteglove.learning.coaching.actions import news as telling
from whiteglove.learning.coaching.actions.pair import pair
from whiteglove.learning.coaching.actions.plan import plan_extra
from whiteglove.learning.coaching.forms import AbsenceForm, LeadForm, PlanForm
from whiteglove.learning.coaching.goals import goals_shown
from whiteglove.learning.coaching.models import Absence, Agreed, Pairing
from whiteglove.learning.coaching.shown import action_rows, skills_in_work
from whiteglove.service.desk.errors import Refused

from .answer import done, read, refusals


@door("coaching.see")
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    person, now = request.user, clock.now()
    today = person.local(now).date()
    talks = queries.next_talks(person)
    context = {
        "talks": [(one, queries.kind_of(one), one.with_whom(person), one.planned_for < now) for one in talks[:6]],
        "actions": action_rows(queries.actions_of(person)[:30], person, today),
        "people": queries.coached_by(person) if person.role == "lead" else [],
        "examples": queries.examples_for(person).shared().order_by("-shared_at", "-id")[:3],
        "suggestions": queries.suggestions(person, "open").order_by("-backed", "-id")[:3],
        "news": queries.news_of(person), "absences": queries.absences_of(person, today),
        "absence_form": AbsenceForm(auto_id="away_%s"), "programme": queries.programme(), "today": today,
        "leads": person.role == "lead", "coached": person.role == "agent",
    }  # fmt: skip
    return render(request, "coaching/home.html", context)


@door("coaching.see")
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """They have read what is new."""
    telling.see_news(by=request.user, at=clock.now())
    return done(request, "Noted as read.", "home")


@door("coaching.see")
@require_POST
@refusals
def away(request: HttpRequest) -> HttpResponse:
    given = read(AbsenceForm(request.POST))
    made = absences.note_absence(person=request.user, **given, by=request.user, at=clock.now())
    says = "Noted. Conversations planned in those days move by themselves."
    return done(request, says, "home", undo=reverse("coaching:absence", args=[made.pk]))


@door("coaching.see")
@require_http_methods(["DELETE", "POST"])
@refusals
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Absence.objects.standing(), pk=min(pk, LARGEST), person=request.user)
    absences.withdraw_absence(absence=row, by=request.user, at=clock.now())
    return done(request, "Taken back. What was moved stays where it is now.", "home")


def agent_for(request: HttpRequest, person: int) -> Person:
    """Somebody whose history this person may read."""
    found = get_object_or_404(Person, pk=min(person, LARGEST))
    if not queries.may_read_history(request.user, found):
        raise Http404
    return found


@door("coaching.see")
@require_GET
def person(request: HttpRequest, person: int) -> HttpResponse:
    """The history of one person's coaching, across leads."""
    agent = agent_for(request, person)
    today = request.user.local(clock.now()).date()
    page = page_after(
        queries.history(agent, request.user), order=("-planned_for", "-id"), after=request.GET.get("after", "")
    )
    programme = queries.programme()
    kinds = [(one.id, one.name) for one in programme.kinds.values()] if programme else []
    agreed = Agreed.objects.visible_to(request.user).filter(about=agent).select_related("owner").order_by("-id")[:40]
    context = {
        "agent": agent, "page": page, "talks": [(one, queries.kind_of(one)) for one in page.rows],
        "actions": action_rows(agreed, request.user, today), "today": today,
        "skills": skills_in_work(agent, programme, request.user) if queries.follows_now(request.user, agent) else [],
        "goals": goals_shown(agent, request.user) if queries.follows_now(request.user, agent) else [],
        "leads": queries.leads_of(agent),
        "pairing": Pairing.objects.standing().filter(agent=agent).select_related("lead").first(),
        "may_pair": may(request.user, "coaching.pair", agent),
        "plan_form": PlanForm(auto_id="plan_%s", kinds=[*kinds, ("", queries.EXTRA.name)]),
    }  # fmt: skip
    return render(request, "coaching/person.html", context)


@door("coaching.see", writes="coaching.talk")
@require_POST
@refusals
def plan(request: HttpRequest, person: int) -> HttpResponse:
    """One more conversation, by hand."""
    agent = agent_for(request, person)
    programme = queries.programme()
    kinds = [(one, one) for one in programme.kinds] if programme else []
    given = read(PlanForm(request.POST, kinds=[*kinds, ("", "")]))
    made = plan_extra(agent=agent, when=given["when"], kind=given["kind"], by=request.user, at=clock.now())
    return done(request, "Planned.", "talk", made.pk)


@door("coaching.see", writes="coaching.pair")
@require_POST
@refusals
def lead(request: HttpRequest, person: int) -> HttpResponse:
    """Choose who coaches them."""
    agent = agent_for(request, person)
    chosen = Person.objects.filter(pk=read(LeadForm(request.POST))["lead"]).first()
    if chosen is None:
        raise Refused("Choose a lead of one of their teams.")
    pair(agent=agent, lead=chosen, by=request.user, at=clock.now())
    if queries.may_read_history(request.user, agent):
        return done(request, f"{chosen.first_name} coaches {agent.first_name} from now on.", "person", agent.pk)
    return done(request, f"{chosen.first_name} coaches {agent.first_name} from now on.", "home")
