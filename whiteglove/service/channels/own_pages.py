"""What every channel has in common whose messages are written on pages of our own: chat, web form, portal."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from whiteglove.service.channels.contract import Health, InboundMessage, Receipt, SendRefused
from whiteglove.service.channels.email import ids
from whiteglove.service.channels.models import Account, Outgoing


class OwnPages:
    """There is no server to be reached or asked, and no mark of ours that could come back. `answered` says how
    answers reach the customer where nothing leaves through this channel."""

    answered = ""

    def in_mailbox(self, inbound: InboundMessage, account: Account) -> InboundMessage:
        return replace(inbound, account_id=account.pk)

    def new_id(self, ref: str, account: Account) -> str:
        return ids.new_message_id(ref)

    def ref_of(self, external_id: str) -> str:
        return ids.ref_of(external_id)

    def is_our_mark(self, mark: str) -> bool:
        return False

    def render(self, message: Outgoing, at: datetime) -> bytes:
        return message.text.encode("utf-8", "replace")

    def send(self, message: Outgoing, raw: bytes, *, hand_over: Callable[[], None]) -> Receipt:
        raise SendRefused(self.answered)

    def health(self, account: Account) -> Sequence[Health]:
        return []
