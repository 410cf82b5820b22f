"""Every text colour can be read on every ground it stands on, in both themes: WCAG's 4.5:1."""

import math
import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parent.parent / "static" / "ui" / "tokens.css").read_text()
OKLCH = re.compile(r"oklch\((?P<l>[\d.]+)% (?P<c>[\d.]+) (?P<h>[\d.]+)")
PAIR = re.compile(r"--([\w-]+):\s*(light-dark\((oklch\([^)]*\)), (oklch\([^)]*\))\)|(oklch\([^)]*\)));")


def tokens() -> dict[str, tuple[str, str]]:
    """{name: (light, dark)}"""
    return {found[1]: (found[3] or found[5], found[4] or found[5]) for found in PAIR.finditer(TOKENS)}


def luminance(colour: str) -> float:
    """Relative luminance by way of linear sRGB (Björn Ottosson's matrices)."""
    found = OKLCH.match(colour)
    light, chroma, hue = float(found["l"]) / 100, float(found["c"]), math.radians(float(found["h"]))
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("canvas", "raised", "surface", "overlay", "sunk", "hover", "note")
TEXTS = ("ink", "ink-2", "ink-3", "accent", "positive", "warning", "negative", "practice")
ON = [
    ("on-accent", "accent-fill"), ("on-accent", "accent-fill-hover"), ("on-negative", "negative-fill"),
    ("on-practice", "practice-fill"), ("on-rail", "rail"), ("on-rail-strong", "rail-hover"),
    ("positive", "positive-tint"), ("warning", "warning-tint"), ("negative", "negative-tint"),
    ("accent", "accent-tint"), ("practice", "practice-tint"), ("ink", "mark"), ("canvas", "ink"),
    *[("on-who", f"who-{n}") for n in range(8)],
]  # fmt: skip


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"), [*[(text, ground) for text in TEXTS for ground in GROUNDS], *ON], ids=lambda name: name
)
def test_text_stands_out_from_its_ground(text, ground, theme):
    known = tokens()
    assert contrast(known[text][theme], known[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["canvas", "raised", "surface", "overlay"])
def test_fields_and_the_focus_ring_are_seen_without_reading(ground, theme):
    known = tokens()
    for mark in ("field-edge", "accent"):
        assert contrast(known[mark][theme], known[ground][theme]) >= 3
