"""A programme of one module with what `little` has not: a lab, mentoring, a simulation, a portfolio, a word alone."""

from typing import Any

from .little import CASE, PARTS, PROGRAMME

GATES: list[dict[str, Any]] = [
    {"id": "bb-1.case", "kind": "case", "name": "Read closely", "says": "Mark it.", "cases": ["parcel"], "attempts": 2,
     "appeal": 86400},
    {"id": "bb-1.lab", "kind": "lab", "name": "Leave a note", "says": "Serve them.", "labs": ["note"]},
    {"id": "bb-1.talk", "kind": "mentoring", "name": "Talk", "says": "Twice.", "meetings": 2},
    {"id": "bb-1.morning", "kind": "simulation", "name": "A morning", "says": "Serve all.", "within": 3600,
     "resolved": 50, "survey": 4, "documented": 50, "at_once": 1,
     "plays": [{"scenario": "lamp", "as": "chat"}, {"scenario": "lamp", "as": "email"}]},
    {"id": "bb-1.best", "kind": "portfolio", "name": "Portfolio", "says": "Your best.",
     "samples": {"case": 1, "lab": 1}, "signed": True},
    {"id": "bb-1.word", "kind": "sign_off", "name": "A word", "says": "Ask.", "signed": True},
]  # fmt: skip
LAB = {"id": "note", "name": "Leave a note", "about": "So that a colleague can go on.", "task": "Serve Inès.",
       "scenario": "lamp", "as": "chat",
       "reach": [{"id": "noted", "says": "A note names the lamp.", "fact": "note", "words": [["lamp"]]},
                 {"id": "answered", "says": "She was answered.", "fact": "reply", "least": 1}]}  # fmt: skip
MODULE = {"id": "BB-1", "name": "All of it", "about": "Everything.", "hours": 1, "lessons": [], "gates": GATES}
BUSY = PROGRAMME | {"id": "busy", "name": "A busy service", "modules": ["BB-1"], "outcomes": [], "prerequisites": []}
CONTENT = {"about": {"name": "Busy"}, "parts": PARTS | {
    "programmes": {"modules": {"bb-1": MODULE}, "busy": BUSY}, "cases": {"parcel": CASE}, "labs": {"note": LAB},
}}  # fmt: skip
