"""A test of QTI as the YAML of a quiz, for whoever keeps the pack."""

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from .scoring import number


def plan_of(path: str, test: Element, names: Mapping[str, str]) -> str:
    """`names`: {path of an item: its identifier}. What a test has no word for stands as a first guess."""
    import yaml  # late: few pages need it

    draws = [draw for section in test.iter("qti-assessment-section") if (draw := _draw(section, dirname(path), names))]
    if not draws:
        return ""
    name = " ".join(test.get("title", "").split())[:80] or "A quiz"
    id = re.sub(r"[^a-z0-9]+", "-", test.get("identifier", "").lower()).strip("-") or "quiz"
    made = {"id": id if id[0].isalpha() else f"quiz-{id}", "name": name, "about": name, "draw": draws, "pass": 80}
    limit = number(next((one.get("max-time", "") for one in test.iter("qti-time-limits")), "")) or 0
    if limit >= 1:
        made["time"] = f"{int(limit)} s"
    made["shuffle"] = any(one.get("shuffle") == "true" for one in test.iter("qti-ordering"))
    return yaml.safe_dump(made, sort_keys=False, allow_unicode=True, width=110)


def _draw(section: Element, folder: str, names: Mapping[str, str]) -> dict | None:
    """The items right in this section, and how many of them are selected."""
    found = [
        names.get(normpath(join(folder, one.get("href", "")))) for one in section.findall("qti-assessment-item-ref")
    ]
    ids = [re.sub(r"[^a-z0-9._-]", "-", one.lower()) for one in found if one]
    if not ids:
        return None
    select = section.find("qti-selection")
    count = int(select.get("select", "0")) if select is not None and select.get("select", "").isdigit() else 0
    return {"questions": ids} | ({"count": min(count, len(ids))} if count else {})
