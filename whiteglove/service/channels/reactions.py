"""What channels do by themselves, again and again: file, fetch and send.

Each job only looks what is due and hands it to a lane, so that no mail server can hold up the worker.
"""

from datetime import datetime
from functools import partial

from whiteglove.ground.events.registry import every
from whiteglove.ground.lib import clock
from whiteglove.service.channels import lanes
from whiteglove.service.channels.actions.deliver import deliver_due, sweep_abandoned
from whiteglove.service.channels.actions.process import drain
from whiteglove.service.channels.chat import driver as chat_driver  # noqa: F401 - registers the chat channel
from whiteglove.service.channels.chat.actions.end import end_silent
from whiteglove.service.channels.email import driver as email_driver  # noqa: F401 - registers the email channel
from whiteglove.service.channels.email import imap, watch
from whiteglove.service.channels.form import driver as form_driver  # noqa: F401 - registers the web form
from whiteglove.service.channels.models import Account, Arrival, Outgoing
from whiteglove.service.channels.phone import driver as phone_driver  # noqa: F401 - registers the telephone


@every(seconds=2, name="channels.file")
def file_waiting(at: datetime) -> None:
    """The net below the immediate wake: what another process stored, and what is due for another try."""
    if Arrival.objects.pending(at).exists():
        lanes.run("filing", drain)


@every(seconds=1, name="channels.send")
def send_waiting(at: datetime) -> None:
    sweep_abandoned(at)
    for account_id in Outgoing.objects.due(at).order_by().values_list("account_id", flat=True).distinct():
        lanes.run(f"send {account_id}", partial(deliver_due, account_id=account_id))


@every(seconds=60, name="channels.end_silent_chats")
def end_silent_chats(at: datetime) -> None:
    end_silent(at=at)


@every(seconds=5, name="channels.fetch")
def fetch(at: datetime) -> None:
    for account in Account.objects.polled():
        if imap.due(account, at):
            lanes.run(f"fetch {account.pk}", partial(_fetch, account, at))
        watch.keep_watching(account, partial(fetch_now, account.pk))


def fetch_now(account_id: int) -> None:
    """The server says that something is new: look at once, unless it is in trouble."""
    account, at = Account.objects.polled().filter(pk=account_id).first(), clock.now()
    if account and imap.is_well(account):
        lanes.run(f"fetch {account.pk}", partial(_fetch, account, at))


def _fetch(account: Account, at: datetime) -> None:
    if imap.poll(account, at):
        lanes.run("filing", drain)
