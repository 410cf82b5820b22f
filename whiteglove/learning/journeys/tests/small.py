"""A small journey: two levels with a duty of most kinds."""

from datetime import UTC, datetime
from typing import Any

from whiteglove.ground.packs.models import Loading, Revision

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
GUIDE = {"name": "guide", "asks": "What do you do otherwise?"}
ACTIVITIES = {"name": "activities", "asks": "What was it?"}
SMALL: dict[str, Any] = {
    "name": "A small journey", "says": "From here to there.", "goes_on": 12,
    "roles": [{"id": "leading", "name": "Leading a team", "asks": "Which team?"}],
    "levels": [
        {
            "number": 1, "name": "Beginner", "inscription": "Service Beginner", "says": "The ground.",
            "admission": {"id": "one.admission", "j": "J1", "name": "Accepted", "requires": {"decision": "level-1"}},
            "duties": [
                {"id": "one.guide", "j": "J2", "name": "The guide", "requires": {"evidence": "guide"},
                 "hand_in": GUIDE},
                {"id": "one.test", "j": "J3", "name": "A test",
                 "requires": {"test": "ethics", "at_least": 80, "ever": False}},
            ],
            "badge": {"id": "one.badge", "j": "J4", "name": "Badge of level 1", "achievement": "level-1"},
        },
        {
            "number": 2, "name": "Leader", "inscription": "Service Leader", "says": "The rest.",
            "admission": {"id": "two.admission", "j": "J5", "name": "Time, and accepted", "requires": {"all": [
                {"credential": "level-1"}, {"tenure": "leading", "at_least": 24}, {"decision": "level-2"}]}},
            "duties": [
                {"id": "two.activities", "j": "J6", "name": "Two activities a year", "hand_in": ACTIVITIES,
                 "requires": {"counted": "activities", "at_least": 2, "each": "year", "grace": 2}},
            ],
            "badge": {"id": "two.badge", "j": "J7", "name": "Badge of level 2", "achievement": "level-2"},
        },
    ],
}  # fmt: skip
BADGE = {"kind": "Badge", "about": "Serves.", "criteria": "All of it."}
ACHIEVEMENTS = {
    "level-1": BADGE | {"name": "Beginner"},
    "level-2": BADGE | {"name": "Leader", "valid_for": 430 * 86400},
}


def load_small(hash: str = "5a" * 32, **parts: Any) -> Revision:
    """In force from now on; further parts beside the journey."""
    content = {"about": {"name": "Small"}, "parts": {"journeys": {"small": SMALL}, **parts}}
    number = Revision.objects.count() + 1
    made = Revision.objects.create(pack="small", version="1", hash=hash, number=number, content=content, made_at=NINE)
    Loading.objects.create(revision=made, at=NINE)
    return made
