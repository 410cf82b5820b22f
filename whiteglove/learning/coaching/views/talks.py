"""One conversation: its agenda, notes, what is agreed; and what becomes of it."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import LARGEST, number
from whiteglove.ground.people.policy import door, may
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions import agree as agreeing
from whiteglove.learning.coaching.actions import focus as focusing
from whiteglove.learning.coaching.actions import goal as aiming
from whiteglove.learning.coaching.actions import notes as noting
from whiteglove.learning.coaching.actions import prepare as preparing
from whiteglove.learning.coaching.actions import talk as verbs
from whiteglove.learning.coaching.forms import (
    AgreeForm,
    EndForm,
    GoalForm,
    NoteForm,
    SkillForm,
    WhenForm,
    WhyForm,
)
from whiteglove.learning.coaching.goals import CHOICES, goals_shown
from whiteglove.learning.coaching.models import Agreed, Focus, Note, OwnGoal, Talk
from whiteglove.learning.coaching.shown import action_rows, skills_in_work

from .answer import done, read, refusals


def talk_for(request: HttpRequest, pk: int) -> Talk:
    if pk > LARGEST:
        raise Http404
    return get_object_or_404(queries.talk_for(request.user, pk))


@door("coaching.see")
@require_GET
def talk(request: HttpRequest, pk: int) -> HttpResponse:
    """The page of a conversation; htmx gets its parts alone."""
    return render(
        request, f"coaching/talk{'_parts' if request.htmx else ''}.html", about(request, talk_for(request, pk))
    )


def about(request: HttpRequest, shown: Talk) -> dict[str, Any]:
    """What the page shows this person: to a lead who came later, what the two shared."""
    person, now = request.user, clock.now()
    mine = shown.between(person)
    today = person.local(now).date()
    programme = queries.programme()
    return {
        "talk": shown, "kind": queries.kind_of(shown), "mine": mine, "today": today,
        "over": shown.is_planned and shown.planned_for < now,
        "agenda": queries.agenda_of(shown, person) if mine else [],
        "notes": queries.notes(shown, person),
        "agreed": action_rows(queries.agreed_in(shown), person, today),
        "carried": action_rows(still_open(shown), person, today) if mine and shown.is_planned else [],
        "skills": skills_in_work(shown.agent, programme, person) if queries.follows_now(person, shown.agent) else [],
        "all_skills": programme.skills.values() if programme else [],
        "may_talk": may(person, "coaching.talk", shown) and mine,
        "may_lead": may(person, "coaching.lead", shown) and mine,
        "numbers_of": "me" if person.pk == shown.agent_id else f"person-{shown.agent_id}",
        "goals": goals_shown(shown.agent, person) if queries.follows_now(person, shown.agent) else [],
        "goal_form": GoalForm(auto_id="goal_%s", choices=CHOICES),
        "note_form": NoteForm(auto_id="note_%s"),
        "agree_form": AgreeForm(two=(shown.agent_id, shown.lead_id), auto_id="agree_%s",
                                initial={"owner": shown.agent_id}),
        "when_form": WhenForm(auto_id="when_%s", initial={"when": f"{person.local(shown.planned_for):%Y-%m-%dT%H:%M}"}),
    }  # fmt: skip


def still_open(talk: Talk) -> list[Agreed]:
    return [one for one in queries.carried_over(talk) if one.is_open]


@door("coaching.see", writes="coaching.lead")
@require_http_methods(["POST", "DELETE"])
@refusals
def held(request: HttpRequest, pk: int) -> HttpResponse:
    """It took place; DELETE takes that back."""
    row = talk_for(request, pk)
    if request.method == "DELETE":
        verbs.reopen(talk=row, by=request.user, at=clock.now())
        return done(request, "Planned again.", "talk", pk)
    verbs.hold(talk=row, by=request.user, at=clock.now())
    return done(request, "Held. The agenda stays as it is now.", "talk", pk, undo=request.path)


@door("coaching.see", writes="coaching.lead")
@require_http_methods(["POST", "DELETE"])
@refusals
def skipped(request: HttpRequest, pk: int) -> HttpResponse:
    row = talk_for(request, pk)
    if request.method == "DELETE":
        verbs.reopen(talk=row, by=request.user, at=clock.now())
        return done(request, "Planned again.", "talk", pk)
    verbs.skip(talk=row, why=read(WhyForm(request.POST))["why"], by=request.user, at=clock.now())
    return done(request, "Skipped.", "talk", pk, undo=request.path)


@door("coaching.see", writes="coaching.talk")
@require_POST
@refusals
def time(request: HttpRequest, pk: int) -> HttpResponse:
    """Move it."""
    row = talk_for(request, pk)
    verbs.move(talk=row, when=read(WhenForm(request.POST))["when"], by=request.user, at=clock.now())
    return done(request, "Moved. Both of you are reminded the day before.", "talk", pk)


@door("coaching.see", writes="coaching.talk")
@require_POST
@refusals
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare it anew, from what there is by now."""
    preparing.prepare(talk=talk_for(request, pk), by=request.user, at=clock.now())
    return done(request, "Prepared from the conversations up to now.", "talk", pk)


