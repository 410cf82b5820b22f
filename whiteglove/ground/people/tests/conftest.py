"""Letters leave while the test waits for them."""

import pytest


@pytest.fixture(autouse=True)
def _letters_leave_at_once(request: pytest.FixtureRequest) -> None:
    if "settings" in request.fixturenames or "client" in request.fixturenames:
        request.getfixturevalue("settings").INLINE_REACTIONS = True
