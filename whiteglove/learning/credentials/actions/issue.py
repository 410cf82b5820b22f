"""Give somebody a certificate."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from whiteglove.ground.events.actions import record
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.credentials import addresses, queries
from whiteglove.learning.credentials.errors import Refused
from whiteglove.learning.credentials.gathered import evidence_of, with_results
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.credentials.open_badges import status_bits
from whiteglove.learning.credentials.open_badges.achievement import Award, Evidence, plain

from .signing import free_place, key_to_sign, signed_both_ways


def issue_credential(
    *,
    person: Person,
    achievement: str,
    by: Person | None,
    at: datetime,
    evidence: Sequence[Evidence | Mapping[str, Any]] = (),
    results: Mapping[str, Any] | Sequence[Mapping[str, Any]] = (),
    revision: Revision | None = None,
    ref: str = "",
) -> Credential:
    """Sign that `person` has reached `achievement`, an id in the pack's `achievements/`.

    by        who decided it; None for the house itself, where a rule of the pack did
    evidence  what it rests on, in words that may be public: {"name", "says"}
    results   {what was measured: the value}, or a list of {"name", "score"}
    revision  by which it is judged; left out, the one in force
    ref       what it is given for, such as "enrolment:7"

    What the house gives, or gives for the same `ref`, it gives once: the one that stands is returned. Raises Refused
    where the pack has no such achievement, and for oneself.
    """
    if by is not None:
        require(by, "credentials.issue", person)
        if by.pk == person.pk:
            raise Refused("Nobody gives a certificate to themselves. Ask another lead or an administrator.")
    revision = revision or queries.ruling_revision()
    said = queries.achievement(revision, achievement) if revision else None
    if said is None:
        raise Refused(f"The pack in force certifies nothing called {achievement}.")
    said, values = with_results(said, results)
    with transaction.atomic():
        holder = Person.objects.select_for_update().get(pk=person.pk)
        if (ref or by is None) and (known := standing(holder, achievement, ref)):
            return known
        return _issue(holder, achievement, revision, said, evidence_of(evidence), values, by, at, ref)


def standing(person: Person, achievement: str, ref: str) -> Credential | None:
    """What was given for it and wasn't taken back; where that was issued anew, the last of them."""
    found = Credential.objects.standing().filter(person=person, achievement=achievement, ref=ref)
    return found.order_by("-pk").first()


def _issue(person, achievement, revision, said, evidence, results, by, at, ref) -> Credential:
    public_id, key, (row, index) = uuid4(), key_to_sign(by, at), free_place(at)
    award = Award(
        id=addresses.credential(public_id), holder=person.name, issuer=queries.issuer(), achievement=said,
        valid_from=at, valid_until=queries.ends(queries.in_pack(revision, achievement), at), evidence=evidence,
        results=results, status=status_bits.entry(addresses.status_list(row.pk), index),
    )  # fmt: skip
    made = Credential.objects.create(
        public_id=public_id, person=person, holder=plain(person.name, 200), achievement=achievement, name=said.name,
        revision=revision, key=key, status_list=row, status_index=index, valid_from=at, valid_until=award.valid_until,
        ref=ref, issued_at=at, by=by, **signed_both_ways(award.document, key, at),
    )  # fmt: skip
    announce(made, by, at)
    return made


def announce(made: Credential, by: Person | None, at: datetime) -> None:
    facts = {"holder": made.holder, "name": made.name, "achievement": made.achievement, "person": made.person_id,
             "replaces": made.replaces_id or 0}  # fmt: skip
    record("credential.issued", subject=made, by=by, at=at, facts=facts, audience=f"person:{made.person_id}")
