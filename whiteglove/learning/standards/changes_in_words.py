"""What a revision changed, in the words of people who never saw a key. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from whiteglove.ground.packs.diff import ABSENT, Change

from .rows import TITLES

LONGEST = 600
# Where a change lies, by the beginning of its place: the heading it stands under.
HEADINGS = {
    ("standards", "targets"): "How soon",
    ("standards", "greetings"): "Words to begin with",
    ("standards", "acknowledgement"): "Confirming arrivals",
    ("standards", "process"): "Steps of a conversation",
    ("standards", "guide"): "Rows of the guide",
    ("standards", "values"): "Values",
    ("standards", "kinds"): "What a ticket is about",
    ("standards", "escalation"): "When somebody else should take part",
    ("standards", "calendar"): "Opening hours, where there were none",
    ("standards", "conduct"): "What shows a value",
    ("behaviours",): "What the reader finds, and what the coach says",
    ("playbooks",): "Playbooks",
    ("closing", "self_check"): "Before a ticket is solved",
    ("closing", "follow_up"): "Asking again after solving",
    ("closing", "updates"): "Updates on complex matters",
    ("macros",): "Macros",
    ("surveys",): "Surveys",
    ("scorecards",): "Scorecards",
    ("goals",): "Goals",
    ("coaching",): "Coaching",
    ("scenarios", "voices"): "How simulated customers speak",
    ("scenarios", "expect"): "Plays that scenarios must keep",
    ("scenarios",): "Simulated customers",
    ("about",): "About the pack",
}
FILES = {"surveys", "scorecards", "coaching", "goals", "closing"}  # parts whose files aren't things with an id
LABELS = {
    "within": "time", "aim": "time aimed at", "share": "share", "warn": "warning after this part of the time",
    "check_in": "a word on hold each", "counts": "counted", "pauses": "pauses", "says": "what it says",
    "name": "name", "do": "what to do", "why": "why", "ticks": "what ticks it", "we": "ticked by our words",
    "they": "ticked by their words", "events": "events that show it", "reader": "words that show it",
    "words": "words", "text": "words", "subject": "subject", "patterns": "patterns it is found by",
    "instead": "kinder wording", "offered": "when it is offered", "since": "counted since",
    "owner": "who answers for it",
    "seen_by": "what observes it", "place": "where one meets it", "page": "page", "not_yet": "what isn't observed yet",
    "signs": "signs", "often": "words for often enough",
    "version": "version", "exemplars": "examples", "counterexamples": "counterexamples",
    "unless": "what speaks against it", "surely": "what leaves no doubt", "never": "what rules it out",
    "order": "place among others", "kinds": "kinds", "intents": "what they ask",
    "emotions": "how they sound", "shown_by": "shown by", "broken_by": "broken by", "article": "article",
    "macro": "macro", "id": "id", "about": "what it is", "more": "further openings", "steps": "steps", "ways": "ways",
    "where": "where its words lie", "mode": "how strict", "asks": "question", "hint": "hint", "unmet": "if unanswered",
    "against": "what speaks against it", "only_if": "asked only if", "spared": "why it is spared",
    "cause_words": "words for a cause", "after": "how long after", "on": "in use", "quiet_days": "days of rest",
    "letter": "letter", "all_well": "what leaves it solved", "said": "phrases", "question": "question", "low": "lowest",
    "high": "highest", "comment": "asked for words", "thanks": "thanks", "sorry": "answer to a bad one", "rest": "rest",
    "expires": "how long it can be answered", "bad_at": "a bad answer", "reopens_at": "opens the ticket again",
    "asked": "in use", "weight": "weight", "judge": "how it is judged", "limits": "what it holds the whole down to",
    "number": "number", "side": "side", "period": "period", "for": "for whom", "hours": "hours",
    "day": "day", "week": "week", "time": "time", "minutes": "length", "every": "how often", "team": "team",
}  # fmt: skip
# The same key says something else in some parts.
HERE = {("macros", "place"): "folder", ("playbooks", "words"): "words to start from"}
LANGUAGES = {"en": "English", "fr": "French", "de": "German", "es": "Spanish", "pt": "Portuguese", "ar": "Arabic"}
CHANNELS = {"email": "by email", "chat": "in chats", "phone": "by phone"}


@dataclass(frozen=True)
class Said:
    """`what` names the thing, `part` the part of it that changed; `old` or `new` is "" where it isn't there."""

    heading: str
    what: str
    part: str
    old: str
    new: str
    key: str

    @property
    def how(self) -> str:
        return "added" if not self.old else "taken out" if not self.new else "changed"


