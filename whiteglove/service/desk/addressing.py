"""How addresses are compared, and which mails a reply follows. Whom it goes to is in answering.py."""

from collections.abc import Iterable

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.service.channels.actions.send import ADDRESS
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.addresses import email_key
from whiteglove.service.desk.models import Message, MessageKind, Ticket

# A chain keeps its first id and the latest ones; mail programs need no more, and headers stay short.
CHAIN = 20
_last_said = Prepared(
    lambda ticket: Message.objects.filter(ticket=ticket).standing().exclude(kind=MessageKind.NOTE)
    .exclude(message_id="").order_by("-at", "-id").only("message_id", "references", "kind", "flags")[:50]
)  # fmt: skip
addresses = Prepared(lambda: Account.objects.values_list("address"))


def own_addresses() -> set[str]:
    return {address.lower() for (address,) in addresses()}


def comparable(address: str) -> str:
    """An address as it is compared; what isn't one only equals itself."""
    try:
        return email_key(address)
    except ValueError:
        return address.strip().lower()


def is_address(value: str) -> bool:
    """Whether a reply could go there: mails name whatever their sender wrote.

    What an envelope takes, and no more is asked: people have `josé@…`, `a..b@…` and `root@server1`. Commas and
    semicolons divide the addresses of a list, so none of these could be written there.
    """
    return ADDRESS.fullmatch(value.strip()) is not None and not {",", ";"} & set(value)


def key(row: dict) -> str:
    return comparable(row.get("address", ""))


def bare(address: str) -> str:
    """Lower case and without the plus part, as our own mailboxes are compared.

    Of others it says nothing: there `cleo+a@…` and `cleo+b@…` may be two people. A number (`+49151…@…`) stays whole.
    """
    local, at, domain = address.strip().lower().rpartition("@")
    return f"{local[:1]}{local[1:].partition('+')[0]}{at}{domain}"


def without(rows: Iterable[dict], ours: set[str], besides: Iterable[str] = ()) -> list[dict]:
    """In order, each address once; none of our own mailboxes, and none whose key is among `besides`."""
    mine, seen = {bare(address) for address in ours}, {"", *besides}
    kept = []
    for row in rows:
        if key(row) not in seen and bare(row["address"]) not in mine:
            kept.append(row)
            seen.add(key(row))
    return kept


def chain(ticket: Ticket) -> tuple[str, list[str]]:
    """(In-Reply-To, References) of the next mail: after the customer's last one, or our own last one.

    An undone reply is left out, because the customer never saw it.
    """
    rows = _last_said(ticket.pk)
    if not rows:
        return "", []
    parent = next((row for row in rows if row.is_inbound and not row.flags), None)
    return chain_after(parent or next((row for row in rows if row.is_inbound), rows[0]))


def chain_after(parent: Message) -> tuple[str, list[str]]:
    if not parent.message_id:
        return "", []
    ids = list(dict.fromkeys([*parent.references, parent.message_id]))
    return parent.message_id, ids if len(ids) <= CHAIN else [ids[0], *ids[-(CHAIN - 1) :]]
