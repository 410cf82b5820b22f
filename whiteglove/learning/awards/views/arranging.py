"""For leads: plan a round, change its times, call it off; choose judges and see how far they are."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import door
from whiteglove.learning.awards import queries, stages
from whiteglove.learning.awards.actions import cycle as verbs
from whiteglove.learning.awards.actions import judge as judges
from whiteglove.learning.awards.forms import JudgeForm, PlanForm, TimesForm, WhyForm
from whiteglove.learning.awards.models import Judge
from whiteglove.service.desk.errors import Refused

from .answer import category_named, cycle_named, done, read, refusals

OF_PLAN = ("name", "title", "about", "categories", "least_judges", "least_mark", "standardised", "teams_apart")


@door("awards.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """What was typed stays where it is refused."""
    form = PlanForm(request.POST or None, offered=queries.offered())
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in OF_PLAN}
        try:
            made = verbs.plan(plan=verbs.Plan(**given, dates=form.dates()), by=request.user, at=clock.now())
            return done(request, "Planned. Now choose who judges.", "round", made.name)
        except Refused as no:
            form.add_error(None, str(no))
    return render(request, "awards/plan.html", {"form": form}, status=422 if form.errors else 200)


@door("awards.manage")
@require_POST
@refusals
def times(request: HttpRequest, cycle: str) -> HttpResponse:
    form = TimesForm(request.POST)
    read(form)
    verbs.change_times(cycle=cycle_named(cycle), dates=form.dates(), by=request.user, at=clock.now())
    return done(request, "Changed.", "round", cycle)


@door("awards.manage")
@require_http_methods(["POST", "DELETE"])
@refusals
def off(request: HttpRequest, cycle: str) -> HttpResponse:
    """Call it off; DELETE takes that back."""
    about = {"cycle": cycle_named(cycle), "by": request.user, "at": clock.now()}
    if request.method == "DELETE" or request.POST.get("back"):
        verbs.call_back(**about)
        return done(request, "It goes on.", "round", cycle)
    verbs.call_off(**about, why=read(WhyForm(request.POST))["why"])
    return done(request, "Called off.", "round", cycle, undo=reverse("awards:off", args=[cycle]))


@door("awards.manage")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def judges_of(request: HttpRequest, cycle: str, category: str) -> HttpResponse:
    """Who judges, with how many conflicts, and how far they are: no score; for whoever competes nothing of it. POST
    asks somebody."""
    row, people = category_named(cycle, category), Person.objects.assignable().order_by("name", "id")
    if request.method == "POST":
        person = read(JudgeForm(request.POST, people=people))["person"]
        judges.appoint(category=row, person=person, by=request.user, at=clock.now())
        return done(request, f"{person.first_name} is asked to judge.", "judges", cycle, category)
    if queries.is_put_forward(request.user, category=row):
        return render(request, "awards/judges.html", {"category": row, "cycle": row.cycle, "competing": True})
    barred, standing = queries.reasons(row), Judge.objects.standing().filter(category=row)
    known = standing.select_related("person__profile").annotate(given=Count("scores"))
    stage = row.cycle.stage(clock.now())
    context = {
        "category": row, "cycle": row.cycle, "says": stages.SAYS[stage], "form": JudgeForm(people=people),
        "judges": [(one, sum(bool(why) for (judge, _), why in barred.items() if judge == one.pk), one.given)
                   for one in known.order_by("id")],
        "progress": queries.progress(row), "open": stage in (stages.PLANNED, stages.OPEN, stages.JUDGING),
    }  # fmt: skip
    return render(request, "awards/judges.html", context)


@door("awards.manage")
@require_POST
@refusals
def dismissed(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Judge.objects.select_related("category__cycle"), pk=min(pk, LARGEST))
    judges.dismiss(judge=row, by=request.user, at=clock.now())
    return done(request, "Released.", "judges", row.category.cycle.name, row.category.name)
