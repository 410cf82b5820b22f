"""Whether a certificate is genuine and still holds, and if not, why: each reason in words. Pure; the time is given.

Only certificates of this house are judged: what is known of its keys and of what it took back comes in as `House`.
"""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from . import proof, token
from .canonical import CREDENTIALS, OPEN_BADGES, Unsignable

SLACK = timedelta(minutes=5)  # clocks differ
LARGEST = 200_000

GENUINE, WITHDRAWN, EXPIRED, NOT_YET = "genuine", "revoked", "expired", "not_yet"
UNREADABLE, FOREIGN, UNKNOWN_KEY, DISTRUSTED, CHANGED, UNKNOWN = (
    "unreadable", "foreign", "unknown_key", "distrusted", "changed", "unknown",
)  # fmt: skip

WORDS = {
    GENUINE: "This certificate is genuine and valid.",
    WITHDRAWN: "The signature is genuine, but the certificate was taken back.",
    EXPIRED: "The signature is genuine, but the certificate has expired.",
    NOT_YET: "The signature is genuine, but the certificate isn't valid yet.",
    UNREADABLE: "This can't be read as a certificate.",
    FOREIGN: "This wasn't issued here, so it can't be checked here.",
    UNKNOWN_KEY: "It says it comes from us, but was signed with a key that was never ours.",
    DISTRUSTED: "It was signed with a key that we no longer trust.",
    CHANGED: "Something in it was changed after it was signed.",
    UNKNOWN: "The signature is ours, but we keep no such certificate.",
}


@dataclass(frozen=True)
class Kept:
    """What this house keeps of a certificate: the document as it was signed (None where it was erased), and why it was
    taken back ("" while it stands)."""

    document: dict[str, Any] | None
    taken_back: str = ""


@dataclass(frozen=True)
class House:
    """What is known here. `keys`: {the method or kid that a signature names: 32 bytes}; `kept`: the record of the
    certificate with this id, None for one that was never issued."""

    dids: Collection[str]
    keys: Mapping[str, bytes]
    distrusted: Collection[str]
    kept: Callable[[str], Kept | None]


@dataclass(frozen=True)
class Verdict:
    """`state` is one of the words above; `steps` what was looked at, in order, each with whether it held."""

    state: str
    document: dict[str, Any] = field(default_factory=dict)
    steps: tuple[tuple[str, bool], ...] = ()
    more: str = ""

    @property
    def genuine(self) -> bool:
        return self.state == GENUINE

    @property
    def signed_here(self) -> bool:
        """Whether what it says can be believed to have been said, whether or not it still holds."""
        return self.state in (GENUINE, WITHDRAWN, EXPIRED, NOT_YET)

    @property
    def words(self) -> str:
        return WORDS[self.state]


class Refused(Exception):
    """What is wrong, as a state and in more words."""

    def __init__(self, state: str, more: str = "") -> None:
        super().__init__(state)
        self.state, self.more = state, more


STEPS = {
    UNREADABLE: "It can be read as an Open Badges 3.0 certificate",
    FOREIGN: "It names us as its issuer",
    UNKNOWN_KEY: "It was signed with a key of ours",
    DISTRUSTED: "That key is still trusted",
    CHANGED: "Nothing was changed since it was signed",
    UNKNOWN: "We keep a record of it",
    WITHDRAWN: "It wasn't taken back",
    NOT_YET: "It is valid by now",
    EXPIRED: "It hasn't expired",
}


def check(text: str, house: House, at: datetime) -> Verdict:
    """What is to be said of `text`: JSON with a proof inside, or a signed token."""
    document: dict[str, Any] = {}
    try:
        document = read(text, house)
        look_up(document, house, at)
    except Refused as why:
        return Verdict(why.state, document, steps_until(why.state), why.more)
    return Verdict(GENUINE, document, steps_until(""))


def steps_until(state: str) -> tuple[tuple[str, bool], ...]:
    """Each thing that was looked at; the one that failed is the last."""
    names = list(STEPS)
    last = names.index(state) if state in names else len(names)
    return tuple((STEPS[name], name != state) for name in names[: last + 1])


def read(text: str, house: House) -> dict[str, Any]:
    """What it says, once the signature over all of it was found to be ours. Raises Refused."""
    text = text.strip()
    if not text or len(text) > LARGEST:
        raise Refused(UNREADABLE, "It is empty, or larger than any certificate.")
    return read_json(text, house) if text.startswith("{") else read_token(text, house)


def read_json(text: str, house: House) -> dict[str, Any]:
    try:
        document = json.loads(text, object_pairs_hook=once_each)
    except (ValueError, RecursionError) as error:
        raise Refused(UNREADABLE, "It isn't whole JSON.") from error
    expect_shape(document)
    if not proof.well_formed(document.get("proof")):
        raise Refused(UNREADABLE, "It carries no proof of the kind we make (eddsa-rdfc-2022).")
    key = key_for(document, document["proof"]["verificationMethod"], house)
    try:
        genuine = proof.verifies(document, key)
    except Unsignable as error:
        raise Refused(CHANGED, f"It can't be what was signed: {error}.") from error
    if not genuine:
        raise Refused(CHANGED)
    return document


def read_token(text: str, house: House) -> dict[str, Any]:
    try:
        kid = token.kid_of(text)
        unproven = token.unproven(text)
    except token.BadToken as error:
        raise Refused(UNREADABLE, "It is neither whole JSON nor a signed token.") from error
    expect_shape(unproven)
    try:
        return token.opened(text, key_for(unproven, kid, house))
    except token.BadToken as error:
        raise Refused(CHANGED) from error


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a name written twice: two readers could read two certificates."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands there twice")
    return found


def expect_shape(document: Any) -> None:
    if not isinstance(document, dict) or document.get("@context") != [CREDENTIALS, OPEN_BADGES]:
        raise Refused(UNREADABLE, "It doesn't begin as an Open Badges 3.0 certificate does.")
    kinds = document.get("type")
    if not isinstance(kinds, list) or not {"VerifiableCredential", "OpenBadgeCredential"} <= {str(k) for k in kinds}:
        raise Refused(UNREADABLE, "It isn't of the type of a certificate.")
    if not isinstance(document.get("issuer"), dict) or not isinstance(document["issuer"].get("id"), str):
        raise Refused(UNREADABLE, "It names no issuer.")


def key_for(document: dict[str, Any], method: str, house: House) -> bytes:
    issuer = document["issuer"]["id"]
    if issuer not in house.dids:
        raise Refused(FOREIGN, f"It names {issuer[:200]} as its issuer.")
    if method in house.distrusted:
        raise Refused(DISTRUSTED)
    if method not in house.keys or not method.startswith(f"{issuer}#"):
        raise Refused(UNKNOWN_KEY)
    return house.keys[method]


def look_up(document: dict[str, Any], house: House, at: datetime) -> None:
    """What the signature can't say: whether it was taken back, and whether its time has come or passed."""
    kept = house.kept(str(document.get("id")))
    if kept is None:
        raise Refused(UNKNOWN)
    if kept.document is not None and unsigned(document) != unsigned(kept.document):
        # The same statements can be written in more than one shape; a reader may see another meaning in another shape.
        raise Refused(CHANGED, "It is written otherwise than what we keep.")
    if kept.taken_back:
        raise Refused(WITHDRAWN, kept.taken_back)
    if datetime.fromisoformat(document["validFrom"]) > at + SLACK:
        raise Refused(NOT_YET)
    if "validUntil" in document and datetime.fromisoformat(document["validUntil"]) <= at:
        raise Refused(EXPIRED)


def unsigned(document: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name != "proof"}
