"""Telephone numbers as they come from exchanges and fingers, and as pages show them."""

from whiteglove.service.customers.addresses import PHONE, phone_key, shown


def e164(value: str, region: str = "") -> str:
    """`030 123456` in DE -> `+4930123456`; what can't be read stays as it came."""
    try:
        return phone_key(value, region)
    except ValueError:
        return value.strip()[:40]


def is_e164(value: str) -> bool:
    return value.startswith("+") and value[1:].isdigit()


def is_number(value: str) -> bool:
    """Whether this is a number as pages show it, and no name."""
    return is_e164(value.replace(" ", "").replace("-", ""))


def spoken(number: str) -> str:
    """In groups, as somebody reads it out: `+49 30 123456`."""
    return shown(PHONE, number, number) if is_e164(number) else number
