"""What the desk is told when the bot hands over: why, and what it tried. Pure."""

from collections.abc import Iterable

WHY = {
    "asked": "the customer asked for a person",
    "missed": "it had no answer that helped",
    "flow_says": "its flow says so",
    "flow": "its flow led nowhere",
    "self_harm": "the customer may be in danger",
    "legal": "the customer speaks of legal steps",
    "manager": "the customer asks for a manager",
    "anger": "the customer is angry",
    "vulnerable": "the customer needs care",
    "files": "the customer sent a file",
    "long": "it went on for too long",
    "late": "no answer came in time",
    "failed": "it failed",
    "off": "it was switched off",
    "elsewhere": "the customer wrote outside of the chat",
}
VERDICTS = {True: "helped", False: "didn't help", None: "no word"}


def why(code: str, reason: str = "") -> str:
    return reason or WHY.get(code, code)


def tried(shown: Iterable[tuple[str, bool | None]]) -> str:
    """`shown`: (title, what the customer said of it)."""
    articles = [f"“{title}” ({VERDICTS[helped]})" for title, helped in shown]
    return f"It showed {', '.join(articles)}" if articles else ""
