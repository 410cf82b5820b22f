"""What is not set up yet: one question a line, asked of the rooms below."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from whiteglove.ground.people.models import Membership, Person
from whiteglove.ground.people.policy import may
from whiteglove.learning.standards import queries as standards
from whiteglove.service.channels.models import Account
from whiteglove.service.desk.models import Ticket
from whiteglove.service.sla.models import BusinessCalendar


@dataclass(frozen=True)
class Step:
    """`done` is asked only when the list is shown. `permit` is what one needs to do it."""

    title: str
    why: str
    url_name: str
    action: str
    permit: str
    done: Callable[[Person], bool]

    @property
    def url(self) -> str:
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""


def _has_colleagues(person: Person) -> bool:
    return Person.objects.active().staff().exclude(pk=person.pk).exists()


def _has_mailbox(person: Person) -> bool:
    return Account.objects.filter(active=True).exists()


STEPS = (
    Step("Put the standard in force", "It says how soon customers are answered, and in which words.",
         "standards:setup", "See the standard", "standards.load", lambda person: standards.current() is not None),
    Step("Say when you are open", "The clocks run only while your calendar is open.",
         "sla:calendars", "Set the hours", "sla.change", lambda person: BusinessCalendar.objects.exists()),
    Step("Connect a mailbox", "Mail that reaches it becomes tickets, and your answers leave from it.",
         "channels:accounts", "Connect one", "channels.accounts", _has_mailbox),
    Step("Make a team", "Tickets belong to a team; its people see them.",
         "people:teams", "Make one", "people.manage_teams", lambda person: Membership.objects.exists()),
    Step("Invite your colleagues", "Nobody should answer customers alone.",
         "people:invite", "Invite somebody", "people.invite", _has_colleagues),
    Step("Write to yourselves", "Send a mail to your mailbox from outside, and answer it as a customer would wish.",
         "desk:queue", "Look at the desk", "desk.see", lambda person: Ticket.objects.exists()),
)  # fmt: skip


def undone(person: Person) -> Iterator[Step]:
    """The steps this person can take and nobody has taken."""
    return (step for step in STEPS if may(person, step.permit) and not step.done(person))
