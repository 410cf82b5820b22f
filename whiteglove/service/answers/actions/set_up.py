"""Decide whether a chat desk has an answer bot, how it is called, and how it talks."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from whiteglove.ground.events.actions import record
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.service.answers import flow
from whiteglove.service.answers.models import Bot, Flow, Talk
from whiteglove.service.channels.models import Account

from .answer import hand_over_anyhow


def allow(by: Person | None) -> None:
    """`None` is the house itself, filling a demo."""
    if by is not None:
        require(by, "answers.setup")


def bot_of(account: Account) -> Bot:
    """Its row, made when first asked for; off."""
    return Bot.objects.get_or_create(account=account)[0]


def switch_on(*, account: Account, by: Person | None, at: datetime) -> bool:
    """New chats are attended to from now on. False if it was so already."""
    allow(by)
    with transaction.atomic():
        bot = bot_of(account)
        if not Bot.objects.filter(pk=bot.pk, since=None).update(since=at, by=by):
            return False
        record("bot.switched_on", subject=account, by=by, at=at, audience="admin")
    return True


def switch_off(*, account: Account, by: Person | None, at: datetime) -> bool:
    """At once: chats it attends to now go to people. False if it was off already."""
    allow(by)
    with transaction.atomic():
        changed = Bot.objects.filter(account=account, since__isnull=False).update(since=None, by=by)
        if changed:
            record("bot.switched_off", subject=account, by=by, at=at, audience="admin")
    for pk in list(Talk.objects.open().filter(account=account).values_list("pk", flat=True)):
        hand_over_anyhow(pk, "off")
    return bool(changed)


def change_bot(*, account: Account, by: Person | None, at: datetime, name: str, outside: str) -> Bot:
    """How it is called, and whom it answers while the desk is closed."""
    allow(by)
    with transaction.atomic():
        bot = bot_of(account)
        bot.name, bot.outside = name, outside
        bot.save(update_fields=["name", "outside"])
        record("bot.changed", subject=account, by=by, at=at, audience="admin", facts={"outside": outside})
    return bot


def keep_flow(*, account: Account, by: Person | None, at: datetime, text: str) -> Flow | None:
    """The next version, by which talks go that begin from now on. None if it is what's in force already.

    Raises FlowWrong with everything that is wrong with it.
    """
    allow(by)
    text = text.replace("\r\n", "\n")
    flow.read(text)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        last = Flow.objects.filter(account=account).order_by("-number").first()
        if text == (last.text if last else flow.default_text()):
            return None
        number = (Flow.objects.filter(account=account).aggregate(last=Max("number"))["last"] or 0) + 1
        made = Flow.objects.create(account=account, number=number, text=text, at=at, by=by)
        record("flow.kept", subject=account, by=by, at=at, audience="admin", facts={"number": number})
    return made
