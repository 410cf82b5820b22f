"""What the index holds of one version: its words with weights and stems, its text for snippets. Pure."""

import math
from collections import Counter
from dataclasses import dataclass, field

from whiteglove.ground.lib.words import fold
from whiteglove.service.knowledge.markdown import parsed
from whiteglove.service.knowledge.words import runs, stem

TITLE, SUMMARY, HEADING = 10.0, 4.0, 4.0


@dataclass
class Document:
    """`weights` {folded word: weight}; `stems` {folded word: stem}."""

    text: str
    weights: dict[str, float] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)


def document_of(title: str, summary: str, body: str, language: str) -> Document:
    """A word in the title outweighs any number in the body; the tenth time it stands there says little more."""
    page = parsed(body)
    document = Document(page.text)
    for text, weight in ((title, TITLE), (summary, SUMMARY), (page.headings_text, HEADING)):
        for word in dict.fromkeys(runs(text)):
            add(document, word, language, weight)
    words = Counter(runs(page.text))
    length = 1 + math.log1p(sum(words.values()) / 200)
    for word, times in words.items():
        add(document, word, language, (1 + math.log(times)) / length)
    return document


def add(document: Document, word: str, language: str, weight: float) -> None:
    folded = fold(word)
    document.weights[folded] = document.weights.get(folded, 0.0) + weight
    document.stems.setdefault(folded, stem(word, language))
