"""The desk's own colour in the help centre and in a chat, as light or dark as its words need. Pure.

Only the hue and, within bounds, the strength of a given colour are kept: its lightness is that of the house's accent,
so that whatever somebody enters can be read on every ground, in both themes.
"""

import math
import re
from functools import lru_cache

HEX = re.compile(r"#?([0-9a-fA-F]{6})")
STRONGEST = 0.11
# The steps of the accent in ui/tokens.css: name, (lightness in light, in dark), share of the strength.
STEPS = (
    ("accent", (42, 76), 1.0), ("accent-fill", (42, 72), 1.0), ("accent-fill-hover", (36, 78), 0.95),
    ("on-accent", (99, 18), 0.05), ("accent-tint", (95, 30), 0.35),
)  # fmt: skip


@lru_cache(maxsize=16)
def sheet(colour: str) -> str:
    """A style sheet for `#1a5fb4`; empty for nothing, or what isn't a colour."""
    found = HEX.fullmatch(colour.strip())
    if not found:
        return ""
    chroma, hue = strength_and_hue(found[1])
    chroma = min(chroma, STRONGEST)
    lines = (f"--{name}: light-dark({shade(light, chroma * share, hue)}, {shade(dark, chroma * share, hue)});"
             for name, (light, dark), share in STEPS)  # fmt: skip
    return ":root { " + " ".join(lines) + " }\n"


def shade(lightness: int, chroma: float, hue: float) -> str:
    return f"oklch({lightness}% {chroma:.3f} {hue:.0f})"


def strength_and_hue(digits: str) -> tuple[float, float]:
    """Chroma and hue in OKLCH (Björn Ottosson's matrices) of six hexadecimal digits."""
    red, green, blue = (linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
