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
NARROWED_BY = ("channel", "kind", "priority")  # what numbers may be asked of alone
ALL = frozenset({PERSON, TEAM, HOUSE})
TOGETHER = frozenset({TEAM, HOUSE})
RESPONSES = ("first_reply", "next_reply", "chat_connect", "chat_reply", "phone_answer")
CLOCKS = (
    *RESPONSES, "first_acknowledgement", "resolution", "periodic_update", "chat_specialist", "phone_hold",
    "phone_check_in", "callback",
)  # fmt: skip
GROUPS = {
    "voice": "What customers say", "speed": "How soon", "solving": "How well it is solved", "word": "Keeping our word",
    "chat": "Chats", "phone": "Calls", "volume": "How much", "review": "How well it is done",
}  # fmt: skip


@dataclass(frozen=True)
class Metric:
    """`sorts` of facts that count; `among` them those with this column set ("": all); `part`: the column that makes the
    share. `unit` is how the number is said: percent, time, count, points, stars, score. `credit`: for whom a fact
    counts. `scale`: how many of the column's values make one of the number."""

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
    plain: bool = True  # whether what it is narrowed by says something about it
    grain: int = 1
    scale: int = 1
    private: bool = False  # scores: opened without names by whoever isn't meant
    personal: bool = False  # shown to nobody without names: only to oneself, and to who leads
    stars: tuple[float, float] | None = None  # the fewest and the most that can be given

    @property
    def is_time(self) -> bool:
        return self.unit == "time"

    @property
    def least(self) -> float:
        """Of a mean."""
        return self.stars[0] if self.stars else 0.0

    @property
    def most(self) -> float | None:
        """Where it ends by nature, if it does."""
        return self.stars[1] if self.stars else {"percent": 100.0, "score": 100.0}.get(self.unit)


