"""The badge of an achievement, drawn as SVG. Pure: the same words give the same picture."""

import textwrap
from html import escape

SIZE = 640
# A picture that leaves the house takes its colours along; these are the tokens' green, paper and gold.
GREEN, DEEP, PAPER, GOLD, INK = "#1f5a45", "#123a2c", "#fbfaf6", "#b8923a", "#20242c"
WIDE, MOST = 20, 4

FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 640" width="640" height="640" role="img" aria-label="{label}">
<title>{label}</title>
<circle cx="320" cy="320" r="312" fill="{deep}"/>
<circle cx="320" cy="320" r="300" fill="{green}"/>
<circle cx="320" cy="320" r="282" fill="none" stroke="{gold}" stroke-width="5" stroke-dasharray="2 13.6"
 stroke-linecap="round"/>
<circle cx="320" cy="320" r="262" fill="{paper}"/>
<g fill="none" stroke="{gold}" stroke-width="6" stroke-linecap="round" stroke-linejoin="round">{leaves}
<path d="M280 158l28 30 54-60" stroke="{green}" stroke-width="11"/></g>
{title}
<path d="M200 452h240" stroke="{gold}" stroke-width="2"/>
{issuer}
</svg>
"""


def badge(name: str, issuer: str) -> str:
    """The picture: the achievement's name in the middle, who gives it below."""
    lines = fitted(name, WIDE, MOST)
    # Each browser has a serif of its own, some wider than Typst's: room for those.
    size = min(54, 440 / (0.54 * max(map(len, lines))), 150 / len(lines))
    top = 336 - (len(lines) - 1) * size * 0.6
    title = "".join(text(line, top + row * size * 1.2, size, INK, 600) for row, line in enumerate(lines))
    below = fitted(issuer, 24, 2)
    given = "".join(text(line, 494 + row * 32, 25, GREEN, 400) for row, line in enumerate(below))
    return FRAME.format(label=escape(f"{name}, {issuer}"), deep=DEEP, green=GREEN, gold=GOLD, paper=PAPER,
                        leaves=leaves(), title=title, issuer=given)  # fmt: skip


def fitted(words: str, wide: int, most: int) -> list[str]:
    """At most `most` lines; what doesn't fit ends in three dots."""
    return textwrap.wrap(words, wide, max_lines=most, placeholder="…") or [""]


def text(line: str, y: float, size: float, colour: str, weight: int) -> str:
    return (
        f'<text x="320" y="{y:.0f}" text-anchor="middle" font-family="Libertinus Serif, Georgia, serif" '
        f'font-size="{size:.1f}" font-weight="{weight}" fill="{colour}">{escape(line)}</text>\n'
    )


def leaves() -> str:
    """Two sprigs at the sides of the tick."""
    left = "".join(f'<path d="M{238 - step * 20} {208 - step * 24}q-22 -2 -26 -24q22 2 26 24"/>' for step in range(3))
    right = "".join(f'<path d="M{402 + step * 20} {208 - step * 24}q22 -2 26 -24q-22 2 -26 24"/>' for step in range(3))
    return left + right
