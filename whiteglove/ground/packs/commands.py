"""What `whiteglove packs check|diff|load` does: gives lines to print and an exit code (0 well, 1 not)."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path

from whiteglove.ground.lib import clock

from .actions import load_read_pack, may_keep_up, rulers
from .diff import changes
from .models import Loading, Revision
from .reading import Pack, read
from .yamlmarks import PackError

Answer = tuple[list[str], int]


def _says_problems(command: Callable[..., Answer]) -> Callable[..., Answer]:
    @wraps(command)
    def tried(*args: object, **kwargs: object) -> Answer:
        try:
            return command(*args, **kwargs)
        except PackError as error:
            number = len(error.problems)
            return [*map(str, error.problems), f"{number} problem{'s' * (number != 1)}; nothing was changed."], 1

    return tried


@_says_problems
def check(path: str | Path) -> Answer:
    """Whether the pack can be loaded."""
    pack = read(path, strictly=True)
    return [f"{pack.id} {pack.version}: fine, {', '.join(pack.content['parts']) or 'no parts'}.", *_unread(pack)], 0


@_says_problems
def diff(path: str | Path, other: str | Path | None = None) -> Answer:
    """From `other` (or from what is loaded) to the pack at `path`."""
    pack = read(path)
    if other is not None:
        return _listed(changes(read(other).content, pack.content)), 0
    current = Revision.objects.current(pack.id)
    if current is not None:
        return _listed(changes(current.content, pack.content)), 0
    rules = next((one.revision for one in rulers(pack).values() if one), None)
    if rules is None:
        return [f"{pack.id} isn't loaded yet; all of it is new."], 0
    return [f"{pack.id} isn't loaded yet. Against {rules}, which is in force:",
            *_listed(changes(rules.content, pack.content))], 0  # fmt: skip


@_says_problems
def load(path: str | Path, *, by: object | None = None, at: datetime | None = None) -> Answer:
    """Load the pack; loading it again changes nothing."""
    pack, before = read(path, strictly=True), Loading.objects.count()
    loading = load_read_pack(pack, by=by, at=at or clock.now())
    if Loading.objects.count() == before:
        return [f"{loading.revision} is in force already; nothing changed."], 0
    return [f"Loaded {loading.revision}.", *loading.did, *_unread(pack)], 0


@_says_problems
def keep_up(path: str | Path) -> Answer:
    """Load a pack that ships with the product, unless somebody has chosen another one for any of its parts."""
    pack = read(path)
    if not may_keep_up(pack):
        return [f"{pack.id} ships with the product; another pack is in force, so it was left alone."], 0
    return load(path)


def _listed(found: list) -> list[str]:
    return [str(one) for one in found] or ["No difference."]


def _unread(pack: Pack) -> list[str]:
    return [f"note: no room reads {name} yet; it was left alone." for name in pack.unread]
