"""Why a change was refused, in words for the person who tried it."""


class Refused(ValueError):
    """The change makes no sense now; the message says why and what to do."""


class Stale(Refused):
    """Somebody changed the ticket since it was read."""

    def __init__(self, words: str = "Somebody changed this ticket meanwhile. Look at it again, then decide."):
        super().__init__(words)


class Taken(Stale):
    """Somebody else took the ticket first."""

    def __init__(self, name: str):
        super().__init__(f"{name} has taken this ticket meanwhile.")


class NewerMessage(Refused):
    """There are words of the customer that the reply was begun without. `message_id` is the newest of them.

    `seen`: what whoever has read it may say they have seen. `merged`: the ticket it came with, if a merge brought it,
    and then `version`: the ticket's by now.
    """

    def __init__(self, message_id: int, seen: int | None = None, merged: int | None = None, version: int | None = None):
        self.message_id, self.seen = message_id, message_id if seen is None else seen
        self.merged, self.version = merged, version
        what = f"#{merged} was merged into this ticket." if merged else "The customer has written again."
        super().__init__(f"{what} Read the new message, then send your reply.")


class CardInside(Refused):
    """The reply holds full card numbers and nobody has decided about them. `masked`: as they would be sent."""

    def __init__(self, masked: list[str]):
        self.masked = masked
        super().__init__("This reply holds a full card number. Mask it, then send your reply.")


class Unready(Refused):
    """A room above has something to ask before the ticket is solved. `shown` is what its part of the dialog shows."""

    def __init__(self, says: str, shown: object):
        self.shown = shown
        super().__init__(says)


class TooLate(Refused):
    """The reply has already been handed over."""

    def __init__(self):
        super().__init__("This reply has already left and can't be taken back.")
