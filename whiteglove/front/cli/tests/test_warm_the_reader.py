"""The reader is made ahead of time, or not at all where that is switched off."""

from threading import Event

import pytest

from whiteglove.front.cli import warming

pytestmark = pytest.mark.engineless


@pytest.mark.parametrize(("after", "made"), [(0, True), (-1, False)])
def test_it_is_made_some_time_after_the_start_unless_that_is_below_zero(after, made, monkeypatch):
    called = Event()
    monkeypatch.setattr(warming, "make", called.set)
    part = warming.WarmReader(after)
    part.start()
    assert called.wait(10 if made else 0) == made
    part.stop()
