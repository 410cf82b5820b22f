"""A small furnished house: one object for every part of an address, all belonging to the team Support.

A new door with a new part in its address needs a line in `Samples.parts`; the test says which. A room may furnish
its own in a `tests/samples.py` beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import import_module
from types import ModuleType

from django.db import transaction
from django.urls import reverse

from tests.cast import make_person
from tests.house.doors import Door
from tests.house.tree import ROOT
from whiteglove.ground.people.models import Invitation, Membership, Person, PersonSkill, Skill, Team
from whiteglove.ground.people.models.invitation import hashed

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
FUTURE = datetime(2126, 1, 1, tzinfo=UTC)


class NoSample(LookupError):
    """A door has a part in its address that no sample fills."""


@dataclass
class Samples:
    """`parts` maps "door:key", "namespace:key" or "key" to a value for the address, the most exact one first."""

    parts: dict[str, object] = field(default_factory=dict)
    unfurnished: dict[str, Exception] = field(default_factory=dict)

    def value(self, door: Door, key: str):
        namespace = door.name.partition(":")[0] if ":" in door.name else ""
        for name in (f"{door.name}:{key}", f"{namespace}:{key}", key):
            if name in self.parts:
                return self.parts[name]
        room = {"demo": "channels", "help": "help_centre", "my": "desk"}.get(namespace, namespace)
        why = self.unfurnished.get(room, "add it to that room's samples there")
        raise NoSample(f"tests/house/samples.py has nothing for {door.name}:{key} (route {door.route}): {why}")

    def address(self, door: Door) -> str:
        return reverse(door.name, kwargs={key: self.value(door, key) for key in door.keys})


def furnish(support: Team) -> Samples:
    """Put one of everything into the house. A room that can't be furnished is named by the doors that miss it."""
    samples = Samples()
    for room in (people, customers, channels, desk, events, standards, sla, help_centre, knowledge, answers):
        furnished(samples, room.__name__, room, support)
    for name, beside in beside_their_rooms().items():
        furnished(samples, name, beside.furnish, support)
    return samples


def furnished(samples: Samples, name: str, room: Callable[[Samples, Team], None], support: Team) -> None:
    try:
        with transaction.atomic():
            room(samples, support)
    except Exception as error:
        samples.unfurnished[name] = error