# What several of them say alike.
_SHARE = {"shape": Shape.SHARE, "part": "met", "better": "more"}
_TIME = {"shape": Shape.MEAN, "unit": "time", "among": "timed", "better": "less"}
_COUNT = {"group": "volume", "shape": Shape.COUNT, "unit": "count"}
_TEAM = {"credit": "the team", "scopes": TOGETHER}
_VOICE = {"group": "voice", "credit": "whoever had the ticket when it was solved"}
_ANSWER = _VOICE | {
    "when": "on the day it was answered", "better": "more", "private": True, "left_out": "Questions nobody answered.",
}  # fmt: skip
_STARS = _ANSWER | {"shape": Shape.MEAN, "unit": "stars", "among": "timed"}
_CLOCK = _SHARE | {"group": "speed", "when": "on the day it ended in time, or fell due"}
_SOLVED = {"group": "solving", "sorts": ("solution",), "credit": "whoever solved it, else who had the ticket"}
_FIRST = _SOLVED | _SHARE | {"when": "on the day of the first solution", "among": "first"}
_CHAT = {
    "group": "chat", "sorts": ("chat",), "when": "on the day it began, by the calendar of its team",
    "left_out": "Visits that only the answer bot attended, and those still waiting.",
}  # fmt: skip
_CALL = {"group": "phone", "when": "on the day it rang, by the calendar of its team"}
_TALK = _CALL | {
    "sorts": ("talk",), "credit": "whoever had the call in the end",
    "left_out": "Calls of ours, calls nobody answered, and those about no ticket.",
}  # fmt: skip
_SCORE = {
    "group": "review", "shape": Shape.MEAN, "unit": "score", "among": "timed", "better": "more", "scale": 10,
    "private": True, "personal": True,
}  # fmt: skip
_ALL = [
    Metric(
        key="csat", name="Satisfaction", sorts=("answer.csat",),
        stars=(1, 5), says="How satisfied customers said they were, from 1 to 5.",
        **_STARS | {"left_out": "Questions nobody answered. A visitor's thumb in a chat counts as 5 or 1; an answer "
                    "that was changed counts as it is now."},
    ),
    Metric(
        key="ces", name="Ease", sorts=("answer.ces",), **_STARS,
        stars=(1, 7), says="How easy customers said it was to get help, from 1 to 7.",
    ),
    Metric(
        key="nps", name="Recommendation", sorts=("answer.nps",), shape=Shape.BALANCE, unit="points", part="met",
        **_ANSWER, says="Of customers asked whether they would recommend us, those who would (9 and 10) less those who "
        "wouldn't (0 to 6): from -100 to 100.",
    ),
    Metric(
        key="survey_response_rate", name="Surveys answered", sorts=("asked",), **_VOICE | _SHARE,
        says="Of the customers who were asked how it went, those who answered, whenever they did.",
        when="on the day they were asked", left_out="Questions that didn't arrive.",
    ),
    Metric(
        key="first_response_time", name="First response", group="speed", sorts=("answered",), **_TIME, in_hours=True,
        says="How long customers waited for the first answer of a person. Picking up the telephone is one: whoever "
        "called waited from the first ring.",
        when="on the day of that answer", credit="whoever wrote it, or took the call", grain=10,
        left_out="Automatic messages, answers of the bot, answers that were taken back or stopped, tickets "
        "we opened ourselves or called about first, tickets merged into another, and those that began with a call "
        "somebody took of which nobody knows how long it rang. A reopened ticket has one first answer still.",
    ),
    Metric(
        key="response_compliance", name="Answers in time", sorts=tuple(f"clock.{one}" for one in RESPONSES),
        says="Of the answers that were owed by a promised time, those given by then: first and later answers to mails, "
        "chats taken and answered, calls answered.",
        **_CLOCK | {"when": "on the day it was answered in time, or fell due"},
        credit="whoever answered, else who had the ticket", left_out="Acknowledgements, which are automatic, and "
        "clocks called off by a solution, a merge or a customer who left. Late answers count as late, on the day they "
        "were due.",
    ),
    Metric(
        key="clocks_met", name="Promised times kept", sorts=tuple(f"clock.{one}" for one in CLOCKS), **_CLOCK,
        says="Of all clocks that were decided, those that ended in time, each by the target that was in force.",
        credit="whoever ended it, else who had the ticket",
        left_out="Clocks that were called off or still run in time.",
    ),
    Metric(
        key="resolution_time", name="Time to solve", **_SOLVED | _TIME, in_hours=True, grain=10,
        says="How long it took from the customer's first word (the first ring, where it began with a call; or since "
        "people were first wanted) to the solution that stands. Time between a solution and its reopening isn't "
        "counted.",
        when="on the day of the solution that stands",
        left_out="What the answer bot solved, solutions taken back at once, merged tickets.",
    ),
    Metric(
        key="first_contact_resolution", name="Solved at first contact", **_FIRST | {"part": "first_contact"},
        says="Of tickets solved for the first time, those that stayed solved and whose customer didn't come back with "
        "the same kind of matter, for {first_contact_days} days.",
        final="{first_contact_days} days after",
        left_out="What the answer bot solved, solutions taken back at once, merged tickets. A kind nobody set "
        "counts as the same as any.",
    ),
    Metric(
        key="one_touch", name="Solved with one answer", **_FIRST | {"part": "one_touch"},
        says="Of tickets solved for the first time, those for which one answer of a person was enough. A call in which "
        "somebody was spoken with is one answer, whatever was said in it.",
        left_out="Notes and automatic messages are no answers; a ticket reopened since isn't solved with one.",
    ),
    Metric(
        key="reopened", name="Opened again", **_SOLVED | _SHARE | {"part": "reopened", "better": "less"},
        says="Of the solutions given, those after which the ticket was opened again.",
        when="on the day of the solution",
        left_out="Solutions taken back at once, and tickets opened again by a merge.",
    ),
    Metric(
        key="escalation_rate", name="Escalated", group="solving", sorts=("case",),
        **_SHARE | {"part": "escalated", "better": "less"},
        says="Of tickets that were solved or escalated, those escalated to a supervisor.",
        when="on the day of the first solution or escalation, whichever came first",
        credit="whoever escalated it first, else who solved it",
        left_out="What the answer bot solved, and merged tickets, whose escalation goes where they live on.",
    ),
    Metric(
        key="commitments_kept", name="Promises kept", group="word", sorts=("promise",), **_SHARE,
        says="Of the promises to customers that were kept or broken, those kept by the time they were given for.",
        when="on the day it was due; without a time, on the day it ended", credit="whoever saw to it",
        left_out="Promises nobody confirmed, and those that are still to be kept.",
    ),
    Metric(
        key="chat_answered", name="Chats answered", **_CHAT | _SHARE, scopes=TOGETHER,
        says="Of the visits to a chat that waited for a person, those a person answered.",
        credit="whoever gave the first answer",
    ),
    Metric(
        key="chat_abandoned", name="Chats abandoned", **_CHAT | _SHARE | _TEAM | {"part": "lost", "better": "less"},
        says="Of the visits to a chat that waited for a person, those that were over before anybody answered, missed "
        "ones included.",
    ),
    Metric(
        key="chat_wait", name="Wait in chats", **_CHAT | _TIME | {"left_out": "Visits nobody answered."},
        says="How long visitors waited for the first answer of a person in the chat.",
        credit="whoever gave the first answer",
    ),
    Metric(
        key="call_answered_in_time", name="Calls answered in time", sorts=("call",), **_CALL | _SHARE | _TEAM,
        says="Of the calls that came in, those somebody took within the time that was promised when they rang (15 "
        "seconds where no target says).",
        left_out="Calls kept by hand, of which nobody knows how long they rang, and calls about no ticket. Whoever "
        "hung up before counts as not answered.",
    ),
    Metric(
        key="call_hold_too_long", name="Held too long", **_TALK | _SHARE | {"part": "lost", "better": "less"},
        says="Of the calls that came in and were answered, those in which the caller was on hold at a stretch for "
        "longer than was promised then (two minutes where no target says).",
    ),
    Metric(
        key="call_talk_time", name="Talk time", **_TALK | _TIME | {"better": ""},
        says="How long we spoke with whoever called, without the time on hold.",
    ),
    Metric(
        key="tickets_in", name="New tickets", sorts=("stint",), among="first", **_COUNT | _TEAM,
        says="How many matters began.", when="on the day it was opened or rang, or people were first wanted",
        left_out="Merged tickets, and what the answer bot solved alone.",
    ),
    Metric(
        key="solved", name="Solved", among="stands", **_SOLVED | _COUNT, says="How many tickets stand solved.",
        when="on the day of the solution that stands", left_out="What the answer bot solved, and merged tickets.",
    ),
    Metric(
        key="backlog", name="Unsolved at the end", sorts=("stint",),
        **_COUNT | _TEAM | {"shape": Shape.LEVEL, "better": "less"},
        says="How many tickets weren't solved when the last day ended.", when="at the end of the last day",
        left_out="Merged tickets, also on days before they were merged: they are the same matter as another.",
    ),
    Metric(
        key="retention", name="Customers kept", group="volume", shape=Shape.KEPT, sorts=("customer",),
        says="Of the customers we had when the first day began, those we hadn't lost when the last one ended. We have "
        "a customer from their first word until somebody notes that they left, or until they were silent for "
        "{silent_days} days; whoever was lost and came back later counts as lost, and as a new one.",
        when="at the begin and the end of the period, or as it is now if that isn't over", part="met", better="more",
        credit="the team of their latest ticket", scopes=TOGETHER, plain=False,
        left_out="Erased customers, and whoever became a customer within the period.",
    ),
    Metric(
        key="review_score", name="Reviewed", sorts=("review",), **_SCORE,
        says="What reviewers gave conversations on the scorecard, from 0 to 100.", when="on the day it was given",
        credit="whom the review is about",
        left_out="Drafts, reviews taken back, calibrations, and reviews that found nothing to judge.",
    ),
    Metric(
        key="automatic_score", name="Scored by itself", sorts=("score",), **_SCORE,
        says="What the scorecard gave closed conversations by itself, from 0 to 100. It is never mixed with reviews.",
        when="on the day it was solved", credit="whoever answered it, as the score says",
        left_out="Conversations opened again since, those without an answer of ours, and scores that were replaced.",
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
            return f"SELECT {1 / metric.scale:.1f} * SUM(value) / COUNT(*) {facts}{only} {within}"
        case Shape.BALANCE:
            return f"SELECT 100.0 * (SUM({metric.part}) - SUM(lost)) / COUNT(*) {facts}{only} {within}"
        case Shape.KEPT:
            kept = "SUM(CASE WHEN until_day IS NULL OR until_day > :last THEN 1 ELSE 0 END)"
            had = "AND day < :first AND (until_day IS NULL OR until_day >= :first)"
            return f"SELECT 100.0 * {kept} / COUNT(*) {facts} {had}"
    return f"SELECT 100.0 * SUM({metric.part}) / COUNT(*) {facts}{only} {within}"
