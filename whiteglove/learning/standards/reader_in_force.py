"""The conversation reader of the pack in force: one in each process, made when it is first asked for."""

from __future__ import annotations

import hashlib
import logging
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from whiteglove.ground.packs import in_force as packs
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.reader.reading import Conversation, Message, Reading

from .behaviours import BEHAVIOURS, WEIGHTS
from .models import Trial

if TYPE_CHECKING:
    from whiteglove.ground.reader.heads import Heads
    from whiteglove.ground.reader.ladder import Ladder
    from whiteglove.ground.reader.reader import Reader

FILE, RULES = "weights.npz", "rules"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class InForce:
    """A reader with the rungs people's answers have earned. `version` changes with anything that changes a verdict.

    The engine isn't made for several threads at once: take `lock` around anything but `read`.
    """

    version: str
    fitting: str
    revision_id: int
    reader: Reader
    ladder: Ladder
    lock: threading.RLock = field(default_factory=threading.RLock)

    def read(self, message: Message, conversation: Conversation, *, closely: bool = True) -> Reading:
        with self.lock:
            return self.ladder.read(message, conversation, closely=closely)

    def name_of(self, behaviour: str) -> str:
        known = self.reader.behaviours.get(behaviour)
        return known.name if known else behaviour.replace("_", " ")


_making = threading.Lock()
_made: tuple[object, InForce | None] = (None, None)


def in_force() -> InForce | None:
    """Two short statements while nothing changes. None where no pack with behaviours is loaded."""
    global _made
    with _making:
        now = _what_rules()
        if _made[0] != now:
            _made = (now, _make())
        return _made[1]


def _what_rules() -> tuple:
    """Another value whenever the reader has to be made anew."""
    loading = Loading.objects.order_by("-at", "-id").values_list("pk", "revision__hash").first()
    trials = Trial.objects.in_use().order_by("behaviour").values_list("pk", "behaviour", "at")
    return loading, tuple(trials)


def _make() -> InForce | None:
    ruling = packs.ruling(BEHAVIOURS)
    if ruling is None:
        return None
    from whiteglove.ground.reader.ladder import Ladder, Rung

    reader, fitting = _reader(_Behaviours(packs.hash_of_part(BEHAVIOURS, ruling), ruling[0]))
    trials = [one for one in Trial.objects.in_use().order_by("behaviour") if one.fitting == fitting]
    ladder = Ladder(reader, {one.behaviour: Rung.of_values(one.weights) for one in trials})
    learnt = hashlib.sha256(repr([(one.pk, one.behaviour) for one in trials]).encode()).hexdigest()[:8]
    return InForce(f"{fitting}-{learnt}" if trials else fitting, fitting, ruling[0], reader, ladder)


@dataclass(frozen=True)
class _Behaviours:
    """The same for every revision that says the same of them: another macro or target makes no other reader."""

    content_hash: str
    revision_id: int = field(compare=False)


@lru_cache(maxsize=1)
def _reader(behaviours: _Behaviours) -> tuple[Reader, str]:
    """(reader, name of behaviours and weights). Takes a second, and 150 MB with the encoder."""
    from whiteglove.ground.reader.encoder import encoder_or_none
    from whiteglove.ground.reader.needs import FILE as NEEDS
    from whiteglove.ground.reader.needs import read_needs
    from whiteglove.ground.reader.pack import vocabulary_of
    from whiteglove.ground.reader.reader import VOCABULARY, Reader

    encoder = encoder_or_none()
    reader = Reader.from_content(
        Revision.objects.get(pk=behaviours.revision_id).part(BEHAVIOURS),
        heads=usable_weights() if encoder else None,
        encoder=encoder,
        vocabulary=vocabulary_of(WEIGHTS / VOCABULARY),
        needs=read_needs(WEIGHTS / NEEDS),
    )
    return reader, named(behaviours.content_hash, digest() if reader.heads else RULES)


def fitting_now() -> str:
    """The name of behaviours and weights as they are, without making a reader. "" where no pack with them is loaded."""
    ruling = packs.ruling(BEHAVIOURS)
    if ruling is None:
        return ""
    file = WEIGHTS / FILE
    stamp = (file.stat().st_mtime_ns, file.stat().st_size) if file.is_file() else ()
    return named(packs.hash_of_part(BEHAVIOURS, ruling), _trained(file, stamp))


def named(content_hash: str, trained: str) -> str:
    return f"{content_hash[:10]}-{trained}"


def digest() -> str:
    return hashlib.sha256((WEIGHTS / FILE).read_bytes()).hexdigest()[:8]


@lru_cache(maxsize=4)
def _trained(file: Path, stamp: tuple) -> str:
    from whiteglove.ground.reader.encoder import encoder_or_none

    return digest() if encoder_or_none() and usable_weights() else RULES


def usable_weights() -> Heads | None:
    """Those that ship; None where they can't be used, which the log says. Nobody's desk stands still for that."""
    from whiteglove.ground.reader.weights import WeightsError, weights_of

    try:
        return weights_of(WEIGHTS / FILE)
    except WeightsError as problem:
        log.error("The reader goes by its rules alone: %s", problem)
        return None
