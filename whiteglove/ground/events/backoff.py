"""How long a failed reaction waits before its next try. Pure."""

from datetime import timedelta

FIRST = 2.0
LONGEST = 3600.0
MAX_TRIES = 12


def delay(tries: int, roll: float) -> timedelta:
    """The wait after the `tries`-th failure: 2 s, 4 s, 8 s … up to an hour, less up to a quarter.

    `roll` is a random number from 0 to 1: it spreads out deliveries that failed together.
    """
    # The exponent is bounded so that a huge count can't overflow a float.
    whole = min(FIRST * 2 ** min(max(tries, 1) - 1, 30), LONGEST)
    return timedelta(seconds=whole * (1 - roll / 4))


def exhausted(tries: int) -> bool:
    return tries >= MAX_TRIES
