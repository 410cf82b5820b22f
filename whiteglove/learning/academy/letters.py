"""The letters of this room: what happened, and where to read the rest."""

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.post import post
from whiteglove.ground.ui.times import whole

from .calendars import calendar_of
from .gates.registry import address
from .models import Appeal, Application, Enrolment, Grant, Meeting, Mentoring, Review, Session
from .queries import managers_of

APPLIED = "{who} has applied for “{what}” and waits for a decision"
SIGN_OFF = "{who} asks for a sign-off: {what}"
APPEAL = "{who} asks for a second look: {what}"
SEATED = "You have a seat: {what}, {when}"
MOVED = "Moved: {what} is now on {when}"
STRUCK = "Called off: {what}, {when}"


def ask_managers(learner: Person, says: str, what: str, door: str, pk: int) -> None:
    """One each, at most five; `door` is where it is decided."""
    url = address(door, pk) or reverse("academy:home")
    for one in managers_of(learner)[:5]:
        _send(one, says.format(who=learner.first_name, what=what), "", url)


def tell_of_application(row: Application, name: str) -> None:
    accepted = row.state == "accepted"
    says = f"You are in: {name}" if accepted else f"Your application for “{name}” was declined"
    begun = Enrolment.objects.not_ended().filter(application=row).first() if accepted else None
    url = reverse("academy:enrolment", args=[begun.pk]) if begun else reverse("academy:programme", args=[row.programme])
    _send(row.person, says, row.reason, url, row.decided_by)


def tell_of_sign_off(row: Review, name: str) -> None:
    says = f"Signed off: {name}" if row.state == "granted" else f"Given back, with words to go on from: {name}"
    _send(row.enrolment.person, says, row.words, _gate(row.enrolment, row.gate), row.by)


def tell_of_appeal(row: Appeal, name: str) -> None:
    says = f"The second look at “{name}” is done. {row.get_outcome_display()}"
    _send(row.enrolment.person, says, row.words, _gate(row.enrolment, row.gate), row.by)


def tell_of_one_more(row: Grant, name: str) -> None:
    _send(row.enrolment.person, f"You have one more attempt: {name}", row.words, _gate(row.enrolment, row.gate), row.by)


def tell_of_certificate(person: Person, name: str) -> None:
    _send(person, f"Your certificate is ready: {name}", "", reverse("certificates:mine"))


def _gate(enrolment: Enrolment, gate: str) -> str:
    return reverse("academy:gate", args=[enrolment.pk, gate])


def tell_both(pair: Mentoring) -> None:
    """Who mentors whom from now on."""
    url, learner = reverse("academy:mentoring", args=[pair.enrolment_id]), pair.enrolment.person
    _send(pair.mentor, f"You mentor {learner.first_name} from now on", "", url)
    _send(learner, f"{pair.mentor.first_name} is your mentor from now on", "", url)


def ask_to_confirm(row: Meeting) -> None:
    """What it was about isn't in the letter."""
    pair = row.mentoring
    learner = pair.enrolment.person
    says = f"{row.by.first_name} noted a conversation of yours: please confirm it"
    url = reverse("academy:mentoring", args=[pair.enrolment_id])
    _send(learner if row.by_id == pair.mentor_id else pair.mentor, says, "", url)


def tell_of_workshop(session: Session, to: Person, says: str, at: datetime, words: str = "") -> None:
    """With the file that puts it into their calendar, moves it there, or strikes it out."""
    about = says.format(what=session.name, when=whole(to.local(session.starts_at)))
    _send(to, about, words, reverse("academy:workshops"), calendar=calendar_of([session], at))


def _send(to: Person, says: str, words: str, url: str, by: Person | None = None, calendar: bytes = b"") -> None:
    if not to.is_active:
        return
    about = {"to": to, "says": says, "words": words, "by": by, "url": urljoin(settings.PUBLIC_URL, url)}
    text = render_to_string("academy/letters/news.txt", about)
    letter = EmailMessage(" ".join(says.split())[:150], text, settings.DEFAULT_FROM_EMAIL, [to.email])
    if calendar:
        letter.attach("workshop.ics", calendar.decode(), "text/calendar")
    post(letter)
