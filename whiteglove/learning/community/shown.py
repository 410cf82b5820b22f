"""Profiles, worked out before their template asks."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.tongues import spoken
from whiteglove.learning.credentials.models import Credential

from . import queries, wording
from .models import PARTS, Profile, Speech


@dataclass(frozen=True)
class Shown:
    """What a page says of somebody; what isn't to be seen isn't in it."""

    person: Person
    title: str = ""
    bio: str = ""
    picture: str = ""
    achievements: list[str] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    level: int = 0
    credentials: list[Credential] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)

    @property
    def level_name(self) -> str:
        return queries.LEVELS.get(self.level, "")

    @property
    def is_bare(self) -> bool:
        return not any((self.title, self.bio, self.achievements, self.links, self.speeches, self.credentials))


def of(person: Person, at: datetime, parts: Any = tuple(PARTS)) -> Shown:
    """Only what `parts` names is even read."""
    profile, parts = queries.profile_of(person) or Profile(person=person), set(parts)
    told: dict[str, Any] = {
        "title": lambda: profile.title,
        "bio": lambda: wording.html_of(profile.bio),
        "picture": lambda: profile.picture_digest,
        "achievements": lambda: profile.achievements,
        "languages": lambda: spoken(person.languages) if person.languages else [],
        "links": lambda: profile.links,
        "level": lambda: queries.levels_of([person.pk], at).get(person.pk, 0),
        "credentials": lambda: queries.credentials_of(person, at),
        "speeches": lambda: queries.shown_speeches(person),
    }
    return Shown(person, **{part: tell() for part, tell in told.items() if part in parts})
