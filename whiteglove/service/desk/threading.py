"""Which ticket a mail belongs to. Pure: what is known goes in as values, a decision with its reasons comes out.

The strategies are asked in order; each looks at evidence of one sort and either names tickets or says why not:

1. `answered`      In-Reply-To names a message we sent or received.
2. `chain`         References names one; the nearest parent first.
3. `parent`        a parent we never received is shared with a mail we did (or this mail is that parent, come late).
4. `token`         a reply token or a Message-ID of ours that carries our signature, verified by the caller.
5. `subject`       the number we put into the subject.

Evidence alone is never enough: the sender must take part in the ticket. Who takes part: the customer with all
addresses (merged records too), whoever has written in it, whoever was addressed or copied in its mails. For
evidence that can't be guessed (an id we made, or a token), a colleague from the customer's own organisation and
the same mailbox with another plus part count as well. Addresses of our own staff and mailboxes never do, because
a From line proves nothing. Everybody else gets a ticket of their own, linked to the one they answered.

To join is one thing, to say where answers go another. What can be guessed (a number, a parent that others know too),
what comes from somebody new, and what a trusted mail server disowns leaves a `doubt`: answering.py keeps the addresses
such a mail brings out of the next reply until a person adds them. A disowned mail doesn't join by its subject at all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

LONGEST_ID = 255
MOST_PARENTS = 100
MOST_NUMBERS = 5
# What broken mailers write where an id should be: shared by strangers, so it says nothing.
NO_ID = frozenset({"", "@", "unknown", "null", "none", "nil", "undefined", "unknown@unknown", "localhost", "id"})
_BRACKETED = re.compile(r"<([^<>]{1,2000})>")
_NUMBER = re.compile(r"\[#([0-9]{1,15})\]")
STRONG = frozenset({"out", "token"})
ANSWERED, CHAIN, PARENT, TOKEN, SUBJECT = "answered", "chain", "parent", "token", "subject"
# Why a strategy proves nothing about the sender.
GUESSABLE = {
    SUBJECT: "Anybody can guess a number in the subject.",
    PARENT: "Others may know the parent it shares.",
}


def normal_id(value: str) -> str:
    """A Message-ID as it is compared: bare, without blanks, in lower case (gateways change it); "" for none.

    Very long ones are compared by their digest, so that any can be indexed.
    """
    bare = "".join(value.split()).strip("<>").lower().replace("\x00", "")
    if bare in NO_ID or len(bare) < 3:
        return ""
    return bare if len(bare) <= LONGEST_ID else f"sha256:{sha256(bare.encode('utf-8', 'replace')).hexdigest()}"


def ids_in(header: str) -> list[str]:
    """Every id in an In-Reply-To or References header, normal, in order, each once.

    `"Your message of Monday" <a@b>` gives `a@b`; ids without brackets count where they look like one.
    """
    found = _BRACKETED.findall(header) or [word for word in header.replace(",", " ").split() if "@" in word]
    return list(dict.fromkeys(filter(None, map(normal_id, found))))


def parents_in(references: Sequence[str]) -> list[str]:
    """The ids of a References chain, the nearest parent first, at most `MOST_PARENTS`."""
    found = [one for header in references for one in (ids_in(header) or filter(None, [normal_id(header)]))]
    return list(dict.fromkeys(reversed(found)))[:MOST_PARENTS]


def numbers_in(subject: str) -> list[int]:
    """The ticket numbers we may have written into the subject, `[#42]`, the last first, at most `MOST_NUMBERS`.

    Another desk may write its own in the same form, before ours or behind it.
    """
    found = dict.fromkeys(int(number) for number in reversed(_NUMBER.findall(subject)))
    return list(found)[:MOST_NUMBERS]


@dataclass(frozen=True)
class Mail:
    """What a mail says about where it belongs. `token` is the ticket number of a verified token, else None.

    `disowned`: a sentence if a trusted mail server says that it isn't from its sender, else "".
    """

    sender: str
    message_id: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    subject: str = ""
    token: int | None = None
    automatic: bool = False
    disowned: str = ""


@dataclass(frozen=True)
class Candidate:
    """A ticket some evidence may lead to. Addresses are comparison keys; `number` is where it lives on in now.

    `known`: those of the participants whose mails may say where answers go.
    """

    number: int
    participants: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    solved_at: datetime | None = None
    via: int | None = None
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Known:
    """`ids`: normal id -> [(ticket, "in" | "out" | "reference")]; `tickets`: number -> Candidate, merges followed.

    `ours`: our mailboxes; `staff`: the sender, if one of our people signs in with that address; `acknowledged`: how
    often the sender was told lately that a mail had arrived.
    """

    ids: Mapping[str, Sequence[tuple[int, str]]] = field(default_factory=dict)
    tickets: Mapping[int, Candidate] = field(default_factory=dict)
    ours: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    acknowledged: int = 0


@dataclass(frozen=True)
class Finding:
    """One strategy's verdict on one ticket (or on there being none)."""

    strategy: str
    why: str
    ticket: int | None = None


