"""The words of a question as HTML that is safe to show, whatever file they came from."""

import html as entities
import re
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from whiteglove.ground.lib.html import clean
from whiteglove.service.knowledge.markdown import parsed, rendered

from .bank.question import Words

ALONE = re.compile(r"\s*<p>((?:(?!</?p>).)*)</p>\s*", re.S)


@lru_cache(maxsize=1024)
def html_of(said: Words) -> SafeString:
    """Markdown as articles have it; HTML as a stranger's mail; plain text with its lines."""
    if said.format == "markdown":
        return mark_safe(rendered(parsed(said.text)))
    if said.format == "plain":
        return mark_safe(f"<p>{_lines(entities.escape(said.text))}</p>")
    # What Moodle's own format does: lines stay lines, elements of HTML are kept.
    return mark_safe(clean(said.text if said.format == "html" else _lines(said.text)).html)


@lru_cache(maxsize=1024)
def line_of(said: Words) -> SafeString:
    """The same where it stands inside a line: a paragraph that is alone loses its element."""
    whole = html_of(said)
    alone = ALONE.fullmatch(whole)
    return mark_safe(alone[1]) if alone else whole


def _lines(text: str) -> str:
    return text.replace("\n", "<br>")
