"""How long the sentences of our answers are: what has to be read twice isn't clear. Pure."""

from collections.abc import Mapping
from typing import Any

from .judgement import Case, Judgement, judged, nothing, quote_of
from .transcript import AGENT

WORDS = 35
BAD = 0.3  # so large a share of long sentences, and nothing is left of the points


def sentences(case: Case, about: Mapping[str, Any]) -> Judgement:
    """Few of them have more than so many words; `pardons` of those that have count for nothing."""
    most = about.get("words", WORDS)
    told = [(len(words.split()), line, place) for line in case.talk.of(AGENT) for place, words in line.sentences]
    if not told:
        return nothing("There was no answer to judge.")
    long = sorted((one for one in told if one[0] > most), key=lambda one: -one[0])
    counted = max(0, len(long) - about.get("pardons", 0))
    says = f"{len(long)} of {len(told)} sentences had over {most} words."
    if not counted:
        return judged(1, says if long else f"No sentence had more than {most} words.")
    share = max(0.0, 1 - counted / len(told) / BAD)
    quotes = [quote_of(line, place) for _, line, place in long]
    return judged(share, says, quotes)
