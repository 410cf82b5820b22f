"""Who is calling: a browser with a secret of its own, perhaps vouched for by the site around it.

The browser makes the secret itself and shows it in a header that no other page can make it send. So nothing is kept of
those who only look, a first line can be sent again without making a second visitor, and forged forms have no hold.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from whiteglove.ground.lib.numbers import number
from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels import secrets
from whiteglove.service.channels.chat.identity import Identity, NotVouched, read
from whiteglove.service.channels.models import Account, ChatSession, ChatVisitor

# 32 random bytes in base64url.
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
KIND = "chat"
_desks = Prepared(lambda kind: Account.objects.active().filter(kind=kind))
_visitor = Prepared(
    lambda account, token_hash, subject: ChatVisitor.objects.filter(
        account=account, token_hash=token_hash, subject=subject
    )
)
_last = Prepared(lambda visitor: ChatSession.objects.filter(visitor=visitor).order_by("-pk")[:1])


class Unknown(Exception):
    """Whoever calls shows no secret, or an identity nobody vouches for; says why, to whoever builds the site."""


@dataclass(frozen=True)
class Caller:
    account: Account
    token_hash: str
    identity: Identity | None = None

    @property
    def subject(self) -> str:
        return self.identity.subject if self.identity else ""


def caller(account: Account, token: str, vouched: str, at: datetime) -> Caller:
    """`vouched` is the site's signed token, "" without one. Raises Unknown: an identity that is over never falls back
    to a visitor without one, who would be somebody else."""
    if not _SECRET.fullmatch(token):
        raise Unknown("The page shows no secret.")
    try:
        identity = read(vouched, secret_of(account), at) if vouched else None
    except NotVouched as wrong:
        raise Unknown(str(wrong)) from wrong
    return Caller(account, sha256(token.encode()).hexdigest(), identity)


def secret_of(account: Account) -> str:
    try:
        return account.secrets.get("identity", "")
    except secrets.Lost:
        return ""


def desk_named(address: str) -> Account | None:
    """The chat desk at `/chat/<address>/`."""
    return next((desk for desk in _desks(KIND) if desk.address.lower() == address.lower()), None)


def visitor_of(who: Caller) -> ChatVisitor | None:
    """Their row; None for somebody who has said nothing yet."""
    found = _visitor.first(who.account.pk, who.token_hash, who.subject)
    if found:
        found.account = who.account
    return found


def session_of(visitor: ChatVisitor) -> ChatSession | None:
    """The conversation they are in, or else their last one."""
    found = _last.first(visitor.pk)
    if found:
        found.visitor = visitor
    return found


def session_named(visitor: ChatVisitor, named: str | None) -> ChatSession | None:
    """The one of theirs that a page means; of a page of before, which doesn't say, the one they are in."""
    return session_of(visitor) if named is None else visitor.sessions.filter(pk=number(named)).first()
