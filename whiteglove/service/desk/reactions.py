"""What the desk does when something happened elsewhere, and what it does again and again."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.service.customers.models import Customer

from . import personal_data  # noqa: F401  registers the desk's part of export and erasure
from .actions.fold_tallies import fold_tallies
from .actions.judge_clocks import judge_all_again, judge_due
from .actions.keep_searchable import keep_customer_searchable
from .actions.mark_undelivered import mark_undelivered
from .actions.snooze import wake_due


@on("message.bounced", "message.failed", "message.uncertain")
def tell_that_it_did_not_arrive(event: Event) -> None:
    mark_undelivered(event)


@on("targets.adopted", "calendar.defined", "calendar.made_default", "calendar.given_to_team")
def judge_by_the_new_rules(event: Event) -> None:
    judge_all_again(at=event.at)


@on(
    "customer.changed", "customer.address_added", "customer.address_removed", "customer.merged", "customer.unmerged",
    "customer.erased",
)  # fmt: skip
def find_the_customer_by_the_new_name(event: Event) -> None:
    customer = Customer.objects.filter(pk=event.subject_id).first()
    if customer:
        keep_customer_searchable(customer)


@every(seconds=5, name="desk.wake_due")
def wake(at: datetime) -> None:
    wake_due(at=at)


@every(seconds=5, name="desk.judge_due")
def judge(at: datetime) -> None:
    judge_due(at=at)


@every(seconds=10, name="desk.fold_tallies")
def fold(at: datetime) -> None:
    fold_tallies()
