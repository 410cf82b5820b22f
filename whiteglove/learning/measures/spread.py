"""Times counted into buckets, so that half of very many, or nine in ten, can be told without reading them. Pure.

A bucket is an eighth of a doubling: whoever reads its middle is wrong by at most `ERROR`, 4.4 in 100. Each second has a
bucket of its own up to 8.
"""

from collections.abc import Mapping
from math import ceil, log2

STEPS = 8
EXACT = 8
ERROR = 2 ** (1 / (2 * STEPS)) - 1


def bucket_of(seconds: int) -> int:
    """0, 1, 2 … up to 8 as they are, then eight buckets for each doubling."""
    if seconds <= EXACT:
        return max(0, seconds)
    return EXACT + int(log2(seconds / EXACT) * STEPS + 1e-9)


def middle_of(bucket: int) -> float:
    """The geometric middle of a bucket, in seconds."""
    if bucket < EXACT:
        return float(bucket)
    return EXACT * 2 ** ((bucket - EXACT + 0.5) / STEPS)


def within(counts: Mapping[int, int], share: float) -> float | None:
    """What `share` of the counted times didn't exceed (nearest rank), to within `ERROR`; None of none."""
    whole = sum(counts.values())
    rank, passed = ceil(whole * share), 0
    for bucket in sorted(counts):
        passed += counts[bucket]
        if passed >= rank and whole > 0:
            return middle_of(bucket)
    return None
