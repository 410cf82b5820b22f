"""The telephone as a channel: an exchange tells of its calls, one signed notice each; nothing is sent through it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from whiteglove.ground.ui.times import whole
from whiteglove.service.channels import registry
from whiteglove.service.channels.contract import Health, InboundMessage, Party, Unreadable
from whiteglove.service.channels.email import ids
from whiteglove.service.channels.models import Account, Arrival
from whiteglove.service.channels.own_pages import OwnPages

from . import notice
from .signing import SECRET_LEAST

KIND = "phone"


class PhoneDriver(OwnPages):
    kind = KIND
    answered = "Nothing can be written down a telephone: call, or answer by mail."
    abilities = frozenset({"in_house"})
    settings_form = "whiteglove.service.channels.phone.forms.LineForm"

    def parse(self, raw: bytes, *, envelope: Mapping[str, Any], at: datetime) -> InboundMessage:
        try:
            told = notice.read(raw, at)
        except notice.NotUnderstood as wrong:
            raise Unreadable(str(wrong)) from wrong
        return InboundMessage(
            external_id=f"<phone.{ids.sign('phone', told.call + told.id)}@{ids.own_domain()}>",
            account_id=None,
            at=told.at,
            sender=Party(told.name, told.other),
            subject=told.event,
            text=told.transcript,
            new_text=told.transcript,
            kind=self.kind,
        )

    def health(self, account: Account) -> Sequence[Health]:
        """Whether the exchange has told us anything yet: nobody can ask it from here."""
        if len(account.secrets.get("webhook", "")) < SECRET_LEAST:
            return [Health("phone", ok=False, says="This line has no secret yet: keep it once more to make one.")]
        last = Arrival.objects.filter(kind=KIND, account=account).order_by("-id").first()
        if last is None:
            return [Health("phone", ok=False, says="The exchange hasn't told us of any call yet.")]
        return [Health("phone", ok=True, says=f"The exchange last told us of a call on {whole(last.received_at)}.")]


registry.register(PhoneDriver())