@dataclass(frozen=True)
class Decision:
    """`action`: append, reopen or open. A new ticket may be `linked` to the one it couldn't join.

    `doubt`: why the addresses it brings don't get into answers by themselves; "" if they do.
    """

    action: str
    strategy: str
    chosen: str
    ticket: int | None = None
    via: int | None = None
    linked: int | None = None
    rejected: tuple[Finding, ...] = ()
    doubt: str = ""

    def as_facts(self) -> dict:
        """As it is kept with the message."""
        rejected = [{"strategy": f.strategy, "why": f.why, "ticket": f.ticket} for f in self.rejected]
        return {
            "action": self.action, "strategy": self.strategy, "chosen": self.chosen,
            "linked": self.linked, "rejected": rejected,
        } | ({"doubt": self.doubt} if self.doubt else {})  # fmt: skip


def thread(mail: Mail, known: Known, *, at: datetime, reopen_within: timedelta) -> Decision:
    """Where `mail` belongs. Total: every mail gets a decision."""
    rejected: list[Finding] = []
    for strategy, leads in _strategies(mail, known):
        tried: set[int] = set()
        for number, direction, says in leads:
            ticket = known.tickets.get(number)
            if number in tried:
                continue
            tried.add(number)
            refusal = _refusal(mail, known, ticket, direction, strategy, at, reopen_within)
            if refusal is None:
                return _join(mail, ticket, strategy, says, rejected)
            rejected.append(Finding(strategy, refusal, ticket.number if ticket else None))
        if not tried:
            rejected.append(Finding(strategy, _nothing(strategy, mail)))
    return _apart(mail, rejected)


Lead = tuple[int, str, str]


def _strategies(mail: Mail, known: Known) -> Iterator[tuple[str, Iterable[Lead]]]:
    answered = ids_in(mail.in_reply_to)
    chain = parents_in(mail.references)
    met = {"out": "we sent", "in": "we received"}
    yield ANSWERED, _by_ids(answered, known, met, "It answers a message {} in #{}.")
    yield CHAIN, _by_ids(chain, known, met, "Its references name a message {} in #{}.")
    shared = {"reference": "never received"}
    own = list(filter(None, [normal_id(mail.message_id)]))
    yield (
        PARENT,
        [
            *_by_ids([*answered, *chain], known, shared, "It shares a parent we {} with #{}."),
            *_by_ids(own, known, {"reference": "had named"}, "An earlier message {} it as its parent in #{}."),
        ],
    )
    yield TOKEN, [(mail.token, "token", f"It carries our signed token for #{mail.token}.")] if mail.token else []
    number = _number_in(mail, known)
    yield SUBJECT, [(number, "subject", f"A participant wrote #{number} in the subject.")] if number else []


def _number_in(mail: Mail, known: Known) -> int | None:
    """The last number in the subject that is a ticket the sender takes part in; if none is, the last."""
    numbers = numbers_in(mail.subject)
    theirs = (one for one in numbers if one in known.tickets and mail.sender in known.tickets[one].participants)
    return next(theirs, next(iter(numbers), None))


