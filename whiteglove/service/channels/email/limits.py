"""How much of one message is read, and what the numbers mean."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one message. Beyond each the mail is still taken, with a warning that says what was cut."""

    message_bytes: int = 25_000_000  # beyond: the rest isn't read; parts that are cut say so
    text_chars: int = 1_000_000  # beyond: text and html are cut there
    attachment_bytes: int = 25_000_000  # all together; beyond: name and size are kept, not the bytes
    depth: int = 50  # multiparts within multiparts; beyond: kept as one attachment, unread
    parts: int = 1000  # beyond: the rest of the message is kept as one attachment, unread
    headers: int = 1000  # header fields read of each part; beyond: counted and left
    header_bytes: int = 256_000  # of one part's header block; beyond: left
    header_chars: int = 20_000  # of one field; beyond: cut
    addresses: int = 500  # of one field; beyond: counted and left
    references: int = 200  # message ids of one field; beyond: the oldest are left
    tnef_bytes: int = 25_000_000  # size of a winmail.dat that is opened
    rtf_bytes: int = 4_000_000  # of the text in a winmail.dat, unpacked; beyond: cut
    quotation_lines: int = 20_000  # lines looked at for quotations; beyond: the rest is quoted text as it stands


def as_taken(size: int) -> Limits:
    """Limits under which a message of `size` bytes, the largest that is taken in, is read to its end."""
    usual = Limits()
    names = ("message_bytes", "attachment_bytes", "tnef_bytes")
    return replace(usual, **{name: max(size, getattr(usual, name)) for name in names})
