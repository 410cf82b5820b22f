"""Which channels there are: each folder registers its driver when the house starts."""

from whiteglove.service.channels.contract import Driver

_drivers: dict[str, Driver] = {}


def register(driver: Driver) -> Driver:
    """Makes a channel known; registering a kind again replaces it (tests do)."""
    _drivers[driver.kind] = driver
    return driver


def driver(kind: str) -> Driver:
    """The driver of a kind; raises `LookupError` naming the kinds there are."""
    if kind not in _drivers:
        raise LookupError(f"No channel of the kind {kind!r}; there are: {', '.join(sorted(_drivers)) or 'none'}.")
    return _drivers[kind]


def kinds() -> list[str]:
    """Those that have accounts to set up."""
    return sorted(kind for kind, one in _drivers.items() if one.settings_form)
