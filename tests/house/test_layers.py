"""Arrows point down: imports, foreign keys, templates."""

import re
import subprocess
import sys

from django.apps import apps
from django.db import models

from tests.house.tree import HOUSE, ROOT, complain, files, room_of, rooms, short, sources

# Inside a wing too: a room may only know rooms on lower steps.
STEPS = [
    {"lib", "reader"},
    {"ui", "events", "packs"},
    {"people"},
    {"channels", "customers", "sla"},
    {"knowledge"},
    {"desk"},
    {"portal", "answers", "calls"},
    {"standards", "records", "requirements"},
    {"playbooks", "closing", "surveys"},
    {"quality"},
    {"measures"},
    {"coaching"},
    {"practice", "credentials", "quizzes"},
    {"community"},
    {"careers", "forum", "gatherings", "awards", "library"},
    {"academy"},
    {"journeys"},
    {"shell", "analytics", "cli"},
]
HEIGHT = {room: height for height, step in enumerate(STEPS) for room in step}
USED = re.compile(r"""\{%\s*(?:include|extends)\s+["']([^"'#]+)""")
# What pages of rooms above may extend: one head and one row of tabs for all of them.
BASES = ("community/base.html",)
# Templates that a library asks for by these names.
ASKED_FOR = {"people": ("people/", "account/", "mfa/", "usersessions/")}


def test_every_room_has_its_step():
    complain(
        [room.name for room in rooms() if room.name not in HEIGHT],
        "Give these rooms a step in STEPS (tests/house/test_layers.py), in .importlinter and in docs/house.md:",
    )


def test_imports_keep_to_their_contracts():
    lint = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-logo",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert lint.returncode == 0, f"An import points up or in a circle (see .importlinter):\n{lint.stdout}{lint.stderr}"


def fields_to_other_rooms():
    for model in apps.get_models(include_auto_created=False):
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField) and model._meta.app_label in HEIGHT:
                yield model, field, field.related_model._meta.app_label


def test_foreign_keys_point_down():
    up = [
        f"{model._meta.label}.{field.name} -> {target}"
        for model, field, target in fields_to_other_rooms()
        if target in HEIGHT and target != model._meta.app_label and HEIGHT[target] >= HEIGHT[model._meta.app_label]
    ]
    complain(up, "Foreign keys point to a room on a lower step; keep the id of what lies above in facts or a ref:")


def test_templates_use_only_their_own_room_and_ui():
    strangers = []
    for path in files(".html"):
        room = room_of(path)
        bases = (base for base in BASES if HEIGHT[room] > HEIGHT[base.partition("/")[0]])
        allowed = (*ASKED_FOR.get(room, (f"{room}/",)), "ui/", *bases)
        for used in USED.findall(path.read_text()):
            if not used.startswith(allowed):
                strangers.append(f"{short(path)} uses {used}")
    complain(strangers, "Hang a panel into a slot instead of including a neighbour's template:")


def test_templates_live_under_their_rooms_name():
    misplaced = []
    for path in files(".html"):
        inside = path.relative_to(HOUSE).parts
        room, at = inside[1], inside.index("templates")
        name = "/".join(inside[at + 1 :])
        whole_site = re.fullmatch(r"\d{3}\.html", name)
        if not whole_site and not name.startswith(ASKED_FOR.get(room, (f"{room}/",))):
            misplaced.append(short(path))
    complain(misplaced, "Templates stand in templates/<room>/, or two rooms will overwrite each other:")


# Who may look at what is only practised: the desk's and the customers' own verbs, and what works for learners alike.
KNOWS_PRACTICE = (
    "service/desk/", "service/customers/", "learning/practice/", "learning/playbooks/actions/ground.py",
    "learning/standards/actions/read_messages.py",
)  # fmt: skip
EVERY = re.compile(r"\b(?:Ticket|Customer)\.(?:every|_base_manager)\b")


def test_few_look_past_what_is_real():
    """Everybody else asks `objects`, which knows neither practice tickets nor simulated customers."""
    found = [
        short(path) for path in sources()
        if EVERY.search(path.read_text()) and not path.relative_to(HOUSE).as_posix().startswith(KNOWS_PRACTICE)
    ]  # fmt: skip
    complain(found, "Ask Ticket.objects or Customer.objects; pages that serve both ask desk/sight.py:")


def test_no_room_is_more_than_a_third_of_the_house():
    """A fifth is the aim once all rooms stand; tests don't count."""
    lines = {
        room.name: sum(len(path.read_text().splitlines()) for path in sources() if path.is_relative_to(room))
        for room in rooms()
    }
    whole = sum(lines.values())
    big = [f"{name}: {count} of {whole} lines" for name, count in lines.items() if count > whole / 3]
    complain(big, "A room this large wants to become two:")
