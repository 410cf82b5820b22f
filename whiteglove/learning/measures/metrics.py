"""Every metric, defined once: which facts count, how the number is made of them, when, and for whom. Pure.

Pages, charts, tables, exports, the API and docs/metrics.md read these rows; nothing else says what a number means.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Shape(Enum):
    SHARE = "share"  # of `among`, those with `part`, in percent
    MEAN = "mean"  # of `value`
    COUNT = "count"  # how many
    LEVEL = "level"  # how many stretches last at the end of the period
    BALANCE = "balance"  # `part` less `lost`, of `among`, from -100 to 100
    KEPT = "kept"  # of the stretches that lasted when the period began, those that hadn't ended when it ended


PERSON, TEAM, HOUSE = "person", "team", "house"
ALL = frozenset({PERSON, TEAM, HOUSE})
TOGETHER = frozenset({TEAM, HOUSE})
RESPONSES = ("first_reply", "next_reply", "chat_connect", "chat_reply", "phone_answer")
CLOCKS = (
    *RESPONSES, "first_acknowledgement", "resolution", "periodic_update", "chat_specialist", "phone_hold",
    "phone_check_in", "callback",
)  # fmt: skip
GROUPS = {
    "voice": "What customers say", "speed": "How soon", "solving": "How well it is solved", "word": "Keeping our word",
    "chat": "Chats", "volume": "How much", "review": "How well it is done",
}  # fmt: skip


@dataclass(frozen=True)
class Metric:
    """`sorts` of facts that count; `among` them those with this column set ("": all); `part`: the column that makes the
    share. `unit` is how the number is said: percent, time, count, points, stars. `credit`: for whom a fact counts."""

    key: str
    name: str
    group: str
    shape: Shape
    sorts: tuple[str, ...]
    says: str
    when: str
    credit: str
    unit: str = "percent"
    among: str = ""
    part: str = ""
    better: str = ""
    left_out: str = ""
    final: str = ""  # what has to pass until nothing of it can change
    scopes: frozenset[str] = ALL
    in_hours: bool = False  # whether it is known in opening hours too
    plain: bool = True  # whether channel and kind say something about it
    grain: int = 1
    scale: int = 1
    private: bool = False  # scores: opened without names by whoever isn't meant

    @property
    def is_time(self) -> bool:
        return self.unit == "time"


_VOICE = {
    "group": "voice", "when": "on the day it was answered", "credit": "whoever had the ticket when it was solved",
    "better": "more", "private": True,
}  # fmt: skip
_ALL = [
    Metric(
        "csat", "Satisfaction", shape=Shape.MEAN, sorts=("answer.csat",), unit="stars", among="timed", **_VOICE,
        says="How satisfied customers said they were, from 1 to 5.",
        left_out="Questions nobody answered. A visitor's thumb in a chat counts as 5 or 1; an answer that was changed "
        "counts as it is now.",
    ),
    Metric(
        "ces", "Ease", shape=Shape.MEAN, sorts=("answer.ces",), unit="stars", among="timed", **_VOICE,
        says="How easy customers said it was to get help, from 1 to 7.", left_out="Questions nobody answered.",
    ),
    Metric(
        "nps", "Recommendation", shape=Shape.BALANCE, sorts=("answer.nps",), unit="points", part="met", **_VOICE,
        says="Of customers asked whether they would recommend us, those who would (9 and 10) less those who wouldn't "
        "(0 to 6): from -100 to 100.", left_out="Questions nobody answered.",
    ),
    Metric(
        "survey_response_rate", "Surveys answered", "voice", Shape.SHARE, ("asked",),
        "Of the customers who were asked how it went, those who answered, whenever they did.",
        "on the day they were asked", "whoever had the ticket when it was solved", part="met", better="more",
        left_out="Questions that didn't arrive.",
    ),
    Metric(
        "first_response_time", "First response", "speed", Shape.MEAN, ("answered",),
        "How long customers waited for the first answer of a person.",
        "on the day of that answer", "whoever wrote it", unit="time", among="timed", better="less", in_hours=True,
        grain=10, left_out="Automatic messages, answers of the bot, answers that were taken back or stopped, tickets "
        "we opened ourselves, and tickets merged into another. A reopened ticket has one first answer still.",
    ),
    Metric(
        "response_compliance", "Answers in time", "speed", Shape.SHARE,
        tuple(f"clock.{one}" for one in RESPONSES),
        "Of the answers that were owed by a promised time, those given by then: first and later answers to mails, "
        "chats taken and answered, calls answered.",
        "on the day it was answered in time, or fell due", "whoever answered, else who had the ticket",
        part="met", better="more", left_out="Acknowledgements, which are automatic, and clocks called off by a "
        "solution, a merge or a customer who left. Late answers count as late, on the day they were due.",
    ),
    Metric(
        "clocks_met", "Promised times kept", "speed", Shape.SHARE, tuple(f"clock.{one}" for one in CLOCKS),
        "Of all clocks that were decided, those that ended in time, each by the target that was in force.",
        "on the day it ended in time, or fell due", "whoever ended it, else who had the ticket",
        part="met", better="more", left_out="Clocks that were called off or still run in time.",
    ),
    Metric(
        "resolution_time", "Time to solve", "solving", Shape.MEAN, ("solution",),
        "How long it took from the customer's first word (or since people were first wanted) to the solution that "
        "stands. Time between a solution and its reopening isn't counted.",
        "on the day of the solution that stands", "whoever solved it, else who had the ticket",
        unit="time", among="timed", better="less", in_hours=True, grain=10,
        left_out="What the answer bot solved, solutions taken back at once, merged tickets.",
    ),
    Metric(
        "first_contact_resolution", "Solved at first contact", "solving", Shape.SHARE, ("solution",),
        "Of tickets solved for the first time, those that stayed solved and whose customer didn't come back with the "
        "same kind of matter, for {first_contact_days} days.",
        "on the day of the first solution", "whoever solved it, else who had the ticket",
        among="first", part="first_contact", better="more", final="{first_contact_days} days after",
        left_out="What the answer bot solved, solutions taken back at once, merged tickets. A kind nobody set "
        "counts as the same as any.",
    ),
    Metric(
        "one_touch", "Solved with one answer", "solving", Shape.SHARE, ("solution",),
        "Of tickets solved for the first time, those for which one answer of a person was enough.",
        "on the day of the first solution", "whoever solved it, else who had the ticket",
        among="first", part="one_touch", better="more",
        left_out="Notes and automatic messages are no answers; a ticket reopened since isn't solved with one.",
    ),
    Metric(
        "reopened", "Opened again", "solving", Shape.SHARE, ("solution",),
        "Of the solutions given, those after which the ticket was opened again.",
        "on the day of the solution", "whoever solved it, else who had the ticket", part="reopened", better="less",
        left_out="Solutions taken back at once, and tickets opened again by a merge.",
    ),
    Metric(
        "escalation_rate", "Escalated", "solving", Shape.SHARE, ("case",),
        "Of tickets that were solved or escalated, those escalated to a supervisor.",
        "on the day of the first solution or escalation, whichever came first",
        "whoever escalated it first, else who solved it", part="escalated", better="less",
        left_out="What the answer bot solved, and merged tickets, whose escalation goes where they live on.",
    ),
    Metric(
        "commitments_kept", "Promises kept", "word", Shape.SHARE, ("promise",),
        "Of the promises to customers that were kept or broken, those kept by the time they were given for.",
        "on the day it was due; without a time, on the day it ended", "whoever saw to it", part="met", better="more",
        left_out="Promises nobody confirmed, and those that are still to be kept.",
    ),
    Metric(
        "chat_answered", "Chats answered", "chat", Shape.SHARE, ("chat",),
        "Of the visits to a chat that waited for a person, those a person answered.",
        "on the day it began, by the calendar of its team", "whoever gave the first answer", part="met", better="more",
        scopes=TOGETHER, left_out="Visits that only the answer bot attended, and those still waiting.",
    ),
    Metric(
        "chat_abandoned", "Chats abandoned", "chat", Shape.SHARE, ("chat",),
        "Of the visits to a chat that waited for a person, those that were over before anybody answered, missed ones "
        "included.",
        "on the day it began, by the calendar of its team", "the team", part="lost", better="less",
        scopes=TOGETHER, left_out="Visits that only the answer bot attended, and those still waiting.",
    ),
    Metric(
        "chat_wait", "Wait in chats", "chat", Shape.MEAN, ("chat",),
        "How long visitors waited for the first answer of a person in the chat.",
        "on the day it began, by the calendar of its team", "whoever gave the first answer",
        unit="time", among="timed", better="less", left_out="Visits nobody answered.",
    ),
    Metric(
        "tickets_in", "New tickets", "volume", Shape.COUNT, ("stint",),
        "How many matters began.", "on the day it was opened, or people were first wanted", "the team",
        unit="count", among="first", scopes=TOGETHER, left_out="Merged tickets, and what the answer bot solved alone.",
    ),
    Metric(
        "solved", "Solved", "volume", Shape.COUNT, ("solution",),
        "How many tickets stand solved.", "on the day of the solution that stands",
        "whoever solved it, else who had the ticket", unit="count", among="stands",
        left_out="What the answer bot solved, and merged tickets.",
    ),
    Metric(
        "backlog", "Unsolved at the end", "volume", Shape.LEVEL, ("stint",),
        "How many tickets weren't solved when the last day ended.", "at the end of the last day", "the team",
        unit="count", better="less", scopes=TOGETHER,
        left_out="Merged tickets, also on days before they were merged: they are the same matter as another.",
    ),
    Metric(
        "retention", "Customers kept", "volume", Shape.KEPT, ("customer",),
        "Of the customers we had when the first day began, those we still had when the last one ended. We have a "
        "customer from their first word until somebody notes that they left, or until they were silent for "
        "{silent_days} days.",
        "at the begin and the end of the period", "the team of their latest ticket", part="met", better="more",
        scopes=TOGETHER, plain=False, left_out="Erased customers, and whoever became a customer within the period.",
    ),
]  # fmt: skip
METRICS: dict[str, Metric] = {one.key: one for one in _ALL}
SORTS: tuple[str, ...] = tuple(dict.fromkeys(sort for one in _ALL for sort in one.sorts))
GOALS_MAY_NAME = tuple(METRICS)


def told(text: str, counting: Mapping[str, int]) -> str:
    """A sentence of a metric with the numbers of the pack in it."""
    return text.format(**counting)


def sql(metric: Metric) -> str:
    """The exact meaning, over the table of facts; `:first` and `:last` are the days of the period, both within."""
    sorts = ", ".join(f"'{one}'" for one in metric.sorts)
    facts = f"FROM measures_fact WHERE sort IN ({sorts})" if len(metric.sorts) > 1 else (
        f"FROM measures_fact WHERE sort = {sorts}"
    )  # fmt: skip
    within = "AND day BETWEEN :first AND :last"
    only = f" AND {metric.among} = 1" if metric.among else ""
    match metric.shape:
        case Shape.COUNT:
            return f"SELECT COUNT(*) {facts}{only} {within}"
        case Shape.LEVEL:
            return f"SELECT COUNT(*) {facts} AND day <= :last AND (until_day IS NULL OR until_day > :last)"
        case Shape.MEAN:
            return f"SELECT 1.0 * SUM(value) / COUNT(*) {facts}{only} {within}"
        case Shape.BALANCE:
            return f"SELECT 100.0 * (SUM({metric.part}) - SUM(lost)) / COUNT(*) {facts}{only} {within}"
        case Shape.KEPT:
            kept = "SUM(CASE WHEN until_day IS NULL OR until_day > :last THEN 1 ELSE 0 END)"
            had = "AND day < :first AND (until_day IS NULL OR until_day >= :first)"
            return f"SELECT 100.0 * {kept} / COUNT(*) {facts} {had}"
    return f"SELECT 100.0 * SUM({metric.part}) / COUNT(*) {facts}{only} {within}"
