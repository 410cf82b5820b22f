"""Which pages are the community's, so that the rail says where one is: rooms above say it of theirs."""

from whiteglove.ground.ui.addresses import address

_homes: set[str] = {"community:home", "certificates:mine"}


def belongs(home: str) -> None:
    """All pages below this one, by its name."""
    _homes.add(home)


def is_here(path: str) -> bool:
    return any(path.startswith(address(home)) for home in _homes)
