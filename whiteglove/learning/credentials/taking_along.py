"""One's own certificates as a file; /certificates/ has them as pictures and for print, too."""

from typing import Any

from whiteglove.ground.people.models import Person

from . import addresses, queries
from .models import Credential


def file_of(person: Person) -> dict[str, Any]:
    """Each with its signed document, which anybody can check without us."""
    held = queries.of_person(person).reverse()
    return {"person": person.name, "certificates": [_certificate(one) for one in held]}


def _certificate(one: Credential) -> dict[str, Any]:
    gone = getattr(one, "revocation", None)
    return {
        "name": one.name, "holder": one.holder, "issued_at": one.issued_at, "valid_until": one.valid_until,
        "page": addresses.credential(one.public_id), "document": one.document,
        "taken_back": {"at": gone.at, "why": gone.get_why_display(), "note": gone.note} if gone else None,
    }  # fmt: skip
