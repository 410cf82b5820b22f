"""A message of ours came back."""

from datetime import datetime

from whiteglove.ground.events.actions import record
from whiteglove.service.channels.contract import InboundMessage
from whiteglove.service.channels.models import Outgoing


def note_bounce(outgoing: Outgoing, inbound: InboundMessage, *, at: datetime) -> None:
    """Marks the message as bounced, keeps what each server said, and tells whoever cares. Inside a transaction."""
    failed = [r for r in inbound.bounce.recipients if r.permanent]
    said = {r.address: {"state": "bounced", "answer": " ".join(filter(None, [r.status, r.diagnostic]))} for r in failed}
    outgoing = Outgoing.objects.select_for_update().get(pk=outgoing.pk)
    outgoing.state = Outgoing.State.BOUNCED
    outgoing.results = outgoing.results | said
    outgoing.error = "; ".join(f"{a}: {r['answer']}" for a, r in said.items())
    outgoing.save(update_fields=["state", "results", "error"])
    record(
        "message.bounced",
        subject=outgoing.ref,
        by=None,
        at=at,
        audience=outgoing.account.audience,
        facts={"outgoing": outgoing.pk, "addresses": list(said), "error": outgoing.error[:400]},
    )
