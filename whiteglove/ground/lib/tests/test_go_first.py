"""What somebody waits for goes first, and nothing waits for it for long."""

import threading
import time

from whiteglove.ground.lib.precedence import Precedence

LONG = 5.0


def test_what_may_follow_begins_once_what_goes_first_is_over() -> None:
    order, precedence, there = [], Precedence(), threading.Event()

    def follow() -> None:
        there.set()
        precedence.give_way(LONG)
        order.append("after")

    with precedence.first():
        with precedence.first():
            follower = threading.Thread(target=follow)
            follower.start()
            there.wait(LONG)
        follower.join(0.05)
        order.append("first")
    follower.join(LONG)
    assert order == ["first", "after"]


def test_nothing_waits_where_nothing_goes_first_not_even_after_a_failure() -> None:
    precedence, began = Precedence(), time.monotonic()
    try:
        with precedence.first():
            raise ValueError
    except ValueError:
        precedence.give_way(LONG)
    assert time.monotonic() - began < LONG


def test_what_takes_long_is_waited_for_only_so_long() -> None:
    precedence = Precedence()
    with precedence.first():
        precedence.give_way(0.01)
