"""Documents that fail the build: every setting, place and event is written down."""

import ast
import re

import pytest

from tests.house.tree import ROOT, complain, parsed, short, sources
from whiteglove.ground.events.registry import registry
from whiteglove.ground.ui.slots import homeless, places

SETTINGS = ROOT / "docs" / "selfhost" / "settings.md"
PLACES = ROOT / "docs" / "house.md"
RECORDERS = {"record", "tell"}


def test_every_setting_is_documented():
    used = set()
    for path in sources():
        used |= set(re.findall(r"""["'](WHITEGLOVE_[A-Z_]+|DATABASE_URL)["']""", path.read_text()))
    written = SETTINGS.read_text() if SETTINGS.exists() else ""
    complain(
        sorted(name for name in used if f"`{name}`" not in written),
        f"Say in {short(SETTINGS)} what these settings do, their default and an example:",
    )


def test_no_setting_is_documented_that_does_nothing():
    code = "\n".join(path.read_text() for path in [*sources(), *(ROOT / "bin").iterdir()] if path.is_file())
    written = set(re.findall(r"`(WHITEGLOVE_[A-Z_]+)`", SETTINGS.read_text())) if SETTINGS.exists() else set()
    complain(sorted(name for name in written if name not in code), f"Take these out of {short(SETTINGS)}:")


def test_every_place_is_documented():
    written = PLACES.read_text()
    complain(
        [f"{place.name}: {place.says}" for place in places() if f"`{place.name}`" not in written],
        f"List these places in {short(PLACES)}, each with the page it is on:",
    )


def test_every_panel_has_a_place():
    complain([f"{panel.place} for {panel.key}" for panel in homeless()], "Nobody offers these places:")


def test_every_declared_event_has_a_sentence_and_a_past_verb():
    odd = [name for name in registry.declared if not re.fullmatch(r"[a-z_]+\.[a-z_]+", name)]
    complain(odd, "Events are named noun.past_verb:")


def recorded() -> dict[str, str]:
    """Every event name that is written literally in a call to record()."""
    found = {}
    for path in (path for path in sources() if path.name != "bench.py"):
        for node in ast.walk(parsed(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDERS):
                continue
            if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):
                found[node.args[0].value] = f"{short(path)}:{node.lineno}"
    return found


def test_every_recorded_event_is_declared():
    complain(
        [f"{name} in {where}" for name, where in recorded().items() if name not in registry.declared],
        "Declare these in the room's events.py, each with a sentence:",
    )


@pytest.mark.parametrize("room", ["people", "desk", "channels", "customers"])
def test_rooms_whose_rows_change_declare_events(room: str):
    assert [one for one in registry.declared.values() if one.room == room], (
        f"{room} declares no events in its events.py"
    )


def test_every_declared_event_is_recorded_somewhere():
    """By its whole name, or composed as in f"ticket.{what}_set"."""
    code = "\n".join(path.read_text() for path in sources() if path.name != "events.py")
    composed = tuple(set(re.findall(r"""f"([a-z]+\.)\{""", code)))
    complain(
        [name for name in registry.declared if f'"{name}"' not in code and not name.startswith(composed)],
        "Declared but never recorded; record them or take them out:",
    )


def test_pages_for_people_name_no_machine():
    """A path into somebody's home says nothing to anybody else."""
    homes = re.compile(r"/(?:home|Users)/[a-z]+/|[A-Z]:\\\\Users\\\\")
    pages = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("*.md")]
    found = [short(path) for path in pages if homes.search(path.read_text())]
    complain(found, "These files name a place that only exists on one machine:")


def test_decisions_are_dated():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    undated = [path.name for path in decisions if not re.search(r"\b20[2-9]\d\b", path.read_text())]
    complain(undated, "Say when these were decided:")
