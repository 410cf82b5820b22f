"""A house that certifies: the achievements that ship are in force."""

import json
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from whiteglove.ground.packs.actions import load_pack
from whiteglove.ground.packs.models import Revision
from whiteglove.learning.credentials.open_badges import proof, status_bits, token
from whiteglove.learning.credentials.open_badges.achievement import Achievement, Asked, Award, Evidence, Issuer, stamp
from whiteglove.learning.credentials.open_badges.checking import House, Kept
from whiteglove.learning.credentials.open_badges.did import PublicKey, did_of
from whiteglove.learning.standards.actions import SHIPPED

NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)
PRIVATE = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
SITE = "https://desk.example:8443/eu"


@dataclass(frozen=True)
class Paper:
    """A certificate that was never in a database, signed both ways, and the house that knows it."""

    document: dict[str, Any]
    text: str
    token: str
    house: House
    key: PublicKey


@cache
def signed_paper() -> Paper:
    did, key = did_of(SITE), PublicKey(1, PRIVATE.public_key().public_bytes_raw())
    said = Achievement(
        f"{SITE}/credentials/achievements/abc/ace-csp", 'A.C.E. "Professional" 😀', "Certificate", "Serves\ncustomers",
        "All six gates", f"{SITE}/badge.svg", ("service", "ünicode"),
        (Asked("capstone", "Integrated simulation", least="0", most="100", required="80"),),
        ({"name": "Team lead", "url": "https://roles.example/lead"},),
    )  # fmt: skip
    award = Award(
        f"{SITE}/credentials/5f0c0c44-8df0-4f2e-9a10-9d7a4f0c6f11", "Ada Osei", Issuer(did, "Demo Company", SITE), said,
        NINE, status_bits.entry(f"{SITE}/credentials/status/1/", 94567), datetime(2029, 3, 3, 9, tzinfo=UTC),
        (Evidence("Portfolio", "Reviewed by Lee", "portfolio"),), {"capstone": "91"},
    )  # fmt: skip
    document = proof.signed(award.document, PRIVATE, key.method(did), stamp(NINE))
    keys = {key.method(did): key.raw, key.jwk_method(did): key.raw}
    house = House({did}, keys, (), lambda address: Kept(document) if address == document["id"] else None)
    written = json.dumps(document, ensure_ascii=False)
    return Paper(document, written, token.signed(award.document, PRIVATE, key.jwk_method(did)), house, key)


@pytest.fixture(scope="session")
def paper() -> Paper:
    return signed_paper()


@pytest.fixture
def certifies(db, tmp_path) -> Revision:
    """The achievements that ship and nothing else."""
    folder = tmp_path / "certifies"
    shutil.copytree(SHIPPED / "achievements", folder / "achievements")
    shutil.copy(SHIPPED / "pack.yaml", folder / "pack.yaml")
    return load_pack(folder, by=None, at=NINE).revision
