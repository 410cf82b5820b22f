"""Issue a certificate anew: its holder has another name, or the key that signed it is no longer trusted."""

import json
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.credentials import addresses, queries
from whiteglove.learning.credentials.models import Credential, Revocation, Why
from whiteglove.learning.credentials.open_badges import status_bits
from whiteglove.learning.credentials.open_badges.achievement import plain

from .issue import announce
from .revoke import hold
from .signing import free_place, key_to_sign, signed_both_ways


def reissue(*, credential: Credential, by: Person | None, at: datetime, why: str = Why.NAME) -> Credential:
    """The same certificate under the holder's name of today, signed by the key of today; the old one is taken back, and
    its page leads to the new one. Times, evidence and results stay. Raises Refused if it doesn't stand any more."""
    if by is not None:
        require(by, "credentials.revoke", credential)
    with transaction.atomic():
        old = hold(credential)
        public_id, key, (row, index) = uuid4(), key_to_sign(by, at), free_place(at)
        status = status_bits.entry(addresses.status_list(row.pk), index)
        document = anew(old, addresses.credential(public_id), status, old.person.name)
        Revocation.objects.create(credential=old, why=why, by=by, at=at)
        made = Credential.objects.create(
            public_id=public_id, person=old.person, holder=plain(old.person.name, 200), achievement=old.achievement,
            name=old.name, revision=old.revision, key=key, status_list=row, status_index=index,
            valid_from=old.valid_from, valid_until=old.valid_until, ref=old.ref, issued_at=at, by=by, replaces=old,
            **signed_both_ways(document, key, at),
        )  # fmt: skip
        announce(made, by, at)
    return made


def anew(old: Credential, address: str, status: dict[str, str], holder: str) -> dict[str, Any]:
    """What the old one says, with another address, name, issuer and status."""
    document = json.loads(old.signed.replace(old.document["id"], address))
    del document["proof"]
    document["issuer"], document["credentialStatus"] = queries.issuer().profile, status
    document["credentialSubject"]["identifier"][0]["identityHash"] = plain(holder, 200)
    return document
