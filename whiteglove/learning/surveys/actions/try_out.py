"""A survey's mail to oneself, to see it as customers do. Its links lead to the preview, where nothing is kept."""

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.surveys import letters, trial_run
from whiteglove.learning.surveys.asks import Ask
from whiteglove.service.channels.actions.send import send
from whiteglove.service.channels.contract import OutboundMessage, Party
from whiteglove.service.channels.models import Account, Outgoing
from whiteglove.service.desk.errors import Refused


def try_out(*, ask: Ask, language: str, by: Person, at: datetime) -> Outgoing:
    """Raises Refused without a mailbox to send from."""
    require(by, "surveys.setup")
    account = Account.objects.active().filter(kind="email").order_by("-is_default", "id").first()
    if account is None:
        raise Refused("There is no mailbox to send from. Add one in setup first.")
    page = urljoin(settings.PUBLIC_URL, reverse("surveys:preview", args=[ask.id, language]))
    links = {score: f"{page}?score={score}" for score in ask.scale.scores}
    made = letters.written(ask, language, trial_run.sample(account.name, by), links, f"{page}?score=stop")
    with transaction.atomic():
        return send(
            OutboundMessage(
                account_id=account.pk, ref=f"surveytrial:{by.pk}", to=[Party(by.name, by.email)],
                subject=made.subject, text=made.text, html=made.html, auto=True, from_name=account.name,
            ),
            by=by, at=at, account=account,
        )  # fmt: skip
