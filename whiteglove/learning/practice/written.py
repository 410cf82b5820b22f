"""A scenario as its author wrote it, in rows for those who write the next one. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

Row = tuple[str, str]


def tables_of(one: Mapping[str, Any]) -> list[tuple[str, list[Row]]]:
    """[(what it is, [(about, what is needed or said)])]; parts that it hasn't got are empty."""
    return [
        ("What they tell when asked", [(each["about"], _asked(each)) for each in one.get("facts", ())]),
        ("What they can't tell", [(each["about"], _asked(each)) for each in one.get("unknown", ())]),
        ("What they need to hear", [(each["about"], _answer(each)) for each in one.get("answers", ())]),
        ("What is due at the desk", [(each["about"], _after(each, _deed(each))) for each in one.get("deeds", ())]),
        ("What does harm", [(each["why"], _deed(each)) for each in one.get("traps", ())]),
        ("What they want", [(each["about"], _need(each)) for each in one["needs"]]),
        ("Handing it on", _escalation(one.get("escalation", {}))),
        ("What changes with each run", [(name, " / ".join(values)) for name, values in one.get("varies", {}).items()]),
    ]  # fmt: skip


def _answer(each: Mapping[str, Any]) -> str:
    return _after(each, _groups(each["words"]))


def _asked(each: Mapping[str, Any]) -> str:
    openly = "an open question is enough, or: " if each.get("openly") else ""
    return f"{openly}{_any(each['asked'])}. They say: “{each['says'][0]}”"


def _any(words: Iterable[str]) -> str:
    return ", ".join(words)


def _groups(groups: Iterable[Iterable[str]]) -> str:
    return "; and ".join(_any(one) for one in groups)


def _deed(each: Mapping[str, Any]) -> str:
    done = " ".join(filter(None, (each.get("do", "").replace("_", " "), each.get("value", ""))))
    words = _groups(each["words"]) if each.get("words") else ""
    return ": ".join(filter(None, (done, words)))


def _after(each: Mapping[str, Any], what: str) -> str:
    return f"{what} (after {_any(each['after'])})" if each.get("after") else what


def _need(each: Mapping[str, Any]) -> str:
    held = f"a no held {each['refuse']} times" if each.get("refuse") else ""
    opens = {"asked": "only when asked whether there is more"}.get(each.get("opens", ""), each.get("opens", ""))
    settled = " and ".join(filter(None, (_any(each.get("by", ())), held))) or "handing it on"
    return f"settled by {settled}" + (f"; opens: {opens}" if opens and opens != "start" else "")


def _escalation(one: Mapping[str, Any]) -> list[Row]:
    if not one:
        return []
    words = _groups(one["words"]) if one.get("words") else ""
    return [(one.get("about", "") or one["when"], _after(one, ": ".join(filter(None, (one["when"], words)))))]
