"""The demo company's telephone: a line, two extensions, and a morning's calls made by the real verbs."""

import json
from datetime import datetime, timedelta

from whiteglove.front.cli.demo import SAID, Company
from whiteglove.service.calls import actions as calls
from whiteglove.service.calls.models import Sheet
from whiteglove.service.channels.actions.accounts import add_account
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.models import Account
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Ticket

SECRET = "a-secret-of-the-demo-that-everybody-may-know-0001"
AMINA, TOMASZ, CALLER = "+49 40 23125 001", "+49 89 23125 014", "+493023125077"


def tell_calls(company: Company, now: datetime) -> None:
    """Each lies in the past of `now`; made once."""
    if Account.objects.filter(kind="phone").exists():
        return
    line = add_account(
        by=company.admin, at=now - timedelta(days=3), kind="phone", name="Support line", address="support",
        team=company.support, secrets={"webhook": SECRET},
        settings={"number": "+49 30 23125 000", "region": "DE", "keep_days": 90,
                  "consent": "May we record this call, to learn from it?"},
    )  # fmt: skip
    for person, number in ((company.ada, "21"), (company.lee, "22")):
        calls.give_extension(person=person, number=number, by=company.admin, at=now - timedelta(days=3))
    held_too_long(company, line, now - timedelta(minutes=95))
    settled_at_once(company, line, now - timedelta(minutes=66))
    missed(line, now - timedelta(minutes=41))


def spoken(company: Company, line: Account, began: datetime, number: str, name: str, subject: str) -> Sheet:
    sheet = calls.take_call(by=company.ada, at=began, number=number, line=line)
    calls.know_caller(sheet=sheet, by=company.ada, at=began + timedelta(seconds=14), name=name)
    calls.place(sheet=sheet, by=company.ada, at=began + timedelta(seconds=40), subject=subject)
    return sheet


def say(sheet: Sheet, company: Company, began: datetime, *said: tuple[int, str, str]) -> None:
    for after, side, text in said:
        calls.say(sheet=sheet, by=company.ada, at=began + timedelta(seconds=after), side=side, text=text)


def held_too_long(company: Company, line: Account, began: datetime) -> None:
    """Three minutes and ten seconds on hold, with one word in between; a call back is promised."""
    sheet = spoken(company, line, began, AMINA, "Amina Haddad", "Invoice for a parcel that was refused")
    say(
        sheet, company, began,
        (44, "they", "I refused the parcel at the door and you still sent me an invoice."),
        (62, "we", "I'm sorry about that, Amina. May I put you on hold while I look for the parcel?"),
    )  # fmt: skip
    calls.hold(sheet=sheet, by=company.ada, at=began + timedelta(seconds=75))
    calls.check_in(sheet=sheet, by=company.ada, at=began + timedelta(seconds=170))
    calls.resume(sheet=sheet, by=company.ada, at=began + timedelta(seconds=265))
    say(
        sheet, company, began,
        (280, "we", "Thank you for waiting. The parcel is on its way back, and the warehouse confirms it today."),
        (310, "they", "Please call me when it is done, then."),
    )  # fmt: skip
    calls.hang_up(sheet=sheet, by=company.ada, at=began + timedelta(seconds=335))
    calls.wrap_up(sheet=sheet, by=company.ada, at=began + timedelta(seconds=390), outcome="call_back",
                  summary="The warehouse confirms the return this afternoon; then the invoice can go.")  # fmt: skip


def settled_at_once(company: Company, line: Account, began: datetime) -> None:
    """As the exchange tells it: answered after nine seconds at Ada's telephone."""
    tell(line, "t1", "ringing", began, TOMASZ, extension="21")
    answered = began + timedelta(seconds=9)
    tell(line, "t1", "answered", answered, TOMASZ, extension="21")
    sheet = Sheet.objects.get(call__external_id="t1")
    calls.know_caller(sheet=sheet, by=company.ada, at=answered, name="Tomasz Zielinski")
    calls.place(sheet=sheet, by=company.ada, at=began + timedelta(seconds=40), subject="A second copy of an invoice")
    say(
        sheet, company, began,
        (45, "they", "My accountant lost the invoice of October. Could I have it once more?"),
        (70, "we", "Of course, Tomasz. I've just sent it to the address we have for you. Has it arrived?"),
        (95, "they", "Yes, here it is. Thank you, that's all."),
        (104, "we", "You're welcome. Thank you for calling, and have a good day."),
    )  # fmt: skip
    tell(line, "t1", "ended", began + timedelta(seconds=112), TOMASZ)
    calls.wrap_up(sheet=sheet, by=company.ada, at=began + timedelta(seconds=130), outcome="solved")
    ticket = Ticket.objects.get(pk=Sheet.objects.get(pk=sheet.pk).ticket_id)
    actions.set_kind(ticket=ticket, by=company.ada, at=began + timedelta(seconds=133), kind="billing")
    ticket.refresh_from_db()
    actions.solve(ticket=ticket, by=company.ada, at=began + timedelta(seconds=135), word=SAID)


def missed(line: Account, began: datetime) -> None:
    """It rang for nineteen seconds at nobody, and again a minute later."""
    for call, after, event in (("m1", 0, "ringing"), ("m1", 19, "missed"), ("m2", 80, "ringing"), ("m2", 96, "missed")):
        tell(line, call, event, began + timedelta(seconds=after), CALLER)


def tell(line: Account, call: str, event: str, at: datetime, number: str, **said: str) -> None:
    """As the exchange would, through the whole intake."""
    told = {"id": f"{call}-{event}", "event": f"call.{event}", "call": call, "at": at.isoformat(), "from": number}
    kept = receive(json.dumps(told | said).encode(), account=line, at=at, kind="phone", key=f"demo:{call}-{event}",
                   envelope={"from": number, "source": "phone", "call": call})  # fmt: skip
    process(kept.pk, at)
