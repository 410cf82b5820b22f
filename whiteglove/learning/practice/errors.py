"""What can't be done, in words for whoever tried."""


class Refused(ValueError):
    """The message says why and what to do."""


class Stale(Refused):
    """The run has gone on elsewhere: what was written is still theirs to send."""

    def __init__(self) -> None:
        super().__init__("You have answered in another window. Read what the customer says now, then send your answer.")
