"""The shape of a macro as its page sends it: a text for each language, and one field for each step."""

from django import forms
from django.conf import settings

from whiteglove.ground.people.models import Person, Team
from whiteglove.service.desk.macro_steps import Step
from whiteglove.service.desk.macro_words import LONGEST
from whiteglove.service.desk.models import Kind, Macro, Priority, Reason
from whiteglove.service.knowledge.languages import direction, name_of

LANGUAGES = ("en", "fr", "de", "es", "pt", "ar")
UNITS = (("3600", "hours"), ("86400", "days"), ("604800", "weeks"))
LEAVE = ("", "Leave it")
ENDS = [LEAVE, ("solve", "Solve it"), ("snooze", "Snooze it"), ("escalate", "Escalate it")]


class MacroForm(forms.Form):
    name = forms.CharField(max_length=120)
    place = forms.CharField(
        max_length=200, required=False, label="Place in the list", help_text="Folders, divided by /: Billing/Refunds",
        widget=forms.TextInput(attrs={"list": "places", "autocomplete": "off"}),
    )  # fmt: skip
    whose = forms.ChoiceField(label="Who may use it")
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[LEAVE, *((value, label) for value, label in Kind.choices if value)]
    )
    priority = forms.ChoiceField(label="Priority", required=False, choices=[LEAVE, *Priority.choices])
    complex = forms.BooleanField(label="Mark as complex", required=False)
    tags = forms.CharField(label="Tags to set", required=False, max_length=600, help_text="Divided by commas")
    untags = forms.CharField(label="Tags to take off", required=False, max_length=600, help_text="Divided by commas")
    give = forms.ChoiceField(label="Who goes on", required=False)
    end = forms.ChoiceField(label="Then", required=False, choices=ENDS)
    span = forms.IntegerField(label="Snooze for", required=False, min_value=1, max_value=1000)
    unit = forms.ChoiceField(label="Unit", required=False, choices=UNITS, initial="86400")
    reason = forms.ChoiceField(label="Escalate because", required=False, choices=Reason.choices)
    note = forms.CharField(
        label="Note for the team", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, person: Person, macro: Macro | None = None, **kwargs):
        self.written = list(macro.texts) if macro else []
        if macro and not args[0]:
            kwargs["initial"] = initial_of(macro)
        super().__init__(*args, **kwargs)
        self.fields["whose"].choices = whose_of(person, macro)
        self.fields["give"].choices = givers(person, macro)
        for code in self.codes:
            attrs = {"rows": 7, "lang": code, "dir": direction(code)}
            self.fields[f"text_{code}"] = forms.CharField(
                label=name_of(code), required=False, max_length=LONGEST, strip=False, widget=forms.Textarea(attrs=attrs)
            )

    @property
    def codes(self) -> list[str]:
        """The house's own language first, then those it is written in, then the others."""
        return list(dict.fromkeys([settings.HELP_LANGUAGE, *self.written, *LANGUAGES]))

    @property
    def open_texts(self) -> list:
        return [self[f"text_{code}"] for code in self.codes if self.shows(code)]

    @property
    def other_texts(self) -> list:
        return [self[f"text_{code}"] for code in self.codes if not self.shows(code)]

    def shows(self, code: str) -> bool:
        return code == self.codes[0] or bool(self[f"text_{code}"].value())

    def clean(self) -> dict:
        given = super().clean()
        if given.get("end") == "snooze" and not given.get("span"):
            self.add_error("span", "Say for how long.")
        return given

    def asked(self, person: Person) -> dict:
        """What the actions take."""
        given = self.cleaned_data
        team, owner = chosen(given["whose"], person)
        texts = {code: given[f"text_{code}"] for code in self.codes if given[f"text_{code}"].strip()}
        return {
            "name": given["name"], "place": given["place"], "team": team, "owner": owner, "texts": texts,
            "steps": steps_of(given),
        }  # fmt: skip


def chosen(value: str, person: Person) -> tuple[Team | None, Person | None]:
    if value == "me":
        return None, person
    return (Team.objects.get(pk=int(value)), None) if value.isdigit() else (None, None)


def steps_of(given: dict) -> list[Step]:
    found: list[Step] = [{"do": name, name: given[name]} for name in ("kind", "priority") if given[name]]
    found += [{"do": "complex"}] if given["complex"] else []
    for do, names in (("tag", given["tags"]), ("untag", given["untags"])):
        found += [{"do": do, "name": one} for one in names.split(",") if one.strip()]
    found += [{"do": "note", "text": given["note"]}] if given["note"].strip() else []
    who, _, key = given["give"].partition(":")
    if who == "team":
        found.append({"do": "move", "team": int(key)})
    elif who:
        found.append({"do": "assign", "to": "me" if who == "me" else int(key)})
    if given["end"] == "snooze":
        found.append({"do": "snooze", "seconds": (given["span"] or 1) * int(given["unit"] or 86400)})
    elif given["end"] == "escalate":
        found.append({"do": "escalate", "reason": given["reason"]})
    elif given["end"]:
        found.append({"do": "solve"})
    return found


def initial_of(macro: Macro) -> dict:
    shown = {"name": macro.name, "place": macro.place, "number": macro.number, "whose": whose(macro)}
    shown |= {f"text_{code}": text for code, text in macro.texts.items()}
    for step in macro.steps:
        match step["do"]:
            case "kind" | "priority" as do:
                shown[do] = step[do]
            case "complex":
                shown["complex"] = True
            case "tag" | "untag" as do:
                shown[f"{do}s"] = ", ".join(filter(None, (shown.get(f"{do}s"), step["name"])))
            case "note":
                shown["note"] = step["text"]
            case "assign":
                shown["give"] = "me" if step["to"] == "me" else f"person:{step['to']}"
            case "move":
                shown["give"] = f"team:{step['team']}"
            case "snooze":
                shown |= {"end": "snooze"} | in_units(step["seconds"])
            case "escalate":
                shown |= {"end": "escalate", "reason": step["reason"]}
            case "solve":
                shown["end"] = "solve"
    return shown


def in_units(seconds: int) -> dict:
    size = next((int(size) for size, _ in reversed(UNITS) if seconds % int(size) == 0), 3600)
    return {"span": max(1, seconds // size), "unit": str(size)}


def whose(macro: Macro) -> str:
    return "me" if macro.owner_id else str(macro.team_id or "all")


def whose_of(person: Person, macro: Macro | None) -> list[tuple[str, str]]:
    """Oneself; for a lead also their teams and everybody."""
    own = [("me", "Only I")]
    if person.role not in ("lead", "admin"):
        return own
    teams = Team.objects.current().order_by("name")
    teams = teams if person.role == "admin" else teams.filter(pk__in=person.team_ids)
    shared = [("all", "Everybody at the desk"), *((str(one.pk), f"Team {one.name}") for one in teams[:200])]
    return own + shared if macro and macro.owner_id else shared + own


def givers(person: Person, macro: Macro | None) -> list[tuple[str, str]]:
    people = Person.objects.assignable()
    people = people if person.role == "admin" else people.in_teams(person.team_ids)
    teams = [(f"team:{one.pk}", f"Team {one.name}") for one in Team.objects.current().order_by("name")[:200]]
    named = [(f"person:{one.pk}", one.name) for one in people.order_by("name")[:200]]
    has = initial_of(macro).get("give") if macro else ""
    known = [LEAVE, ("me", "Whoever uses it"), *teams, *named]
    return known if not has or has in dict(known) else [*known, (has, "Somebody you don't see")]
