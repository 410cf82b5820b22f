"""Keep macros: made, changed, put away, taken up again. What it said before stays readable."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_hex

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.text import one_line, one_line_end, storable
from whiteglove.ground.lib.words import fold
from whiteglove.ground.people.models import Person, Team
from whiteglove.ground.people.policy import require
from whiteglove.service.desk import macro_steps, macro_words
from whiteglove.service.desk.errors import Refused, Stale
from whiteglove.service.desk.models import Macro, MacroVersion

from .tag import tidy

DEEPEST = 6


def make_macro(
    *,
    by: Person | None,
    at: datetime,
    name: str,
    place: str = "",
    team: Team | None = None,
    owner: Person | None = None,
    texts: Mapping[str, str] | None = None,
    steps: Sequence[dict] = (),
    key: str = "",
    why: str = "",
) -> Macro:
    """For everybody, or for one team, or for one person alone. Raises Refused for what can't be kept.

    texts  by language, with variables in braces; steps  as in macro_steps.py
    """
    given = checked(name=name, place=place, team=team, owner=owner, texts=texts or {}, steps=steps)
    with transaction.atomic():
        made = Macro(**given, key=key or f"m-{token_hex(6)}", made_at=at, changed_at=at, changed_by=by)
        if by:
            require(by, "desk.keep_macro", made)
        made.save()
        keep_version(made, by, at, why)
        record("macro.made", subject=made, by=by, at=at, facts={"name": made.name}, audience=heard_by(made))
    return made


def change_macro(
    *,
    macro: Macro,
    by: Person | None,
    at: datetime,
    name: str,
    place: str = "",
    team: Team | None = None,
    owner: Person | None = None,
    texts: Mapping[str, str] | None = None,
    steps: Sequence[dict] = (),
    number: int | None = None,
    why: str = "",
) -> Macro:
    """Nothing happens if it says all that already. `number`: the version its writer saw; Stale if it isn't the last."""
    given = checked(name=name, place=place, team=team, owner=owner, texts=texts or {}, steps=steps)
    with transaction.atomic():
        now = Macro.objects.select_for_update().get(pk=macro.pk)
        if by:
            require(by, "desk.keep_macro", now)
        if number is not None and number != now.number:
            raise Stale("Somebody changed this macro meanwhile. Look at it again, then decide.")
        before = now.content
        for field, value in given.items():
            setattr(now, field, value)
        if now.content == before:
            return now
        if by:
            require(by, "desk.keep_macro", now)  # nobody gives away what they couldn't keep
        now.number, now.changed_at, now.changed_by = now.number + 1, at, by
        now.save()
        keep_version(now, by, at, why)
        record("macro.changed", subject=now, by=by, at=at, facts={"name": now.name}, audience=heard_by(now))
    return now


def bring_back_version(*, version: MacroVersion, by: Person, at: datetime) -> Macro:
    """What it said then holds again, as a new version. For whom it is stays what it is now."""
    macro = version.macro
    return change_macro(
        macro=macro, by=by, at=at, why=f"as in version {version.number}", team=macro.team, owner=macro.owner,
        **{field: version.content[field] for field in ("name", "place", "texts", "steps")},
    )  # fmt: skip


def archive_macro(*, macro: Macro, by: Person | None, at: datetime) -> Macro:
    return put(macro, by, at, "macro.archived", {"archived_at": at, "archived_by": by}, unless=macro.archived_at)


def restore_macro(*, macro: Macro, by: Person | None, at: datetime) -> Macro:
    gone = {"archived_at": None, "archived_by": None}
    return put(macro, by, at, "macro.restored", gone, unless=not macro.archived_at)


def put(macro: Macro, by: Person | None, at: datetime, event: str, fields: dict, unless: object) -> Macro:
    if by:
        require(by, "desk.keep_macro", macro)
    if unless:
        return macro
    with transaction.atomic():
        for field, value in fields.items():
            setattr(macro, field, value)
        macro.save(update_fields=list(fields))
        record(event, subject=macro, by=by, at=at, facts={"name": macro.name}, audience=heard_by(macro))
    return macro


def checked(*, name: str, place: str, team: Team | None, owner: Person | None, texts: Mapping, steps: Sequence) -> dict:
    """The fields as they are kept. Raises Refused with the first thing that is wrong."""
    name, place = one_line(storable(name))[:120], tidy_place(place)
    if not name:
        raise Refused("Give the macro a name by which it is found.")
    if team and owner:
        raise Refused("A macro is for everybody, for a team, or for yourself alone.")
    kept = {code: one_line_end(storable(text)).strip() for code, text in texts.items() if text and text.strip()}
    steps = macro_steps.in_order([tidy_step(step) for step in steps])
    refuse(wrong_words([*kept.values(), *(step["text"] for step in steps if step.get("text"))]))
    refuse(macro_steps.problems(steps))
    if not kept and not steps:
        raise Refused("Write what it says, or choose what it does.")
    words = fold(f"{place} {name}")
    return {
        "name": name, "place": place, "team": team, "owner": owner, "texts": kept, "steps": steps, "words": words
    }  # fmt: skip


def tidy_place(place: str) -> str:
    """ " Billing/ Refunds/" -> "Billing/Refunds"."""
    folders = [one_line(storable(one)) for one in place.split("/")]
    return "/".join([one for one in folders if one][:DEEPEST])[:200].rstrip("/")


def tidy_step(step: dict) -> dict:
    if step.get("do") not in macro_steps.ORDER:
        raise Refused("A macro can't do that.")
    if step["do"] in ("tag", "untag"):
        return {**step, "name": tidy(step["name"])}
    if "text" in step:
        return {**step, "text": one_line_end(storable(step["text"])).strip()}
    return dict(step)


def wrong_words(texts: Sequence[str]) -> list[str]:
    known = ", ".join(f"{{{one}}}" for one in macro_words.VARIABLES)
    found = [f"{{{name}}} isn't a variable. Known are {known}." for text in texts for name in macro_words.unknown(text)]
    return found + ["One of the texts is too long." for text in texts if len(text) > macro_words.LONGEST]


def refuse(problems: Sequence[str]) -> None:
    if problems:
        raise Refused(problems[0])


def keep_version(macro: Macro, by: Person | None, at: datetime, why: str) -> None:
    MacroVersion.objects.create(
        macro=macro, number=macro.number, content=macro.content, by=by, at=at, why=why[:120]
    )  # fmt: skip


def heard_by(macro: Macro) -> str:
    if macro.owner_id:
        return f"person:{macro.owner_id}"
    return f"team:{macro.team_id}" if macro.team_id else "staff"
