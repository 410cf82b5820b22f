"""Shorten what was found to the sentences a question is about, by asking the language model that is set up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser

from whiteglove.ground.lib import clock
from whiteglove.service.answers.finding import Found
from whiteglove.service.knowledge.models import Article

from . import endpoint, picking
from .asking import under_way
from .endpoint import SECONDS, STRAYED, Endpoint, Failed
from .masking import masked

SHORTENED, WHOLE, NONE = "shortened", "whole", "none"


@dataclass(frozen=True)
class Shorten:
    """For one visitor. `until`: how long they may wait; None: as long as it takes, in a try. `known`: their names.

    `ahead` asks and takes no answer yet: that is done while the bot waits whether they go on writing.
    """

    language: str
    until: datetime | None = None
    known: tuple[str, ...] = ()
    ahead: bool = False

    def __call__(self, found: Found | None, words: str) -> Found | None:
        """The same, shorter; or the same, with why it isn't."""
        to = endpoint.in_force()
        if to is None or found is None or not found.parts or not is_public(found.article):
            return found
        pieces = picking.pieces_of([one.text for one in found.parts])
        if not picking.worth_asking(pieces, found.language):
            return found
        asked = picking.numbered(pieces, masked(words, self.language, self.known))
        if self.ahead:
            under_way.begin(to, asked)
            return found
        try:
            return shorter(found, pieces, under_way.take(to, asked, self.seconds()))
        except Failed as failed:
            return replace(found, shortening=failed.code)

    def seconds(self) -> float:
        return SECONDS if self.until is None else (self.until - clock.now()).total_seconds()


def is_public(article: Any) -> bool:
    """What not everybody may read leaves for nobody."""
    return Article.objects.readable_by(AnonymousUser()).filter(pk=article.pk).exists()


def shorter(found: Found, pieces: list[picking.Piece], said: str) -> Found:
    """By the numbers a model said. Raises Failed where it said anything else."""
    places = picking.named(said, pieces)
    if places is None:
        raise Failed(STRAYED, f"It said “{said[:200]}” instead of numbers of sentences.")
    if not places:
        return replace(found, shortening=NONE)
    kept = picking.kept(places, pieces, found.language)
    part = found.parts[pieces[kept[0]].part]
    if part == found.parts[0] and kept == [at for at, one in enumerate(pieces) if one.part == 0]:
        return replace(found, shortening=WHOLE)
    return replace(
        found, quote=picking.put_together(kept, pieces), heading=part.heading, url=part.url, shortening=SHORTENED
    )


def tried(passages: Iterable[str], question: str, to: Endpoint) -> tuple[str, str]:
    """(what it would quote, what the model said) of made-up words, for whoever sets it up. Raises Failed."""
    pieces = picking.pieces_of(list(passages))
    said = endpoint.ask(to, picking.TASK, picking.numbered(pieces, question))
    places = picking.named(said, pieces)
    if not places:
        raise Failed(STRAYED, f"It said “{said[:200]}” instead of numbers of sentences.")
    return picking.put_together(picking.kept(places, pieces, "en"), pieces), said
