"""Keep what an event says of learning, send what waits, decide where to."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from whiteglove.ground.events import backoff
from whiteglove.ground.events.actions import record
from whiteglove.ground.events.models import Event
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.channels import secrets

from . import queries, sending, statements
from .models import RecordStore, Statement

BATCH, NEVER = 50, timedelta(days=36_500)


def keep(event: Event) -> Statement | None:
    """Repeated, it keeps the one there is: its id follows from the event."""
    said = statements.told(event)
    if said is None or not Person.objects.filter(pk=said.person).exists():
        return None
    content = statements.statement(said, site=settings.PUBLIC_URL, event=event.pk, at=event.at)
    about = {"person_id": said.person, "event": event.pk, "content": content, "at": event.at, "due_at": event.at}
    return Statement.objects.get_or_create(uid=content["id"], defaults=about)[0]


def send_due(at: datetime) -> int:
    """How many the store took. One that can't be reached is asked again after a growing pause; where it refuses a batch
    as it is, each is tried alone, so that one can't hold up the others."""
    store = queries.store()
    due = list(Statement.objects.due(at).order_by("due_at", "id")[:BATCH]) if store.on else []
    if not due:
        return 0
    try:
        return _hand_over(store, due, at)
    except sending.NotTaken as why:
        if not why.for_good:
            return _postpone(due, str(why), at)
    return sum(_hand_over_alone(store, one, at) for one in due)


def _hand_over(store: RecordStore, some: list[Statement], at: datetime) -> int:
    try:
        sending.send([one.content for one in some], store.endpoint, store.user, store.password)
    except secrets.Lost as lost:
        raise sending.NotTaken(str(lost)) from lost
    return Statement.objects.filter(pk__in=[one.pk for one in some]).update(sent_at=at, problem="")


def _hand_over_alone(store: RecordStore, one: Statement, at: datetime) -> int:
    try:
        return _hand_over(store, [one], at)
    except sending.NotTaken as why:
        return _postpone([one], str(why), at, for_good=why.for_good)


def _postpone(some: list[Statement], why: str, at: datetime, for_good: bool = False) -> int:
    """What is refused for good waits for somebody who tries again by hand."""
    for one in some:
        one.problem, one.tries = why[:300], one.tries + 1
        one.due_at = at + (NEVER if for_good else backoff.delay(one.tries, 0))
    Statement.objects.bulk_update(some, ["problem", "tries", "due_at"])
    return 0


def change_store(*, endpoint: str, user: str, password: str, on: bool, by: Person, at: datetime) -> RecordStore:
    """An empty password keeps the one there is, as long as the address stays: it isn't shown to a new one."""
    require(by, "records.setup")
    with transaction.atomic():
        old = queries.store()
        kept = (
            bytes(old.secret) if not password and old.endpoint == endpoint else secrets.sealed({"password": password})
        )
        made = RecordStore.objects.create(endpoint=endpoint, user=user, secret=kept, on=on, by=by, at=at)
        said = endpoint if on else "nowhere"
        record("record_store.changed", subject=made, by=by, at=at, facts={"endpoint": said}, audience="admin")
    return made


def try_again(*, by: Person, at: datetime) -> int:
    """What the store didn't take is due now."""
    require(by, "records.setup")
    return Statement.objects.waiting().exclude(problem="").update(due_at=at, tries=0)


def erase_person(person: Person, at: datetime) -> None:
    """What was told of them; a store it was sent to has its own copy."""
    Statement.objects.filter(person=person).delete()
