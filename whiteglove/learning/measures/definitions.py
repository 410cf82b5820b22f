"""docs/metrics.md: every metric as it is counted, written from its definition."""

from .counting import Counting
from .metrics import GROUPS, HOUSE, METRICS, PERSON, TEAM, Metric, Shape, sql, told
from .spread import ERROR

SCOPES = {PERSON: "a person", TEAM: "a team", HOUSE: "everybody"}
HEAD = """# What every number means

Written by `whiteglove measures definitions` from the definitions in `whiteglove/learning/measures/metrics.py`; a test
fails when this page is stale. Days are those of the house's zone (that of its default calendar), so they are exact
where clocks are put forward or back.

Every number is made of **facts**, rows of the table `measures_fact`: one for each thing that counts, derived from all
that happened to a ticket and put right whenever something happens to it later. A fact lies in the team its ticket
lies in now. The SQL below gives the number for everybody; for a team add `AND team = …`, for a person `AND person =
…`, and likewise `channel`, `kind` and `priority`. Where a metric is known in opening hours too, `business` takes the
place of `value`. Of a period that still runs `:last` is today for “Customers kept”. What pages show comes from sums
of the same facts by day and month, and tests hold the two together.

- A number of fewer than {fewest} isn't told: “too few to say” (`fewest` in the pack's `goals/counting.yaml`).
- **Likely** is an interval for 95 in 100: Wilson's for shares, Student's for means (of times the squares are kept in
  units of 10 s).
- **Half within, 9 in 10 within** (nearest rank) come from buckets an eighth of a doubling wide: at most {error:.1f} %
  off, exact up to 8 s.
- A **goal** of a period that is over is judged by its number; one of a period that runs only where the whole interval
  lies on one side. Otherwise, or of too few, it is “can't tell yet”. Past periods are judged by the goal that was in
  force when they ended.
"""


def page() -> str:
    counting = Counting()
    parts = [HEAD.format(fewest=counting.fewest, error=100 * ERROR)]
    for group, title in GROUPS.items():
        own = [one for one in METRICS.values() if one.group == group]
        parts += [f"\n## {title}\n"] if own else []
        parts += [entry(one, counting) for one in own]
    return "".join(parts)


def entry(metric: Metric, counting: Counting) -> str:
    numbers = counting.numbers()
    lines = [f"\n### {metric.name} (`{metric.key}`)\n", f"{told(metric.says, numbers)}\n"]
    facts = {
        "Counted": metric.when, "For": metric.credit, "Left out": metric.left_out,
        "Final": told(metric.final, numbers) if metric.final else "",
        "Shown for": ", ".join(says for key, says in SCOPES.items() if key in metric.scopes),
        "Times": "in all hours and in opening hours" if metric.in_hours else "",
        "Better": {"more": "higher", "less": "lower"}.get(metric.better, "") if metric.shape is not Shape.COUNT else "",
    }  # fmt: skip
    lines += [f"- **{name}**: {says.rstrip('.')}." for name, says in facts.items() if says]
    return "\n".join(lines) + f"\n\n```sql\n{sql(metric)}\n```\n"
