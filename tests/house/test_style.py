"""What STYLE.md asks for, as far as a program can see it."""

import ast
import re
from collections import Counter
from functools import cache
from statistics import median, quantiles

import pytest

from tests.house.tree import HOUSE, complain, files, parsed, room_of, rooms, short, sources

REFUSED_NAMES = {"util", "utils", "helper", "helpers", "services", "common", "base", "misc", "stuff", "managers"}
# Names that somebody else asks for.
ASKED_FOR = {"whiteglove/ground/lib/sqlite/base.py": "Django looks for a database's backend under this name"}
FILE_LIMIT, FUNCTION_LIMIT, VIEW_LIMIT, TEMPLATE_LIMIT, README_LIMIT = 500, 60, 25, 80, 50
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
# Where else rows may be written, and why.
MAY_WRITE = {
    "whiteglove/ground/events/": "the log and its outbox are this room's whole purpose",
    "whiteglove/ground/packs/": "revisions are frozen where packs are read",
    "whiteglove/service/desk/search/": "the index row is written beside its message",
    "whiteglove/front/cli/": "seeding writes a million rows at once",
}
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|hwb)\(|\bcolor-mix\(")
NAMED_COLOUR = re.compile(r":\s*(?:white|black|red|green|blue|gr[ae]y|yellow|orange|purple|silver)\b")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
# Documents that carry a content policy of their own.
OWN_POLICY = {"desk/original.html": "a customer's mail in a sandboxed frame, where styles may stand and nothing runs"}
INLINE = re.compile(r"\sstyle=|\son[a-z]+=\"|<style\b|javascript:")
SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>")


def test_names_say_what_is_inside():
    vague = [short(path) for path in sources() if REFUSED_NAMES & {path.stem, *path.parts[len(HOUSE.parts) :]}]
    vague = [path for path in vague if path not in ASKED_FOR]
    complain(vague, "Name these for what they do, in the words of the field:")


def test_files_fit_in_a_head():
    long = [
        f"{short(path)}: {count} lines"
        for path in sources()
        if (count := len(path.read_text().splitlines())) > FILE_LIMIT
    ]
    complain(long, f"Over {FILE_LIMIT} lines: make a folder of these files:")


@cache
def functions() -> list[tuple[str, int]]:
    found = []
    for path in sources():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.append((f"{short(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1))
    return found


def test_functions_fit_on_a_screen():
    long = [f"{name}: {lines} lines" for name, lines in functions() if lines > FUNCTION_LIMIT]
    complain(long, f"Over {FUNCTION_LIMIT} lines: take these functions apart:")


def test_most_functions_are_short():
    lengths = [lines for _, lines in functions()]
    assert median(lengths) <= 10, f"Half of all functions are over {median(lengths)} lines"
    assert quantiles(lengths, n=10)[-1] <= 25, f"A tenth of all functions are over {quantiles(lengths, n=10)[-1]} lines"


def test_templates_fit_on_a_screen():
    long = [
        f"{short(path)}: {count} lines"
        for path in files(".html")
        if (count := path.read_text().count("\n")) > TEMPLATE_LIMIT
    ]
    complain(long, f"Over {TEMPLATE_LIMIT} lines: give parts of these templates a file or a partial:")


def body_of(node: ast.FunctionDef) -> int:
    """Lines of a function without decorators, signature and docstring."""
    first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
    return node.end_lineno - first.lineno + 1


def is_view(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef) and [arg.arg for arg in node.args.args[:1]] == ["request"]


def test_nothing_that_is_fetched_again_forgets_the_last_change():
    """htmx's throttle drops what comes meanwhile, for good: ui/pacing.js fetches once more, `data-pace` apart."""
    found = [short(path) for path in files(".html") if re.search(r'hx-trigger="[^"]*throttle:', path.read_text())]
    complain(found, "Say data-pace instead of throttle:")


def test_views_decide_nothing():
    long = []
    for path in sources():
        if "views" not in (path.stem, path.parent.name):
            continue
        for node in parsed(path).body:
            if (
                isinstance(node, ast.FunctionDef)
                and node.args.args[:1]
                and node.args.args[0].arg == "request"
                and body_of(node) > 25
            ):
                long.append(f"{short(path)}:{node.lineno} {node.name}: {body_of(node)} lines")
    complain(long, "A view fetches, calls one action, renders one partial. Move the rest down:")


def is_row_writing(node: ast.AST) -> bool:
    """`x.save(`, `X.objects.create(`, `rows.filter(…).update(`: but not `seen.update(…)` of a dict or set."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
        return False
    written = ast.unparse(node.func.value)
    if node.func.attr in {"update", "delete", "create"}:
        return "objects" in written or ".filter(" in written or ".all()" in written or node.func.attr == "create"
    return node.func.attr != "save" or not node.args


def test_only_models_and_actions_write_rows():
    found = []
    for path in sources():
        where = short(path)
        kept = (
            {"models", "actions"} & {path.stem, *path.parts}
            or where.startswith(tuple(MAY_WRITE))
            or "/management/" in where
        )
        if kept or not where.startswith("whiteglove"):
            continue
        for node in ast.walk(parsed(path)):
            if is_row_writing(node):
                found.append(f"{where}:{node.lineno} {ast.unparse(node.func)[-60:]}(")
    complain(found, "Call an action instead; or MAY_WRITE in tests/house/test_style.py names the folder and a reason:")


def test_no_consequences_hide_in_signals():
    found = [
        short(path) for path in sources() if re.search(r"\b(post|pre)_(save|delete)\b|m2m_changed", path.read_text())
    ]
    complain(found, "Record an event and react to it; signals can't be found by the event's name:")


def test_time_has_one_source():
    found = []
    for path in sources():
        if short(path) == "whiteglove/ground/lib/clock.py":
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"timezone\.now\(|datetime\.now\(|datetime\.utcnow\(|date\.today\(", line):
                found.append(f"{short(path)}:{number} {line.strip()}")
    complain(found, "Take the time as a parameter, or ask whiteglove.ground.lib.clock.now():")


def test_colours_come_from_the_tokens():
    found = []
    for path in files(".css"):
        if path.name == "tokens.css":
            continue
        text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), path.read_text())
        for number, line in enumerate(text.splitlines(), 1):
            if COLOUR.search(line) or NAMED_COLOUR.search(line):
                found.append(f"{short(path)}:{number} {line.strip()[:100]}")
    complain(found, "Colours live in ground/ui/static/ui/tokens.css alone; use one of its names:")


@pytest.mark.parametrize("pattern", [INLINE, SCRIPT], ids=["styles and handlers", "scripts"])
def test_nothing_inline_that_the_content_policy_refuses(pattern: re.Pattern):
    found = []
    for path in files(".html"):
        if str(path).endswith(tuple(OWN_POLICY)):
            continue
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if pattern.search(line) and "{% comment %}" not in line:
                found.append(f"{short(path)}:{number} {line.strip()[:100]}")
    complain(found, "Use a class, a data- attribute or a module in static/:")


def test_no_page_with_a_form_hides_where_it_comes_from():
    """With no-referrer browsers name the origin of a form as "null", which the check against forged forms refuses."""
    found = [
        short(path)
        for path in files(".html")
        if (text := path.read_text()).count("no-referrer") and re.search(r'<form[^>]*method="post"', text)
    ]
    complain(found, 'Say content="same-origin", which other sites learn no more from:')


def test_every_room_explains_itself():
    found = []
    for room in rooms():
        readme = room / "README.md"
        lines = readme.read_text().count("\n") if readme.exists() else 0
        if not lines:
            found.append(
                f"{short(room)}/README.md is missing: its nouns, verbs, events and doors in {README_LIMIT} lines"
            )
        elif lines > README_LIMIT:
            found.append(f"{short(readme)} has {lines} lines; {README_LIMIT} are enough")
    complain(found, "A room's README is its door plate:")


def test_every_room_has_tests():
    bare = [short(room) for room in rooms() if not list((room / "tests").glob("test_*.py"))]
    complain(bare, "Write tests beside the room, in tests/test_<verb>.py:")


def test_public_functions_are_typed():
    """Actions and pure rules are what other rooms call: they say what they take and give."""
    untyped = Counter()
    for path in sources():
        if "actions" not in path.parts and path.stem not in {"policy", "actions"}:
            continue
        for node in parsed(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                args = [*node.args.args, *node.args.kwonlyargs]
                if node.returns is None or any(arg.annotation is None for arg in args):
                    untyped[f"{short(path)}:{node.lineno} {node.name}"] += 1
    complain(sorted(untyped), "Annotate what these take and return:")


def test_actions_are_called_by_name():
    """`solve(ticket=…, by=…, at=…)`: nobody has to count arguments, and every change has a who and a when."""
    found = []
    for path in sources():
        if ("actions" not in path.parts and path.stem != "actions") or room_of(path) in {"events", "packs"}:
            continue
        for node in parsed(path).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            names = {arg.arg for arg in node.args.kwonlyargs}
            if "by" in names and "at" not in names:
                found.append(f"{short(path)}:{node.lineno} {node.name} has a who (by) without a when (at)")
    complain(found, "An action takes by and at, keyword-only:")
