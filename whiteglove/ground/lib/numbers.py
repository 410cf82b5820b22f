"""Numbers that come in as text, from addresses and forms."""


def number(value: str | None) -> int:
    """A whole number that any database column takes, 0 for anything else, such as "²", "-1", "1e3" or 30 digits."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 19 else 0