def said(found: Iterable[Change], old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Said]:
    """`old`, `new`: the contents that were compared."""
    return [_said(one, old, new) for one in found]


def grouped(found: Sequence[Said]) -> list[tuple[str, list[Said]]]:
    """Under their headings, in the order of these."""
    order = list(dict.fromkeys((*HEADINGS.values(), *(one.heading for one in found))))
    groups = [(heading, [one for one in found if one.heading == heading]) for heading in order]
    return [(heading, ones) for heading, ones in groups if ones]


def _said(one: Change, old: Mapping[str, Any], new: Mapping[str, Any]) -> Said:
    heading = next((HEADINGS[one.path[:n]] for n in (2, 1) if one.path[:n] in HEADINGS), one.path[0])
    side = new if one.old is ABSENT else old
    names, words = _names(one.path, {"about": side["about"], **side["parts"]})
    values = ("" if value is ABSENT else told(one.told(value), one.path[-1]) for value in (one.old, one.new))
    return Said(heading, ", ".join(names) or heading, ", ".join(words), *values, one.key)


def _names(path: Sequence[str], content: Any) -> tuple[list[str], list[str]]:
    """What the places on the way are called, and which part of the last of them it is."""
    names: list[str] = []
    words: list[str] = []
    here: Any = content
    for name in path:
        here = _inside(here, name)
        if isinstance(here, dict) and "name" in here and "id" in here:
            names.append(f"{here['name']}{_number(here)}")
            words = []
        elif isinstance(here, dict) and "metric" in here:
            names, words = [_target(here) if "channel" in here else here.get("says") or name], []
        elif len(path) > 2 and path[0] in FILES and here is content[path[0]].get(path[1]):
            names, words = [_file(here, name)], []
        elif name in CHANNELS:
            words.append(CHANNELS[name])
        elif name in LANGUAGES:
            words.append(f"in {LANGUAGES[name]}")
        elif name in LABELS:
            words.append(HERE.get((path[0], name), LABELS[name]))
        elif name == path[-1]:
            words.append(name.replace("_", " "))
    # The thing itself is named; the phases and activities around it aren't needed.
    return names[-2:] if path[0] == "playbooks" else names[-1:], words


def _file(here: Any, name: str) -> str:
    """What a file of a part is called: as it calls itself, else as it is called."""
    named = here.get("name") if isinstance(here, dict) else ""
    return named or name.replace("_", " ").replace("-", " ").capitalize()


def _inside(here: Any, name: str) -> Any:
    if isinstance(here, list):
        return next((one for one in here if isinstance(one, dict) and str(one.get("id")) == name), None)
    return here.get(name) if isinstance(here, dict) else None


def _number(one: Mapping[str, Any]) -> str:
    number = one.get("g") or one.get("p")
    return f" ({number})" if number else ""


def _target(one: Mapping[str, Any]) -> str:
    title = TITLES.get(one["metric"], one["metric"])
    return f"{title} {CHANNELS[one['channel']]}{', complex' if one.get('complex') else ''}{_number(one)}"


def told(value: Any, field: str) -> str:
    """A value in a line or two."""
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, list):
        text = ", ".join(told(one, "") for one in value) or "none"
    elif isinstance(value, dict):
        text = value.get("name") or value.get("says") or ", ".join(f"{k}: {told(one, '')}" for k, one in value.items())
    elif field == "share":
        text = f"{value:g} %"
    else:
        text = str(value)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
