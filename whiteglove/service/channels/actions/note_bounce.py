"""A message of ours came back."""

from collections.abc import Iterable
from datetime import datetime

from whiteglove.ground.events.actions import record
from whiteglove.ground.lib.text import ascii_domain
from whiteglove.service.channels.contract import BouncedRecipient, InboundMessage
from whiteglove.service.channels.models import Outgoing


def note_bounce(outgoing: Outgoing, inbound: InboundMessage, *, at: datetime) -> None:
    """Marks the message as bounced, keeps what each server said, and tells whoever cares. Inside a transaction.

    Anybody who got the message could write a report on it: addresses it didn't go to are named in the error alone.
    Of a message whose customer was erased only that it came back is kept: neither addresses nor words.
    """
    failed = [r for r in inbound.bounce.recipients if r.permanent]
    outgoing = Outgoing.objects.select_for_update().get(pk=outgoing.pk)
    answers = missed(failed, outgoing.everybody)
    outgoing.state = Outgoing.State.BOUNCED
    outgoing.results = outgoing.results | {a: {"state": "bounced", "answer": said} for a, said in answers.items()}
    told = answers or {r.address: r.answer for r in failed if not outgoing.names_nobody}
    outgoing.error = "; ".join(f"{address}: {said}" for address, said in told.items())
    outgoing.save(update_fields=["state", "results", "error"])
    record(
        "message.bounced",
        subject=outgoing.ref,
        by=None,
        at=at,
        audience=outgoing.account.audience,
        facts={"outgoing": outgoing.pk, "addresses": list(answers), "error": outgoing.error[:400]},
    )


def missed(failed: Iterable[BouncedRecipient], sent_to: Iterable[str]) -> dict[str, str]:
    """Each address of `sent_to`, as it was written, that a report names, with what the server said."""
    ours = {comparable(address): address for address in sent_to}
    found: dict[str, str] = {}
    for one in failed:
        named = next((ours[key] for key in map(comparable, (one.address, one.rewritten)) if key in ours), None)
        if named is not None:
            found.setdefault(named, one.answer)
    return found


def comparable(address: str) -> str:
    """Lower case, and the domain as servers write it."""
    local, at, domain = address.strip().lower().rpartition("@")
    return f"{local}{at}{ascii_domain(domain)}"
