"""What can keep a change from being made, in words for whoever asked for it."""


class Refused(ValueError):
    """It can't be done, and says what to do instead."""


class Stale(Refused):
    """The article isn't any more as it was shown."""

    def __init__(self, says: str = "Somebody changed this article meanwhile. Look again before you go on.") -> None:
        super().__init__(says)
