"""A small programme: two modules in turn, a gate of most kinds."""

from datetime import UTC, datetime
from typing import Any

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MODULES = {
    "aa-1": {
        "id": "AA-1", "name": "Hearing", "about": "To listen.", "hours": 2, "lessons": ["first"],
        "gates": [
            {"id": "aa-1.case", "kind": "case", "name": "Read closely", "says": "Mark it.", "cases": ["parcel"],
             "attempts": 2, "wait": 3600, "appeal": 86400},
            {"id": "aa-1.test", "kind": "quiz", "name": "A test", "says": "Answer it.", "quizzes": ["ethics"],
             "after_lessons": True},
        ],
    },
    "aa-2": {
        "id": "AA-2", "name": "Serving", "about": "To serve.", "hours": 3, "lessons": [],
        "gates": [
            {"id": "aa-2.play", "kind": "practice", "name": "A lamp", "says": "Serve them.", "signed": True,
             "plays": [{"scenario": "lamp", "as": "chat"}, {"scenario": "lamp", "as": "email"}], "need": 1},
            {"id": "aa-2.day", "kind": "workshop", "name": "A day", "says": "Be there.", "workshops": ["calm"]},
        ],
    },
}  # fmt: skip
PROGRAMME: dict[str, Any] = {
    "id": "little", "name": "A little service", "pathway": "Business", "level": "Foundation", "cycle": 1, "year": 2026,
    "vision": "To be good to meet.", "focus": "Listening.", "audience": ["Anybody"], "in_turn": True,
    "modules": ["AA-1", "AA-2"],
    "outcomes": [{"id": "hear", "says": "Hear people.", "shown_by": ["aa-1.case", "aa-2.play"]}],
    "values": [{"id": "empathy", "name": "Empathy", "says": "Feel with them.", "behaviours": ["empathy"]}],
    "prerequisites": [{"id": "hours", "name": "Time", "asks": "I have the time.",
                       "met_by": {"test": "ethics", "at_least": 80}},
                      {"id": "deed", "name": "A deed", "asks": "Tell of one.", "words": True}],
    "method": [{"id": "play", "name": "Role-play", "says": "On the desk."}], "roles": ["Agent"],
    "prepares_for": [{"name": "Agent", "by": "HDI", "says": "Much of it."}],
    "certificate": {"achievement": "little", "name": "A little certificate"},
}  # fmt: skip
LESSON = {
    "title": "What listening is", "about": "To hear.", "minutes": 5, "sources": ["Somebody, somewhere, 1957."],
    "text": "It is <b>this</b>.\n\n## One\n\nWords.\n\n::question q\n\n## Two\n\nMore.\n",
    "questions": [{"id": "q", "asks": "What first?", "options": [
        {"says": "The jars.", "because": "They can wait."},
        {"says": "The guests.", "right": True, "because": "They come."},
    ]}],
}  # fmt: skip
CASE = {
    "id": "parcel", "name": "The parcel", "about": "Look.", "sort": "good", "channel": "email",
    "choose": ["empathy", "timeline"],
    "messages": [
        {"by": "customer", "says": [{"text": "It isn't mine."}]},
        {"by": "us", "says": [{"text": "What a shock.", "shows": ["empathy"]},
                              {"text": "On Friday.", "shows": ["timeline"]}]},
    ],
}  # fmt: skip
PARTS = {
    "programmes": {"modules": MODULES, "little": PROGRAMME}, "lessons": {"aa-1": {"first": LESSON}},
    "cases": {"parcel": CASE}, "labs": {},
    "workshops": {"calm": {"id": "calm", "name": "Calm", "about": "Together.", "minutes": 60, "agenda": ["Talk"]}},
    "achievements": {"little": {"name": "A little certificate", "kind": "Certificate", "about": "Serves.",
                                "criteria": "All gates.", "tags": []}},
}  # fmt: skip
CONTENT = {"about": {"name": "Little"}, "parts": PARTS}
CONFIRMED = {"hours": "", "deed": "I once told a friend the truth, though it was awkward for us both."}
STATEMENT = "I would like to learn how to help people who are upset."
RIGHT = ["1.0.empathy", "1.1.timeline"]
WRONG = ["1.0.timeline"]
