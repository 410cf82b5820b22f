"""Which flow a desk's bot talks by, and which one a talk began with."""

import logging

from whiteglove.service.answers import flow
from whiteglove.service.answers.models import Flow, Talk
from whiteglove.service.channels.models import Account

log = logging.getLogger(__name__)


def in_force(account: Account) -> Flow | None:
    """The newest version; None where the one that ships is in force."""
    return Flow.objects.filter(account=account).order_by("-number").first()


def text_in_force(account: Account) -> str:
    row = in_force(account)
    return row.text if row else flow.default_text()


def of_talk(talk: Talk) -> flow.Flow:
    """Kept versions were valid when they were kept; one that isn't any more gives way to the one that ships."""
    try:
        return flow.read(talk.flow.text if talk.flow_id else flow.default_text())
    except flow.FlowWrong:
        log.exception("flow %s can't be read any more", talk.flow_id)
        return flow.read(flow.default_text())
