"""All that the rooms keep of somebody, as one file."""

import json
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder

from . import keeping
from .models import Person


def account_of(person: Person) -> dict[str, object]:
    return {
        "name": person.name, "email": person.email, "role": person.role, "joined_at": person.joined_at,
        "time_zone": person.time_zone, "languages": person.languages,
        "teams": [one.team.name for one in person.memberships.select_related("team").order_by("id")],
        "skills": [{"skill": one.skill.name, "level": one.level}
                   for one in person.skills.select_related("skill").order_by("id")],
    }  # fmt: skip


def zip_of(person: Person, at: datetime) -> bytes:
    """A file for each room, and one of the account."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        file.writestr("account.json", written(account_of(person)))
        for part in keeping.parts():
            file.writestr(f"{part.room}.json", written(part.give(person, at)))
    return made.getvalue()


def written(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
