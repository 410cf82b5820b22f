"""What `whiteglove packs check|diff|load` does: gives lines to print and an exit code (0 well, 1 not)."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path

from whiteglove.ground.lib import clock

from .actions import load_read_pack, may_keep_up, rulers, standing_as_it_is
from .diff import changes
from .models import Loading, Revision
from .parts import parts
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
    """From `other` (or from what is in force) to the pack at `path`."""
    pack = read(path)
    if other is not None:
        return _listed(changes(read(other).content, pack.content)), 0
    ruling = {name: one.revision for name, one in rulers(pack).items() if one}
    if not ruling:
        return [f"Nothing is in force yet; all of {pack.id} is new."], 0
    names = ", ".join(sorted({str(one) for one in ruling.values()}))
    found = changes(_in_force(ruling, pack), pack.content)
    return [f"Against {names}, in force now:", *_listed(found), *_left_out(pack)], 0


def _in_force(ruling: dict[str, Revision], pack: Pack) -> dict:
    """What each part of the pack would take the place of, whichever pack it came from."""
    whole = {one.pk: one for one in ruling.values()}
    about = next(iter(whole.values())).about if len(whole) == 1 else pack.content["about"]
    return {"about": about, "parts": {name: whole[one.pk].part(name) for name, one in ruling.items()}}


def _left_out(pack: Pack) -> list[str]:
    left = [one.name for one in parts() if one.name not in pack.content["parts"]]
    stay = [name for name in left if Loading.objects.rulers(name).exists()]
    return [f"note: {', '.join(stay)}: not in this pack, so what is in force stays."] if stay else []


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
    if standing := standing_as_it_is(pack):
        return [f"{standing.revision} is in force already; nothing changed."], 0
    if not may_keep_up(pack):
        return [f"{pack.id} ships with the product; another pack is in force, so it was left alone."], 0
    return load(path)


def _listed(found: list) -> list[str]:
    return [str(one) for one in found] or ["No difference."]


def _unread(pack: Pack) -> list[str]:
    return [f"note: no room reads {name} yet; it was left alone." for name in pack.unread]
