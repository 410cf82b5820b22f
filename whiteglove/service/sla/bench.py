"""How many additions a second one core does: `python -m whiteglove.service.sla.bench`."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import process_time

from whiteglove.service.sla import clock
from whiteglove.service.sla.calendar import Calendar

ADDITIONS = 200_000
FOUR_HOURS = 14_400
GOAL = 150_000
NINE_TO_FIVE = {"zone": "Europe/Berlin", "hours": {"mon-fri": "09:00-17:00"}, "country": "DE", "subdivision": "BE"}


def main() -> None:
    """Print additions a second for a nine-to-five calendar with public holidays, starts spread over five years."""
    calendar, starts = Calendar.from_dict(NINE_TO_FIVE), _starts(ADDITIONS)
    epochs = [int(start.timestamp()) for start in starts]
    cold = _timed(lambda: clock.add(calendar, starts[0], FOUR_HOURS))
    one_by_one = ADDITIONS / _timed(lambda: [clock.add(calendar, start, FOUR_HOURS) for start in starts])
    batch = ADDITIONS / _timed(lambda: clock.add_epochs(calendar, epochs, FOUR_HOURS))
    pause = [(starts[0], starts[0] + timedelta(days=1))]
    paused = ADDITIONS / 10 / _timed(lambda: [clock.add(calendar, s, FOUR_HOURS, pause) for s in starts[::10]])
    print(f"additions/s  {one_by_one:>12,.0f}  (goal {GOAL:,})")
    print(f"  in whole seconds, as a batch  {batch:>12,.0f}")
    print(f"  with a pause  {paused:>12,.0f}")
    print(f"first addition, calendar unrolled  {cold * 1000:.0f} ms")


def _starts(count: int) -> list[datetime]:
    dice, first = random.Random(7), datetime(2024, 1, 1, tzinfo=UTC)
    return [first + timedelta(seconds=dice.randrange(5 * 365 * 86_400)) for _ in range(count)]


def _timed(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


if __name__ == "__main__":
    main()