@door("coaching.see", writes="coaching.talk")
@require_POST
@refusals
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    row = talk_for(request, pk)
    given = read(NoteForm(request.POST))
    made = noting.write(talk=row, **given, by=request.user, at=clock.now())
    says = "Noted, for both of you." if made.shared else "Noted, for you alone."
    return done(request, says, "talk", pk, undo=reverse("coaching:note", args=[pk, made.pk]))


@door("coaching.see", writes="coaching.talk")
@require_http_methods(["POST", "DELETE"])
@refusals
def note(request: HttpRequest, pk: int, note: int) -> HttpResponse:
    """DELETE takes one's own note away, POST brings it back."""
    row = get_object_or_404(Note.objects.select_related("talk"), pk=min(note, LARGEST), talk=talk_for(request, pk),
                            author=request.user)  # fmt: skip
    about = {"note": row, "by": request.user, "at": clock.now()}
    if request.method == "DELETE":
        noting.delete(**about)
        return done(request, "The note is gone.", "talk", pk, undo=request.path, undo_by="POST")
    noting.bring_back(**about)
    return done(request, "It is back.", "talk", pk)


@door("coaching.see", writes="coaching.talk")
@require_POST
@refusals
def agreements(request: HttpRequest, pk: int) -> HttpResponse:
    row = talk_for(request, pk)
    given = read(AgreeForm(request.POST, two=(row.agent_id, row.lead_id)))
    agreeing.agree(talk=row, **given, by=request.user, at=clock.now())
    return done(request, "Agreed. It comes back on the next agenda.", "talk", pk)


def came_from(request: HttpRequest) -> tuple:
    """The page of a conversation, if it was pressed there; else one's own."""
    talk = number(request.POST.get("talk"))
    here = re.search(r"/coaching/talks/(\d{1,18})/", request.headers.get("HX-Current-URL", ""))
    pk = talk or (int(here[1]) if here else 0)
    return ("talk", pk) if pk else ("home",)


@door("coaching.see", writes="coaching.talk")
@require_http_methods(["POST", "DELETE"])
@refusals
def agreement(request: HttpRequest, action: int) -> HttpResponse:
    """POST ends it, DELETE opens it again."""
    row = get_object_or_404(Agreed.objects.visible_to(request.user).select_related("talk"), pk=min(action, LARGEST))
    about = {"agreed": row, "by": request.user, "at": clock.now()}
    back = came_from(request)
    if request.method == "DELETE":
        agreeing.open_again(**about)
        return done(request, "To do again.", *back)
    ended = agreeing.end(**about, done=read(EndForm(request.POST))["how"] == "done")
    return done(request, f"{ended.get_state_display()}.", *back, undo=request.path)


@door("coaching.see", writes="coaching.talk")
@require_POST
@refusals
def skills(request: HttpRequest, pk: int) -> HttpResponse:
    row = talk_for(request, pk)
    made = focusing.choose_skill(
        talk=row, skill=read(SkillForm(request.POST))["skill"], by=request.user, at=clock.now()
    )
    undo = reverse("coaching:focus", args=[pk, made.pk])
    return done(request, "Chosen. Its numbers stand here and on the next agendas.", "talk", pk, undo=undo)


@door("coaching.see", writes="coaching.talk")
@require_http_methods(["DELETE", "POST"])
@refusals
def focus(request: HttpRequest, pk: int, focus: int) -> HttpResponse:
    """End the work on a skill."""
    shown = talk_for(request, pk)
    row = get_object_or_404(Focus.objects.select_related("talk"), pk=min(focus, LARGEST), agent=shown.agent_id)
    focusing.end_skill(focus=row, by=request.user, at=clock.now())
    return done(request, "No longer followed.", "talk", pk)


@door("coaching.see", writes="coaching.talk")
@require_POST
@refusals
def goals(request: HttpRequest, pk: int) -> HttpResponse:
    """Set one; another of the same number ends."""
    row = talk_for(request, pk)
    made = aiming.set_goal(talk=row, **read(GoalForm(request.POST, choices=CHOICES)), by=request.user, at=clock.now())
    says = "Set. Its months stand here and on the next agendas."
    return done(request, says, "talk", pk, undo=reverse("coaching:goal", args=[pk, made.pk]))


@door("coaching.see", writes="coaching.talk")
@require_http_methods(["DELETE", "POST"])
@refusals
def goal(request: HttpRequest, pk: int, goal: int) -> HttpResponse:
    """DELETE ends it, POST takes it up again."""
    shown = talk_for(request, pk)
    row = get_object_or_404(OwnGoal, pk=min(goal, LARGEST), agent=shown.agent_id)
    if request.method == "POST":
        aiming.take_up_again(goal=row, talk=shown, by=request.user, at=clock.now())
        return done(request, "Followed again.", "talk", pk)
    aiming.end_goal(goal=row, talk=shown, by=request.user, at=clock.now())
    return done(request, "The goal has ended.", "talk", pk, undo=request.path, undo_by="POST")
