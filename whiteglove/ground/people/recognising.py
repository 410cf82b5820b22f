"""Who is asking: the session and the person behind it, read on every request by statements prepared once."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Person

kept = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data")
)
person_of = Prepared(lambda pk: Person.objects.filter(pk=pk))


class SessionStore(db.SessionStore):
    """Django's sessions in the database."""

    def load(self) -> dict[str, Any]:
        found = kept.first(self.session_key, clock.now())
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])


class Backend(AuthenticationBackend):
    """allauth's address and password."""

    def get_user(self, user_id: int) -> Person | None:
        person = person_of.first(user_id)
        return person if person and self.user_can_authenticate(person) else None
