"""Numbers from addresses and forms, however odd."""

import pytest

from whiteglove.ground.lib.numbers import number


@pytest.mark.parametrize(("given", "found"), [("12", 12), ("0", 0), ("9" * 18, 10**18 - 1)])
def test_a_whole_number_is_read(given, found):
    assert number(given) == found


@pytest.mark.parametrize("given", [None, "", " ", "-1", "1e3", "1.5", "²", "٣", "9" * 19, "9" * 5000, "12\n"])
def test_anything_else_is_none(given):
    assert number(given) == 0
