"""A self-check as pages show it: worked out before a template asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .checking import OPEN, Answer
from .models import SelfCheck, Verdict

ICONS = {Verdict.SEEN: "check", Verdict.YES: "check", Verdict.SPARED: "pause", Verdict.NOT_NEEDED: "pause"}
SAID = {Verdict.YES: "Yes, by hand", Verdict.NOT_NEEDED: "Not needed, by hand", Verdict.OPEN: "Left open"}


@dataclass(frozen=True)
class Row:
    """One question. `shown`: [{"says"} or {"quote", "message"}]; `key`: whether single keys answer this one."""

    id: str
    name: str
    asks: str
    verdict: str
    shown: list[dict[str, Any]]
    against: list[dict[str, Any]]
    says: str = ""
    hint: str = ""
    key: bool = False
    demanded: bool = False

    @property
    def is_open(self) -> bool:
        return self.verdict == OPEN

    @property
    def icon(self) -> str:
        return ICONS.get(self.verdict, "help")

    @property
    def done(self) -> bool:
        return self.verdict in (Verdict.SEEN, Verdict.YES)


def rows_of(answers: Iterable[Answer], questions: Iterable[Mapping[str, Any]], block: bool) -> list[Row]:
    """As the dialog asks them: the first open one has the keys."""
    about, found, keys = {one["id"]: one for one in questions}, [], True
    for one in answers:
        told, is_open = about[one.question], one.verdict == OPEN
        shown = [{"says": one.why}] if one.why else [vars(each) for each in one.shown]
        found.append(Row(
            one.question, told["name"], told["asks"], one.verdict, shown, [vars(each) for each in one.against],
            SAID.get(one.verdict, ""), told.get("hint", ""), is_open and keys, block and one.unmet == "block",
        ))  # fmt: skip
        keys = keys and not is_open
    return found


def kept_rows(check: SelfCheck) -> list[Row]:
    """As they were kept, told by the revision they were asked by."""
    questions = check.revision.part("closing")["self_check"]["questions"]
    kept = {one.question: one for one in check.answers.all()}
    return [kept_row(told, kept[told["id"]]) for told in questions if told["id"] in kept]


def kept_row(told: Mapping[str, Any], kept: Any) -> Row:
    shown = [one for one in kept.shown if not one.get("against")]
    against = [one for one in kept.shown if one.get("against")]
    return Row(told["id"], told["name"], told["asks"], kept.verdict, shown, against, SAID.get(kept.verdict, ""))
