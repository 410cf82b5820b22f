"""Use a macro: its steps are done at once or with the reply it was put into, as one, and can be undone as one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.http import Http404

from whiteglove.ground.people.models import Person
from whiteglove.service.desk.errors import Refused
from whiteglove.service.desk.models import Draft, Macro, MacroHabit, MacroRun, Message, Ticket

from .change import allow, changing, tell
from .draft import begin, begun, change
from .macro_doing import DOES
from .macro_undoing import STAYS, UNDOES
from .reply import reply, undo_reply

MOST = 5  # macros in one reply


def put_macro_in(*, ticket: Ticket, by: Person, at: datetime, macro: Macro) -> Draft:
    """Its words go into the reply being written; its steps wait until that is sent."""
    allow(by, "desk.reply", ticket)
    allow_macro(by, macro, ticket)
    with transaction.atomic():
        draft = begun(ticket, by, "reply") or begin(ticket, by, at, "reply")
        kept = [one for one in draft.macros if one["macro"] != macro.pk]
        if len(kept) >= MOST:
            raise Refused(f"A reply takes the steps of {MOST} macros at most. Send this one first.")
        return change(draft, macros=[*kept, {"macro": macro.pk, "rests": False}])


def leave_steps_out(*, ticket: Ticket, by: Person, at: datetime, macro: int, out: bool = True) -> Draft | None:
    """The words stay, the steps aren't done, or are after all."""
    allow(by, "desk.reply", ticket)
    with transaction.atomic():
        draft = begun(ticket, by, "reply")
        if draft is None:
            return None
        rows = [{**one, "rests": out} if one["macro"] == macro else one for one in draft.macros]
        return change(draft, macros=rows)


def run_macro(*, macro: Macro, ticket: Ticket, by: Person, at: datetime) -> MacroRun:
    """Do its steps now: all, or none and Refused (or PermissionDenied) says why."""
    allow_macro(by, macro, ticket)
    with transaction.atomic():
        return perform(macro, macro.steps, ticket, by, at)


def reply_with_macros(*, ticket: Ticket, by: Person, at: datetime, macros: Sequence[dict], **words: Any) -> Message:
    """Send a reply, and do the steps of the macros whose words are in it, in one transaction. Raises what `reply` does.

    macros  as a draft keeps them: [{"macro": id, "rests": bool}]; what was done is in the message's `macro_runs`
    """
    if not macros:  # what a reply looks at before it takes the ticket's lock stays before it
        return reply(ticket=ticket, by=by, at=at, **words)
    with transaction.atomic():
        sent = reply(ticket=ticket, by=by, at=at, **words)
        known = Macro.objects.usable_by(by).in_bulk([one["macro"] for one in macros])
        given = [(known[one["macro"]], one["rests"]) for one in macros if one["macro"] in known]
        sent.macro_runs = [perform(macro, [] if rests else macro.steps, ticket, by, at, sent) for macro, rests in given]
    return sent


def undo_reply_with_macros(*, message: Message, by: Person, at: datetime) -> Draft:
    """Take the reply back, and before it what macros did with it; their words are in the draft again, and their steps
    wait again."""
    with transaction.atomic():
        runs = list(
            MacroRun.objects.standing().select_related("macro", "ticket").filter(message=message).order_by("-pk")
        )
        for run in runs:
            take_back(run, by, at)
        draft = undo_reply(message=message, by=by, at=at)
        if runs:
            back = [{"macro": run.macro_id, "rests": bool(run.macro.steps) and not run.did} for run in reversed(runs)]
            change(draft, macros=[*back, *draft.macros][:MOST])
    return draft


def undo_macro(*, run: MacroRun, by: Person, at: datetime) -> list[str]:
    """Take back what it did, the last step first. Returns what stays, in words: what somebody has changed since, and
    what only a lead takes back."""
    allow(by, "desk.see", run.ticket)
    with transaction.atomic():
        kept = MacroRun.objects.select_for_update().get(pk=run.pk)
        if kept.by_id != by.pk:
            raise Refused("Only who used a macro undoes it.")
        if kept.undone_at:
            raise Refused("This was undone already.")
        return take_back(kept, by, at)


def allow_macro(by: Person, macro: Macro, ticket: Ticket) -> None:
    """Whoever practises may use what is everybody's, their teams' or their own."""
    allow(by, "desk.macros", ticket if ticket.rehearsed else macro)
    if ticket.rehearsed and not Macro.objects.usable_by(by).filter(pk=macro.pk).exists():
        raise Http404


def perform(
    macro: Macro, steps: Sequence[dict], ticket: Ticket, by: Person, at: datetime, message: Message | None = None
) -> MacroRun:
    """Inside a transaction: each step by its own verb, and one event for them all."""
    done: list[dict] = []
    with changing(ticket, by=by, at=at, permit="desk.see") as now:
        tell("ticket.macro_used", now, by, at, macro=macro.name, id=macro.pk)
    about = {"ticket": ticket, "by": by, "at": at}
    for step in steps:
        if did := DOES[step["do"]](step, **about):
            done.append({"do": step["do"], **did})
    if not ticket.rehearsed:
        count_use(macro, by, at)
    return MacroRun.objects.create(
        macro=macro, number=macro.number, ticket=ticket, message=message, by=by, at=at, did=done
    )


def count_use(macro: Macro, by: Person, at: datetime) -> None:
    Macro.objects.filter(pk=macro.pk).update(used=F("used") + 1, used_at=at)
    habit = MacroHabit.objects.get_or_create(person=by, macro=macro, defaults={"at": at})[0]
    MacroHabit.objects.filter(pk=habit.pk).update(times=F("times") + 1, at=at)


def count_back(run: MacroRun) -> None:
    Macro.objects.filter(pk=run.macro_id, used__gt=0).update(used=F("used") - 1)
    MacroHabit.objects.filter(person=run.by_id, macro=run.macro_id, times__gt=0).update(times=F("times") - 1)


def take_back(run: MacroRun, by: Person, at: datetime) -> list[str]:
    """Inside a transaction."""
    ticket, stays = run.ticket, []
    for did in reversed(run.did):
        try:
            with transaction.atomic():
                well = UNDOES[did["do"]](did, ticket=ticket, by=by, at=at)
        except (Refused, PermissionDenied, Http404):
            well = False
        if not well:
            stays.append(STAYS.get(did["do"], "a change that somebody has made since"))
    run.undone_at = at
    run.save(update_fields=["undone_at"])
    if not ticket.rehearsed:
        count_back(run)
    with changing(ticket, by=None, at=at, permit="desk.see", merged_too=True) as now:
        tell("ticket.macro_undone", now, by, at, macro=run.macro.name, id=run.macro_id)
    return stays
