"""Registers with chat whether a bot attends to a desk's visitors now."""

from datetime import datetime

from whiteglove.service.answers.models import Bot
from whiteglove.service.channels.chat import attending, hours
from whiteglove.service.channels.models import Account


def bot_of(account: Account, at: datetime, vouched: bool) -> str:
    """Its name; "" where it is off, or doesn't talk with such visitors while the desk is closed."""
    bot = Bot.objects.filter(account=account, since__isnull=False).first()
    if bot is None:
        return ""
    welcome = bot.outside == Bot.Outside.EVERYBODY or (bot.outside == Bot.Outside.VOUCHED and vouched)
    return bot.name if welcome or hours.is_open(account, at) else ""


attending.register(bot_of)
