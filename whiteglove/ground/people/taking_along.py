"""All that the rooms keep of somebody, as one file."""

import json
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder

from . import keeping
from .models import Person


def account_of(person: Person) -> dict[str, object]:
    return {
        "name": person.name, "email": person.email, "role": person.role, "joined_at": person.joined_at,
        "time_zone": person.time_zone, "languages": person.languages, "signature": person.signature,
        "teams": [one.team.name for one in person.memberships.select_related("team").order_by("id")],
        "skills": [{"skill": one.skill.name, "level": one.level}
                   for one in person.skills.select_related("skill").order_by("id")],
        "access_ended": [{"at": one.at, "reason": one.reason, "undone_at": one.undone_at}
                         for one in person.deactivations.order_by("id")],
        "signed_in": list(UserSession.objects.filter(user=person).order_by("id").values(
            "created_at", "last_seen_at", "ip", "user_agent")),
        "second_steps": list(Authenticator.objects.filter(user=person).order_by("id").values(
            "type", "created_at", "last_used_at")),
    }  # fmt: skip


def zip_of(person: Person, at: datetime) -> bytes:
    """A file for each room, one of them the account."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for part in keeping.parts():
            file.writestr(f"{part.room}.json", written(part.give(person, at)))
    return made.getvalue()


def written(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
