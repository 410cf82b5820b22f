"""Who files what arrives: a higher room registers its function here, so channels never import it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from whiteglove.service.channels.contract import Filed, InboundMessage

if TYPE_CHECKING:
    from whiteglove.service.channels.models import Arrival

Filer = Callable[[InboundMessage, "Arrival"], Filed]
_filers: dict[str, Filer] = {}


class NobodyFiles(LookupError):
    """No room takes messages of this kind; the arrival stays kept and is retried."""


def register(kind: str, fn: Filer) -> Filer:
    """`fn(inbound, arrival) -> Filed` runs inside the arrival's transaction, exactly once if it returns."""
    _filers[kind] = fn
    return fn


def filer(kind: str) -> Filer:
    if kind not in _filers:
        raise NobodyFiles(f"Nobody files messages of the kind {kind!r} yet.")
    return _filers[kind]
