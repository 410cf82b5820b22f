"""What the desk does when something happened elsewhere, and what it does again and again."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on, on_rehearsal
from whiteglove.ground.people.models import Membership, Person
from whiteglove.service.customers.models import Customer

from . import personal_data  # noqa: F401  registers the desk's part of export and erasure
from .actions.attend import tell_visitor_who_answers
from .actions.count_chats import count_chat
from .actions.fold_tallies import fold_tallies
from .actions.give_back import give_back
from .actions.judge_clocks import judge_all_again, judge_due
from .actions.keep_searchable import keep_customer_searchable
from .actions.mail_unseen import mail_all_unseen
from .actions.mark_delivered import mark_delivered
from .actions.mark_undelivered import mark_undelivered
from .actions.prune_acknowledged import prune_acknowledged
from .actions.route_chats import route_chats, take_back_unseen
from .actions.snooze import wake_due
from .actions.tell_chat_left import tell_chat_left
from .actions.tell_chat_rated import tell_chat_rated
from .actions.tell_identity import tell_identity
from .actions.watch_commitments import read_promises, watch_due


@on("message.bounced", "message.cancelled", "message.failed", "message.uncertain")
def tell_that_it_did_not_arrive(event: Event) -> None:
    mark_undelivered(event)


@on("message.requeued", "message.marked_sent")
def tell_that_somebody_saw_to_it(event: Event) -> None:
    mark_delivered(event)


@on("chat.ended")
def tell_that_the_chat_is_over(event: Event) -> None:
    tell_chat_left(event)


@on("ticket.bot_left")
def tell_the_visitor_who_answers(event: Event) -> None:
    tell_visitor_who_answers(event)


@on("chat.rated")
def tell_how_the_chat_was_found(event: Event) -> None:
    tell_chat_rated(event)


@on("chat.began", "chat.ended")
def count_the_chat(event: Event) -> None:
    count_chat(event)


@on(
    "chat.began", "chat.ended", "ticket.bot_left", "ticket.solved", "ticket.unassigned", "ticket.passed_on",
    "ticket.pass_refused", "ticket.moved", "person.takes_chats", "person.chats_limited",
)  # fmt: skip
def give_waiting_chats_to_somebody(event: Event) -> None:
    route_chats(at=event.at)


@every(seconds=5, name="desk.route_chats")
def route(at: datetime) -> None:
    take_back_unseen(at=at)
    route_chats(at=at)


@on("targets.adopted", "calendar.defined", "calendar.made_default", "calendar.given_to_team")
def judge_by_the_new_rules(event: Event) -> None:
    judge_all_again(at=event.at)


@on(
    "customer.changed", "customer.address_added", "customer.address_removed", "customer.merged", "customer.unmerged",
    "customer.erased",
)  # fmt: skip
def find_the_customer_by_the_new_name(event: Event) -> None:
    """Taken apart again, two have tickets; merged, they are one person and the second look would find the same."""
    apart = [event.facts["source"]] if event.name == "customer.unmerged" else []
    for customer in Customer.objects.filter(pk__in=[event.subject_id, *apart]):
        keep_customer_searchable(customer)


@on("person.deactivated", "person.role_changed")
def give_back_what_they_held(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person and not person.at_the_desk:
        give_back(person=person.pk, at=event.at)


@on("team.member_removed")
def give_back_what_the_team_gave(event: Event) -> None:
    person, team = event.facts["person"], event.subject_id
    if not Membership.objects.filter(person_id=person, team_id=team).exists():
        give_back(person=person, at=event.at, team=int(team))


@on("customer.verified")
@on_rehearsal("customer.verified")
def tell_that_the_identity_is_confirmed(event: Event) -> None:
    tell_identity(event)


# Not atomic: the first reply of a process loads the reader, and nobody should wait for a lock meanwhile.
@on("ticket.replied", "ticket.reply_undone", "ticket.reply_stopped", atomic=False)
def read_what_a_reply_promises(event: Event) -> None:
    read_promises(event)


@every(seconds=15, name="desk.mail_unseen")
def mail_what_nobody_came_back_for(at: datetime) -> None:
    mail_all_unseen(at=at)


@every(seconds=15, name="desk.watch_promises")
def watch_promises(at: datetime) -> None:
    watch_due(at=at)


@every(seconds=5, name="desk.wake_due")
def wake(at: datetime) -> None:
    wake_due(at=at)


@every(seconds=5, name="desk.judge_due")
def judge(at: datetime) -> None:
    judge_due(at=at)


@every(seconds=10, name="desk.fold_tallies")
def fold(at: datetime) -> None:
    fold_tallies()


@every(seconds=600, name="desk.prune_acknowledged")
def prune(at: datetime) -> None:
    prune_acknowledged(at)
