"""Small parts: what they say and that nothing slips through them unescaped."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from whiteglove.ground.ui.templatetags.ui import avatar, icon, initials, key, meter

STATIC = Path(__file__).parent.parent / "static" / "ui"
FIRST_LOAD = 150_000


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Cleo Amara", "CA"),
        ("Lee", "LE"),
        ("", "?"),
        ("cleo@customer.example", "CC"),
        ("Ada van der Osei", "AO"),
        ("李雷", "李雷"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_an_avatar_takes_its_ground_from_the_id_and_escapes_the_name():
    assert "who-3" in avatar("Cleo Amara", 11)
    assert "<b" not in avatar("<b >x", 1)


@pytest.mark.parametrize(("percent", "shown"), [(-5, "0"), (41.6, "42"), (250, "100")])
def test_a_meter_stays_between_empty_and_full(percent, shown):
    assert f'aria-valuenow="{shown}"' in meter(percent, label="Next reply")


def test_every_key_is_shown_as_it_is_pressed():
    assert ">E<" in key("e")
    assert ">G Q<" in key("g q")


def test_a_drawing_is_hidden_from_those_who_hear_the_page():
    assert 'aria-hidden="true"' in icon("inbox")


def test_every_behaviour_is_small():
    long = {path.name: count for path in STATIC.glob("*.js") if (count := path.read_text().count("\n")) > 100}
    assert long == {}


def test_the_first_load_is_light():
    """Everything the base page asks for, compressed."""
    paths = [*STATIC.glob("*.css"), *STATIC.glob("*.js"), *STATIC.glob("*.svg")]
    paths.append(Path(finders.find("django_htmx/htmx-2.min.js")))
    assert sum(len(gzip.compress(path.read_bytes())) for path in paths) < FIRST_LOAD
