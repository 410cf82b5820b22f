"""The parts of issuing: a key at first need, a place in the status list, two signatures."""

from __future__ import annotations

from datetime import datetime
from secrets import randbelow
from typing import Any

from django.db import IntegrityError, transaction

from whiteglove.ground.people.models import Person
from whiteglove.learning.credentials import addresses, keeping
from whiteglove.learning.credentials.models import Credential, SigningKey, StatusList
from whiteglove.learning.credentials.open_badges import proof, token
from whiteglove.learning.credentials.open_badges.achievement import stamp
from whiteglove.learning.credentials.open_badges.encoding import multikey
from whiteglove.learning.credentials.open_badges.status_bits import LENGTH


def key_to_sign(by: Person | None, at: datetime) -> SigningKey:
    """The key of this address, made at first need."""
    did = addresses.own_did()
    found = SigningKey.objects.current(did).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return make_key(did, by, at)
    except IntegrityError:  # somebody else made it just now
        return SigningKey.objects.current(did).get()


def make_key(did: str, by: Person | None, at: datetime) -> SigningKey:
    made = keeping.new()
    last = SigningKey.objects.order_by("-number").values_list("number", flat=True).first() or 0
    return SigningKey.objects.create(
        number=last + 1, did=did, public=multikey(made.public_key().public_bytes_raw()), secret=keeping.sealed(made),
        made_at=at, by=by,
    )  # fmt: skip


def free_place(at: datetime) -> tuple[StatusList, int]:
    """A place by chance, so that the number says neither who came before nor how many there are."""
    last = StatusList.objects.order_by("-pk").first()
    if last is None or last.credentials.count() >= LENGTH // 2:
        last = StatusList.objects.create(made_at=at)
    while True:
        index = randbelow(LENGTH)
        if not last.credentials.filter(status_index=index).exists():
            return last, index


def signed_both_ways(document: dict[str, Any], key: SigningKey, at: datetime) -> dict[str, str]:
    """The two columns of a credential: with a proof inside, and as a token."""
    private = keeping.opened(key.secret)
    return {
        "signed": Credential.written(proof.signed(document, private, key.method, stamp(at))),
        "token": token.signed(document, private, key.jwk_method),
    }
