"""What has been seen, in eight bytes each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Hashable

import numpy as np

RECENT = 50_000
MOST = 16_000_000


class Remembered:
    """A set of names that only grows. Past MOST it forgets those from longest ago, half of them at once."""

    def __init__(self, recent: int = RECENT, most: int = MOST) -> None:
        self.most_recent, self.most = recent, most
        self.recent: set[int] = set()
        self.parts: list[array[int]] = []  # each sorted, and longer than the next

    def add(self, name: Hashable) -> None:
        self.recent.add(hash(name))
        if len(self.recent) >= self.most_recent:
            self._settle()

    def __contains__(self, name: Hashable) -> bool:
        value = hash(name)
        return value in self.recent or any(_holds(part, value) for part in self.parts)

    def _settle(self) -> None:
        part = np.sort(np.fromiter(self.recent, np.int64, len(self.recent)))
        self.recent = set()
        while self.parts and len(self.parts[-1]) <= 2 * len(part) and len(self.parts[-1]) + len(part) <= self.most // 2:
            part = np.sort(np.concatenate([np.frombuffer(self.parts.pop(), np.int64), part]))
        self.parts.append(array("q", part.tobytes()))
        while sum(map(len, self.parts)) > self.most:
            del self.parts[0]


def _holds(part: array[int], value: int) -> bool:
    place = bisect_left(part, value)
    return place < len(part) and part[place] == value
