"""The standard arranged for pages: plain rows, in the order people read them."""

from collections.abc import Mapping
from typing import Any

from whiteglove.ground.packs.schema import spoken

from .schema import CHANNELS
from .standard import Standard

COUNTED = {"business-hours": "in opening hours", "working-days": "on opening days", "around-the-clock": "at all times"}
TITLES = {
    "first_acknowledgement": "Acknowledged",
    "first_reply": "First reply",
    "next_reply": "Next reply",
    "resolution": "Resolved",
    "periodic_update": "Regular update",
    "chat_connect": "Connected",
    "chat_reply": "Between messages",
    "chat_specialist": "With a specialist",
    "phone_answer": "Answered",
    "phone_hold": "On hold",
    "callback": "Called back",
    "first_contact_resolution": "Settled at first contact",
}


def target_rows(standard: Standard) -> list[dict[str, Any]]:
    """[{"channel": "email", "rows": [{"g", "title", "limit", "counted", "says"}]}]."""
    targets = standard.content["targets"]
    found = [{"channel": name, "rows": [_row(one) for one in targets if one["channel"] == name]} for name in CHANNELS]
    return [channel for channel in found if channel["rows"]]


def target_limits(content: Mapping[str, Any]) -> dict[str, str]:
    """{target: "First reply: 4 h, in opening hours"}."""
    rows = ((one["id"], _row(one)) for one in content["targets"])
    return {name: ", ".join(filter(None, (f"{row['title']}: {row['limit']}", row["counted"]))) for name, row in rows}


def _time(seconds: int) -> str:
    # Hours, not days: a promise of 24 h may well stretch over two dates.
    return spoken(seconds, ("h", "min", "s"))


def _row(target: dict[str, Any]) -> dict[str, Any]:
    title = TITLES.get(target["metric"], target["metric"].replace("_", " ").capitalize())
    if target.get("complex"):
        title = f"{title}, complex"
    shared = "share" in target
    limit = f"{target['share']:g} %" if shared else _time(target["within"])
    if "aim" in target:
        limit = f"{_time(target['aim'])} to {limit}"
    if "check_in" in target:
        limit = f"{limit}, a word each {_time(target['check_in'])}"
    counted = "" if shared else COUNTED[target.get("counts", "business-hours")]
    return {"g": target.get("g", ""), "title": title, "limit": limit, "counted": counted, "says": target["says"]}


def letters_of(standard: Standard) -> list[dict[str, Any]]:
    """Every text that goes out, with its languages: [{"title", "g", "texts": [(language, subject, text)]}]."""
    letters = [
        {"title": f"Acknowledgement by {channel}", "g": "G5" if channel == "email" else "",
         "texts": [(language, letter["subject"], letter["text"]) for language, letter in by_language.items()]}
        for channel, by_language in standard.content["acknowledgement"].items()
    ]  # fmt: skip
    greetings = [
        {"title": f"Greeting by {channel}", "g": greeting.get("g", ""),
         "texts": [(language, "", text) for language, text in greeting["text"].items()]}
        for channel, greeting in standard.content["greetings"].items()
    ]  # fmt: skip
    openings = [
        {"title": f"Opening by {channel}: {one['name'].lower()}", "g": "",
         "texts": [(language, "", text) for language, text in one["text"].items()]}
        for channel, greeting in standard.content["greetings"].items() for one in greeting.get("more", ())
    ]  # fmt: skip
    return letters + greetings + openings
