"""Very many readings in one table: how often each behaviour is shown, and the faults quoted most. Bounded."""

from __future__ import annotations

import csv
import html
import io
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from whiteglove.ground.reader.behaviour import Behaviour
from whiteglove.ground.reader.reading import AGENT, CUSTOMER
from whiteglove.ground.reader.reports import FAULT, Read, emotion, trend

KEPT = 2_000  # different quotes of one behaviour
TOLD = 5  # quotes of each fault in the summary
LONGEST = 160
HEAD = ("behaviour", "name", "group", "side", "messages", "per_100_messages", "conversations", "per_100_conversations",
        "most_quoted")  # fmt: skip


@dataclass
class Tally:
    """`messages` read of each side; `shown` {behaviour: messages}, `talks` {behaviour: conversations}."""

    conversations: int = 0
    messages: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    talks: Counter[str] = field(default_factory=Counter)
    trends: Counter[str] = field(default_factory=Counter)
    quotes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, read: Sequence[Read], wanted: Collection[str] | None = None) -> None:
        self.conversations += 1
        everywhere: set[str] = set()
        for _, reading in read:
            if reading is None:
                continue
            self.messages[reading.message.side] += 1
            shown = {one for one in reading.shown if wanted is None or one in wanted}
            self.shown.update(shown)
            everywhere |= shown
            for one in reading.findings:
                if one.behaviour.startswith(FAULT) and one.behaviour in shown:
                    self.quotes[one.behaviour][" ".join(one.quote.lower().split())[:LONGEST]] += 1
        self.talks.update(everywhere)
        felt = [emotion(reading) for _, reading in read if reading and reading.message.side == CUSTOMER]
        if how := trend(felt)["trend"]:
            self.trends[how] += 1

    def take(self, other: Tally) -> None:
        self.conversations += other.conversations
        for name in ("messages", "shown", "talks", "trends"):
            getattr(self, name).update(getattr(other, name))
        for behaviour, quotes in other.quotes.items():
            mine = self.quotes[behaviour]
            mine.update(quotes)
            if len(mine) > 2 * KEPT:
                # What was said once among thousands won't be quoted in the end.
                self.quotes[behaviour] = Counter(dict(mine.most_common(KEPT)))

    def rows(self, behaviours: Mapping[str, Behaviour], wanted: Collection[str] | None) -> list[dict[str, Any]]:
        """One for each behaviour, in the order of the pack's groups and names, with HEAD's columns."""
        known = [one for one in behaviours.values() if wanted is None or one.id in wanted]
        return [self._row(one) for one in sorted(known, key=lambda one: (one.group, one.id))]

    def _row(self, one: Behaviour) -> dict[str, Any]:
        able = sum(count for side, count in self.messages.items() if one.shown_by(side))
        quotes = self.quotes.get(one.id, Counter()).most_common(TOLD)
        return {
            "behaviour": one.id, "name": one.name, "group": one.group, "side": one.side,
            "messages": self.shown[one.id], "per_100_messages": _share(self.shown[one.id], able),
            "conversations": self.talks[one.id],
            "per_100_conversations": _share(self.talks[one.id], self.conversations),
            "most_quoted": " | ".join(f"{text} ({count})" for text, count in quotes),
        }  # fmt: skip


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Opens in any spreadsheet. A quote that looks like a formula is made harmless."""
    made = io.StringIO()
    writer = csv.DictWriter(made, HEAD, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _harmless(value) for key, value in row.items()} for row in rows)
    return made.getvalue()


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def as_html(tally: Tally, rows: Sequence[Mapping[str, Any]]) -> str:
    """One page that needs nothing else: what was read, a table of behaviours, faults in their words."""
    faults = [row for row in rows if row["behaviour"].startswith(FAULT) and row["messages"]]
    faults.sort(key=lambda row: -row["messages"])
    read = (
        f"{tally.conversations:,} conversations, {tally.messages[AGENT]:,} messages of agents and"
        f" {tally.messages[CUSTOMER]:,} of customers."
    )
    ends = ", ".join(f"{count:,} {how}" for how, count in sorted(tally.trends.items()))
    return _PAGE.format(
        read=html.escape(read),
        ends=html.escape(f"From beginning to end customers sounded: {ends}." if ends else ""),
        rows="\n".join(_tr(row) for row in rows if row["messages"]),
        faults="\n".join(_fault(row, tally) for row in faults) or "<p>None was found.</p>",
    )


def _tr(row: Mapping[str, Any]) -> str:
    cells = [row["name"], row["group"], row["side"]]
    numbers = [f"{row['messages']:,}", f"{row['per_100_messages']:.1f}", f"{row['per_100_conversations']:.1f}"]
    return (
        f'<tr><th scope="row">{html.escape(cells[0])}</th>'
        + "".join(f"<td>{html.escape(one)}</td>" for one in cells[1:])
        + "".join(f'<td class="n">{one}</td>' for one in numbers)
        + "</tr>"
    )


def _fault(row: Mapping[str, Any], tally: Tally) -> str:
    quotes = tally.quotes.get(row["behaviour"], Counter()).most_common(TOLD)
    said = "".join(f"<li><q>{html.escape(text)}</q> {count:,}</li>" for text, count in quotes)
    return f"<h3>{html.escape(row['name'])}: {row['messages']:,} messages</h3><ul>{said}</ul>"


_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>What these conversations show</title>
<style>
:root {{ color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif }}
body {{ max-inline-size: 60rem; margin: auto; padding: 1rem }}
div {{ overflow-x: auto }}
table {{ border-collapse: collapse; inline-size: 100% }}
th, td {{ text-align: start; padding: .25rem .75rem .25rem 0; border-block-end: 1px solid; font-weight: normal }}
thead th {{ font-weight: bold }}
.n {{ text-align: end; font-variant-numeric: tabular-nums }}
</style>
<h1>What these conversations show</h1>
<p>{read} {ends}</p>
<p>Counts say how often words were found. They don't say how good a conversation was.</p>
<h2>Behaviours</h2>
<div role="region" aria-label="Behaviours" tabindex="0"><table>
<thead><tr><th scope="col">Behaviour</th><th scope="col">Group</th><th scope="col">Side</th>
<th scope="col" class="n">Messages</th><th scope="col" class="n">Of 100 messages</th>
<th scope="col" class="n">Of 100 conversations</th></tr></thead>
<tbody>
{rows}
</tbody></table></div>
<h2>Faults, most often quoted</h2>
{faults}
</html>
"""
