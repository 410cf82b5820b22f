"""The rules a statement must keep (xAPI 1.0.3, part 2), as far as ours can break them. Pure."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
DURATION = re.compile(r"P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
TOP = {
    "id",
    "actor",
    "verb",
    "object",
    "result",
    "context",
    "timestamp",
    "stored",
    "authority",
    "version",
    "attachments",
}
RESULT = {"score", "success", "completion", "response", "duration", "extensions"}


def broken(statement: dict[str, Any]) -> list[str]:
    """What is wrong with it, each in a sentence; an empty list for one that any store must take."""
    return list(_broken(statement))


def _broken(statement: dict[str, Any]) -> Iterator[str]:
    if unknown := set(statement) - TOP:
        yield f"it holds {', '.join(sorted(unknown))}"
    for name in ("actor", "verb", "object"):
        if not isinstance(statement.get(name), dict):
            yield f"it has no {name}"
            return
    if None in _values(statement):
        yield "something in it is null"
    try:
        UUID(statement["id"])
        if datetime.fromisoformat(statement["timestamp"]).tzinfo is None:
            yield "its time has no zone"
    except (KeyError, ValueError):
        yield "its id or its time can't be read"
    if not str(statement.get("version", "1.0.3")).startswith("1.0."):
        yield "its version isn't 1.0.x"
    yield from _actor(statement["actor"])
    yield from _named(statement["verb"], "verb", "display")
    yield from _named(statement["object"], "object", "")
    yield from _languages(statement["object"].get("definition", {}).get("name", {}))
    yield from _result(statement.get("result", {}))


def _values(part: Any) -> Iterator[Any]:
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    for one in inner:
        yield one
        yield from _values(one)


def _actor(actor: dict[str, Any]) -> Iterator[str]:
    ways = [name for name in ("mbox", "mbox_sha1sum", "openid", "account") if name in actor]
    if len(ways) != 1:
        yield "its actor must be named in exactly one way"
    account = actor.get("account")
    if account is not None and (not IRI.fullmatch(account.get("homePage", "")) or not account.get("name")):
        yield "its actor's account needs a home page and a name"


def _named(part: dict[str, Any], what: str, display: str) -> Iterator[str]:
    if not IRI.fullmatch(str(part.get("id", ""))):
        yield f"its {what} isn't named by a whole address"
    if display:
        yield from _languages(part.get(display, {}))


def _languages(words: dict[str, Any]) -> Iterator[str]:
    if not all(LANGUAGE.fullmatch(tag) and isinstance(text, str) for tag, text in words.items()):
        yield "its words aren't by language"


def _result(result: dict[str, Any]) -> Iterator[str]:
    if unknown := set(result) - RESULT:
        yield f"its result holds {', '.join(sorted(unknown))}"
    scaled = result.get("score", {}).get("scaled", 0)
    if isinstance(scaled, bool) or not isinstance(scaled, int | float) or not -1 <= scaled <= 1:
        yield "its score isn't between -1 and 1"
    if "duration" in result and not DURATION.fullmatch(result["duration"]):
        yield "its duration isn't written as ISO 8601 does"
    if not all(isinstance(result.get(name, True), bool) for name in ("success", "completion")):
        yield "success and completion are true or false"
