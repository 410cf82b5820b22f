"""A small pack on disk, and a room that reads its recipes."""

from datetime import UTC, datetime

import pytest

from whiteglove.ground.packs import parts
from whiteglove.ground.packs.schema import Duration, ListOf, Mapping, Name, Record, Template, Text

RECIPES = Record(
    {
        "dishes": ListOf(
            Record({"id": Name(), "takes": Duration(), "course?": Text(among={"first", "main"})}), unique="id"
        ),
        "words?": Mapping(Text(), Template({"guest"}), needs={"en"}),
    }
)
ABOUT = 'id: kitchen\nname: Kitchen\nversion: "1.0"\nabout: What we cook.\n'
DISHES = "- id: soup\n  takes: 30 min\n  course: first\n- id: stew\n  takes: 3 h\n"


@pytest.fixture
def at():
    return datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def kitchen():
    """What the room was given to load, newest last."""
    known, loads = dict(parts._parts), []

    def load(content, revision, by_id, at):
        loads.append((content, revision))
        return [f"{len(content['dishes'])} dishes"]

    parts._parts.clear()
    parts.register_part("recipes", RECIPES, load)
    yield loads
    parts._parts.clear()
    parts._parts.update(known)


@pytest.fixture
def pack(tmp_path, kitchen):
    (tmp_path / "recipes").mkdir()
    (tmp_path / "pack.yaml").write_text(ABOUT)
    (tmp_path / "recipes" / "dishes.yaml").write_text(DISHES)
    return tmp_path
