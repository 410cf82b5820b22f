"""Numbers that come in as text, from addresses and forms."""

LARGEST = 2**63 - 1  # what any database column of ids takes: larger ones belong to nothing


def is_number(value: str, digits: int = 18) -> bool:
    """Digits as keyboards have them, no more than so many; 18 fit a 64-bit column."""
    return value.isascii() and value.isdigit() and len(value) <= digits


def number(value: str | None) -> int:
    """A whole number that any database column takes, 0 for anything else, such as "²", "-1", "1e3" or 30 digits."""
    return int(value) if value and is_number(value) else 0