@cache
def beside_their_rooms() -> dict[str, ModuleType]:
    """{room: its tests/samples.py}, with `furnish(samples, support)` and TEAM_BOUND, its doors that show what is a
    team's."""
    found = sorted((ROOT / "whiteglove").glob("*/*/tests/samples.py"))
    return {path.parts[-3]: import_module(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in found}


def people(samples: Samples, support: Team) -> None:
    colleague = make_person("Fatou Diop", "fatou@whiteglove.example", "agent", support)
    skill = Skill.objects.create(name="Refunds")
    PersonSkill.objects.create(person=colleague, skill=skill, level=2)
    invitation = Invitation.objects.create(
        email="new@whiteglove.example", role="agent", token_hash=hashed("a-link"), created_at=AT, expires_at=FUTURE
    )
    invitation.teams.add(support)
    samples.parts |= {
        "people:pk": colleague.pk,
        "people:person": colleague.pk,
        "people:skill": skill.pk,
        "people:invitation": invitation.pk,
        "people:join:token": "a-link",
        "people:address_proof:token": "a-link",
        **{f"people:{name}:pk": support.pk for name in ("team", "archive", "members", "member")},
        "mfa_remove_webauthn:pk": 1,
        "mfa_edit_webauthn:pk": 1,
        "uidb36": "1",
        "key": "set-password",
        "ui:place": "nav.setup",
        "ui:key": "people.people",
    }


def customers(samples: Samples, support: Team) -> None:
    from whiteglove.service.customers.actions.merge import merge
    from whiteglove.service.customers.models import Address, Customer, CustomerNote, Organisation

    organisation = Organisation.objects.create(name="Northwind Ltd")
    cleo = Customer.objects.create(name="Cleo Amara", organisation=organisation)
    other = Customer.objects.create(name="Jonas Weber")
    author = Person.objects.get(email="fatou@whiteglove.example")
    address = Address.objects.create(
        customer=cleo, kind="email", value="cleo@customer.example", key="cleo@customer.example"
    )
    note = CustomerNote.objects.create(customer=cleo, by=author, at=AT, text="Prefers French")
    merged = merge(source=other, target=cleo, by=author, at=AT)
    samples.parts |= {
        "customers:pk": cleo.pk,
        "customers:organisation:pk": organisation.pk,
        "customers:address": address.pk,
        "customers:note": note.pk,
        "customers:merge": merged.pk,
        "customers:part": "notes",
        "customers:field": "language",
        "customers:token": "nonsense",
    }


def desk(samples: Samples, support: Team) -> None:
    from whiteglove.service.channels.models import Arrival, Blob
    from whiteglove.service.customers.models import Customer
    from whiteglove.service.desk.models import (
        Attachment,
        Commitment,
        Handover,
        Macro,
        MacroRun,
        MacroVersion,
        Message,
        Ticket,
    )

    cleo = Customer.objects.get(name="Cleo Amara")
    ticket = Ticket.objects.create(
        subject="Charged twice", customer=cleo, team=support, opened_at=AT, changed_at=AT, due_at=AT + timedelta(1)
    )
    message = Message.objects.create(
        ticket=ticket, kind="inbound", customer=cleo, at=AT, text="Hello", new_text="Hello"
    )
    Message.objects.filter(pk=message.pk).update(arrival=Arrival.objects.get())
    promise = Commitment.objects.create(
        ticket=ticket, message=message, what="Call back", offered_at=AT,
        person=Person.objects.get(email="fatou@whiteglove.example"),
    )  # fmt: skip
    author = Person.objects.get(email="fatou@whiteglove.example")
    handover = Handover.objects.create(ticket=ticket, how="passed", by=author, giver=author, from_team=support, at=AT)
    blob = Blob.objects.keep(b"a receipt")
    attached = Attachment.objects.create(message=message, blob=blob, name="receipt.txt", type="text/plain", size=9)
    macro = Macro.objects.create(
        name="Photos", key="photos", team=support, texts={"en": "x"}, made_at=AT, changed_at=AT
    )
    MacroVersion.objects.create(macro=macro, number=1, content=macro.content, at=AT)
    run = MacroRun.objects.create(macro=macro, number=1, ticket=ticket, by=author, at=AT)
    samples.parts |= {
        "desk:macro": macro.pk,
        "desk:kept": macro.pk,
        "desk:number": 1,
        "desk:run": run.pk,
        "desk:pk": ticket.pk,
        "desk:ticket": ticket.pk,
        "desk:message": message.pk,
        "desk:attachment:pk": attached.pk,
        "desk:attachment_named:pk": attached.pk,
        "desk:name": "receipt.txt",
        "desk:chat_limit:person": author.pk,
        "desk:kind": "reply",
        "desk:blob": blob.pk,
        "desk:escalation": 1,
        "desk:handover": handover.pk,
        "desk:commitment": promise.pk,
        "my:number": ticket.pk,
        "my:file": attached.pk,
        "my:token": "nonsense",
        "my:place": "help",
        "my:kind": "other",
    }


def channels(samples: Samples, support: Team) -> None:
    from whiteglove.service.channels.models import Account, Arrival, Blob, Captured, Outgoing

    account = Account.objects.create(kind="email", name="Support", address="support@whiteglove.example", team=support)
    raw = Blob.objects.keep(b"Subject: x\r\n\r\nx")
    arrival = Arrival.objects.create(account=account, kind="email", received_at=AT, raw=raw, dedupe_key="one")
    leaving = Outgoing.objects.create(
        account=account, ref="message:1", message_id="<1@whiteglove.example>", created_at=AT, due_at=AT
    )
    Account.objects.create(kind="chat", name="Chat", address="help", team=support)
    Account.objects.create(kind="form", name="Form", address="help", team=support)
    letter = Captured.objects.create(
        mailbox="cleo@customer.example", at=AT, sender=account.address, message_id="<1@x>", thread="<1@x>", raw=raw
    )
    samples.parts |= {
        "channels:pk": arrival.pk,
        **{f"channels:{name}:pk": account.pk for name in ("account", "connection", "rest")},
        **{f"channels:{name}:pk": leaving.pk for name in ("outgoing", "again", "arrived", "stop")},
        "channels:kind": "chat",
        "chat:desk": "help",
        "chat:pk": 1,
        "form:place": "help",
        "form:token": "x",
        "demo:mailbox": letter.mailbox,
        "demo:pk": letter.pk,
    }


def events(samples: Samples, support: Team) -> None:
    samples.parts |= {"events:pk": 1}


def standards(samples: Samples, support: Team) -> None:
    from whiteglove.ground.packs.models import Revision

    content = {"about": {"name": "Ours", "about": "How we answer"}, "parts": STANDARD}
    revision = Revision.objects.create(pack="ours", version="1.0", hash="0" * 64, number=1, content=content, made_at=AT)
    samples.parts |= {"standards:revision:pk": revision.pk, "standards:ticket": samples.parts["desk:ticket"]}
    found(samples, revision)


STEP = {"id": "greet", "name": "Greet", "says": "They are expected", "reader": ["greeting"]}
PHASE = {"id": "contact", "name": "Contact", "activities": [{"id": "opening", "name": "Opening", "steps": [STEP]}]}
STANDARD = {
    "standards": {"process": [PHASE], "acknowledgement": {}, "greetings": {}}
    | {name: [] for name in ("values", "targets", "kinds", "escalation")},
    "playbooks": {
        "billing": {
            "id": "billing",
            "name": "Billing",
            "says": "An amount isn't as expected",
            "offered": {"kinds": ["billing"]},
            "steps": [{"id": "review", "name": "Review", "do": "Read the charges", "why": "To know them"}],
        }
    },
    "behaviours": {
        "greeting": {"id": "greeting", "name": "Greets", "about": "Says hello", "side": "any", "group": "opening"}
    },
}


def found(samples: Samples, revision: object) -> None:
    """What the reader found in Cleo's message, an answer to it, a signal, and what was learnt."""
    from whiteglove.ground.packs.models import Loading
    from whiteglove.learning.standards.models import Correction, LetBe, Reading, Signal, Trial

    by, message = Person.objects.get(email="fatou@whiteglove.example"), samples.parts["desk:message"]
    Loading.objects.create(revision=revision, at=AT)
    about = {"behaviour": "greeting", "sentence": 0, "start": 0, "end": 5, "quote": "Hello", "score": 1, "rung": "rule"}
    Reading.objects.create(
        message_id=message, version="1", revision=revision, sentences=[[0, 5]], findings=[about | {"answer": ""}], at=AT
    )
    answer = Correction.objects.create(
        message_id=message, behaviour="greeting", sentence="Hello", start=0, end=5, side="customer", verdict=True,
        found=True, by=by, at=AT,
    )  # fmt: skip
    signal = Signal.objects.create(
        ticket_id=samples.parts["desk:ticket"], message_id=message, name="asks_manager", quote="Hello", at=AT
    )
    trial = Trial.objects.create(
        behaviour="greeting", rung=2, corrections=100, positives=50, f1_before=0.5, f1_after=0.6, adopted=True, at=AT
    )
    let_be = LetBe.objects.create(
        ticket_id=samples.parts["desk:ticket"], person=by, key="fault.blame:0123456789abcdef", at=AT
    )
    samples.parts |= {
        "standards:mind_again:pk": let_be.pk,
        "standards:message": message,
        "standards:phase": "contact",
        "standards:behaviour": "greeting",
        "standards:start": 0,
        "standards:correction:pk": answer.pk,
        "standards:signal:pk": signal.pk,
        "standards:trial:pk": trial.pk,
    }


def sla(samples: Samples, support: Team) -> None:
    from whiteglove.service.sla.actions import define_calendar

    made = define_calendar(name="Office hours", spec={"hours": {"mon-fri": "09:00-17:00"}}, by=None, at=AT)
    samples.parts |= {
        "sla:pk": made.pk,
        "sla:team:pk": support.pk,
        "sla:version": made.versions.get().pk,
        "sla:event": 1,
    }


def help_centre(samples: Samples, support: Team) -> None:
    """What a stranger may open: everything behind these doors is meant for everybody."""
    from whiteglove.service.knowledge import actions

    titles = {"en": ("Deliveries", "When it comes")}
    category = actions.add_category(titles=titles, by=None, at=AT, slug="deliveries")
    article = actions.start(
        title="Where is my parcel?", body="On its way.", by=None, at=AT, language="en", category=category
    )
    actions.publish(translation=article.translations.get(), by=None, at=AT)
    samples.parts |= {
        "help:language": "en",
        "help:number": 1,
        "help:slug": article.slug,
        "help:category:slug": category.slug,
        "help:category_feed:slug": category.slug,
        "help:subscribe_category:slug": category.slug,
        "help:token": "nonsense",
    }


def knowledge(samples: Samples, support: Team) -> None:
    """An article for Support alone, with everything that hangs on one; a note of the administrator's own."""
    from whiteglove.service.knowledge import actions
    from whiteglove.service.knowledge.models import Picture, QuickReference

    article = actions.start(
        title="Zanzibar", body="Ours.", by=None, at=AT, language="en", audience="team", teams=[support]
    )
    picture = Picture.objects.create(
        article=article, digest="0" * 64, name="x", type="image/png", width=1, height=1, size=1, content=b"x", at=AT
    )
    miss = actions.count_miss(words="gift card", language="en", where="help", at=AT)
    admin = Person.objects.filter(role="admin").first()
    note = QuickReference.objects.create(person=admin, title="Void", body="Now", made_at=AT, changed_at=AT)
    category = actions.add_category(titles={"en": ("Paying", "")}, by=None, at=AT, slug="paying")
    samples.parts |= {
        "knowledge:pk": article.pk,
        "knowledge:language": "en",
        "knowledge:number": 1,
        "knowledge:picture:pk": picture.pk,
        "knowledge:digest": "0" * 16,
        "knowledge:settle:pk": miss.pk,
        "knowledge:note:pk": note.pk,
        "knowledge:category:pk": category.pk,
    }


OF_AN_ARTICLE = (
    "article", "place", "archival", "add-picture", "translations", "edit", "publication", "history", "version",
    "picture",
)  # fmt: skip


def team_bound(door: Door) -> bool:
    """Whether what the door shows belongs to a team, so that other teams mustn't reach it."""
    if door.name in {f"knowledge:{name}" for name in OF_AN_ARTICLE}:
        return True
    if any(door.name in beside.TEAM_BOUND for beside in beside_their_rooms().values()):
        return True
    return door.name in {
        f"standards:{name}" for name in ("phase", "findings", "why", "correction", "signal", "let_be", "mind_again")
    } or (
        bool(door.keys)
        and door.name.partition(":")[0] in {"desk", "people"}
        and door.name not in {"people:join", "people:address_proof"}
    )


def outsiders(billing: Team) -> list[Person]:
    """An agent and a lead of another team."""
    agent = make_person("Sipho Nkosi", "sipho@whiteglove.example", "agent", billing)
    lead = make_person("Jonas Weber", "jonas@whiteglove.example", "lead", billing)
    assert Membership.objects.filter(team=billing).count() == 2
    return [agent, lead]


def answers(samples: Samples, support: Team) -> None:
    from whiteglove.service.channels.models import Account

    desk = Account.objects.create(kind="chat", name="Shop", address="bot-desk", team=support)
    samples.parts |= {"answers:pk": desk.pk, "answers:version:number": 0}
