"""One call of everything, for the doors: a line, a call of a colleague's about the furnished ticket, a recording."""

from datetime import UTC, datetime

from whiteglove.ground.people.models import Person, Team
from whiteglove.service.calls.models import Sheet, SpokenLine
from whiteglove.service.channels.models import Account, Blob, Call, CallRecording
from whiteglove.service.desk.models import Ticket

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
TEAM_BOUND = {"calls:sheet", "calls:caller", "calls:pass_on", "calls:recording"}


def furnish(samples, support: Team) -> None:
    ticket = Ticket.objects.get(subject="Charged twice")
    line = Account.objects.create(kind="phone", name="Support line", address="support", team=support)
    fatou = Person.objects.get(email="fatou@whiteglove.example")
    call = Call.objects.create(account=line, number="+4930123456", person=fatou, rang_at=AT, answered_at=AT,
                               state="talking", ref=f"ticket:{ticket.pk}")  # fmt: skip
    sheet = Sheet.objects.create(call=call, ticket=ticket, customer=ticket.customer, team=support, day=AT.date())
    said = SpokenLine.objects.create(sheet=sheet, side="they", text="It leaks", at=AT, by=fatou)
    kept = CallRecording.objects.create(call=call, kind="voicemail", blob=Blob.objects.keep(b"RIFF"), at=AT,
                                        type="audio/wav")  # fmt: skip
    samples.parts |= {
        "calls:pk": sheet.pk, "calls:line": said.pk, "calls:ticket": ticket.pk, "calls:recording": kept.pk,
        "phone:line": "support",
    }  # fmt: skip
