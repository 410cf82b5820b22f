"""What a certificate says: the document that is signed (Open Badges 3.0, Verifiable Credentials 2.0). Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from .canonical import CREDENTIALS, OPEN_BADGES

# Canonical lines write these in more than one way, by the age of the library; nobody misses them.
UNWRITABLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
NAME, TEXT = 200, 4000


def plain(text: str, most: int = TEXT) -> str:
    return UNWRITABLE.sub(" ", text.replace("\r\n", "\n")).strip()[:most]


def stamp(at: datetime) -> str:
    """`2026-11-23T09:00:00Z`: whole seconds, as every verifier reads them."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True)
class Issuer:
    """The organisation. `image` is the address of a picture, if it has one."""

    did: str
    name: str
    url: str
    email: str = ""
    about: str = ""
    image: str = ""

    @property
    def profile(self) -> dict[str, Any]:
        said = {"id": self.did, "type": ["Profile"], "name": plain(self.name, NAME), "url": self.url,
                "email": self.email, "description": plain(self.about)}  # fmt: skip
        found = {name: value for name, value in said.items() if value}
        return found | ({"image": {"id": self.image, "type": "Image"}} if self.image else {})


@dataclass(frozen=True)
class Asked:
    """One thing the achievement measures, such as a gate's score. `kind` is an Open Badges result type."""

    id: str
    name: str
    kind: str = "Percent"
    least: str = ""
    most: str = ""
    required: str = ""

    def described(self, achievement: str) -> dict[str, Any]:
        said = {"id": f"{achievement}#{self.id}", "type": ["ResultDescription"], "name": plain(self.name, NAME),
                "resultType": self.kind, "valueMin": self.least, "valueMax": self.most,
                "requiredValue": self.required}  # fmt: skip
        return {name: value for name, value in said.items() if value}


@dataclass(frozen=True)
class Achievement:
    """What is certified. `id` is its public address, `image` the address of its badge."""

    id: str
    name: str
    kind: str
    about: str
    criteria: str
    image: str = ""
    tags: Sequence[str] = ()
    asks: Sequence[Asked] = ()
    alignments: Sequence[Mapping[str, str]] = ()

    @property
    def described(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            "id": self.id, "type": ["Achievement"], "achievementType": self.kind, "name": plain(self.name, NAME),
            "description": plain(self.about),
            "criteria": {"id": f"{self.id}#criteria", "narrative": plain(self.criteria)},
        }  # fmt: skip
        if self.image:
            said["image"] = {"id": self.image, "type": "Image"}
        if self.tags:
            said["tag"] = [plain(tag, NAME) for tag in self.tags]
        if self.alignments:
            said["alignment"] = [aligned(self.id, number, one) for number, one in enumerate(self.alignments, 1)]
        if self.asks:
            said["resultDescription"] = [ask.described(self.id) for ask in self.asks]
        return said


def aligned(achievement: str, number: int, one: Mapping[str, str]) -> dict[str, Any]:
    """With an id of its own: see `canonical.NAMELESS`."""
    return {"id": f"{achievement}#leads-to-{number}", "type": ["Alignment"], "targetName": plain(one["name"], NAME),
            "targetUrl": one["url"]}  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    name: str
    narrative: str
    genre: str = ""


@dataclass(frozen=True)
class Award:
    """One person's certificate, as it is to be signed. `results` are by the id of what the achievement asks."""

    id: str
    holder: str
    issuer: Issuer
    achievement: Achievement
    valid_from: datetime
    status: Mapping[str, str]
    valid_until: datetime | None = None
    evidence: Sequence[Evidence] = ()
    results: Mapping[str, str] = field(default_factory=dict)

    @property
    def document(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            "@context": [CREDENTIALS, OPEN_BADGES], "id": self.id,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": plain(self.achievement.name, NAME), "issuer": self.issuer.profile,
            "validFrom": stamp(self.valid_from),
        }  # fmt: skip
        if self.valid_until:
            said["validUntil"] = stamp(self.valid_until)
        said["credentialSubject"] = self.subject
        if self.evidence:
            said["evidence"] = [self.shown(number, one) for number, one in enumerate(self.evidence, 1)]
        return said | {"credentialStatus": dict(self.status)}

    @property
    def subject(self) -> dict[str, Any]:
        """The holder, by name alone: neither an address nor anything it could be guessed from."""
        named = {"type": "IdentityObject", "identityType": "name", "hashed": False,
                 "identityHash": plain(self.holder, NAME)}  # fmt: skip
        said = {"id": f"{self.id}#holder", "type": ["AchievementSubject"], "identifier": [named],
                "achievement": self.achievement.described}  # fmt: skip
        asked = [one for one in self.achievement.asks if one.id in self.results]
        if asked:
            said["result"] = [self.reached(one) for one in asked]
        return said

    def reached(self, one: Asked) -> dict[str, Any]:
        return {"id": f"{self.id}#result-{one.id}", "type": ["Result"], "value": plain(self.results[one.id], NAME),
                "resultDescription": f"{self.achievement.id}#{one.id}"}  # fmt: skip

    def shown(self, number: int, one: Evidence) -> dict[str, Any]:
        said = {"id": f"{self.id}#evidence-{number}", "type": ["Evidence"], "name": plain(one.name, NAME),
                "narrative": plain(one.narrative), "genre": plain(one.genre, NAME)}  # fmt: skip
        return {name: value for name, value in said.items() if value}