def _by_ids(ids: Sequence[str], known: Known, directions: Mapping[str, str], says: str) -> list[Lead]:
    """Leads of these ids in their order; for one id what we sent first, then the newest ticket."""
    leads = []
    for one in ids:
        hits = [(number, direction) for number, direction in known.ids.get(one, ()) if direction in directions]
        for number, direction in sorted(hits, key=lambda hit: (hit[1] != "out", -hit[0])):
            leads.append((number, direction, says.format(directions[direction], number)))
    return leads


def _refusal(
    mail: Mail, known: Known, ticket: Candidate | None, direction: str, strategy: str, at: datetime, within: timedelta
) -> str | None:
    """Why the mail can't join this ticket; None if it can."""
    if ticket is None:
        return "There is no such ticket."
    sender = mail.sender
    if not sender:
        return f"It has no sender, so nobody can say whether they take part in #{ticket.number}."
    if sender in known.ours:
        return f"It claims to come from a mailbox of ours, which no mail can prove: it doesn't join #{ticket.number}."
    if sender in known.staff:
        return f"It claims to come from a colleague, which no mail can prove: it doesn't join #{ticket.number}."
    if not takes_part(sender, ticket, strong=direction in STRONG):
        return f"{sender} doesn't take part in #{ticket.number}."
    if ticket.solved_at and at - ticket.solved_at > within and not mail.automatic:
        return f"#{ticket.number} was solved more than {within.days} days ago."
    if strategy == SUBJECT and mail.disowned:
        return f"{mail.disowned} A number in the subject isn't enough then to join #{ticket.number}."
    return None


def takes_part(sender: str, ticket: Candidate, *, strong: bool) -> bool:
    """`strong`: the evidence is something only a receiver of our mail can have."""
    if sender in ticket.participants:
        return True
    if not strong:
        return False
    same_mailbox = without_plus(sender) in {without_plus(address) for address in ticket.participants}
    return same_mailbox or sender.rpartition("@")[2] in ticket.domains


def without_plus(address: str) -> str:
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def _join(mail: Mail, ticket: Candidate, strategy: str, says: str, rejected: list[Finding]) -> Decision:
    if ticket.via and ticket.via != ticket.number:
        says = f"{says} #{ticket.via} was merged into #{ticket.number}."
    action = "append"
    if ticket.solved_at and not mail.automatic:
        action, says = "reopen", f"{says} It was solved, so it is open again."
    doubt = _doubt(mail, ticket, strategy)
    return Decision(action, strategy, says, ticket.number, via=ticket.via, rejected=tuple(rejected), doubt=doubt)


def _doubt(mail: Mail, ticket: Candidate, strategy: str) -> str:
    new = "" if mail.sender in ticket.known else f"{mail.sender} was new to #{ticket.number}."
    return mail.disowned or GUESSABLE.get(strategy, "") or new


def _apart(mail: Mail, rejected: list[Finding]) -> Decision:
    """A ticket of its own; linked to the first that evidence led to: a subject line only of a participant's."""
    related = next((f for f in rejected if f.ticket and _relates(f, mail)), None)
    says, linked = "Nothing says that it belongs to an earlier ticket.", None
    if related:
        says, linked = f"A new ticket, linked to #{related.ticket}. {related.why}", related.ticket
    return Decision("open", "new", says, linked=linked, rejected=tuple(rejected), doubt=mail.disowned)


def _relates(finding: Finding, mail: Mail) -> bool:
    """A stranger can't hang a ticket onto another by guessing its number."""
    return finding.strategy != SUBJECT or bool(mail.disowned and finding.why.startswith(mail.disowned))


def _nothing(strategy: str, mail: Mail) -> str:
    """Why a strategy had nothing to say."""
    answers, chained = ids_in(mail.in_reply_to), parents_in(mail.references)
    missing = {
        ANSWERED: "We don't know the message it answers." if answers else "It doesn't say what it answers.",
        CHAIN: "None of its references is known." if chained else "It has no references.",
        PARENT: "It shares no parent with an earlier mail.",
        TOKEN: "It carries no valid token of ours.",
        SUBJECT: "There is no number of ours in the subject.",
    }
    return missing[strategy]
