"""Which ticket a mail belongs to: every case a line, the hostile ones too."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.desk.threading import (
    LONGEST_ID,
    Candidate,
    Known,
    Mail,
    ids_in,
    normal_id,
    numbers_in,
    parents_in,
    takes_part,
    thread,
)

NOW = datetime(2026, 3, 3, 9, 14, tzinfo=UTC)
CLEO, COLLEAGUE, STRANGER = "cleo@customer.example", "jonas@customer.example", "fatou@elsewhere.example"
SENT, GOT, NAMED = "wg.message.55.aa.bb@whiteglove.example", "first@customer.example", "never-seen@customer.example"
CHARGED = Candidate(42, frozenset({CLEO, COLLEAGUE}), frozenset({"northwind.example"}))
OTHER = Candidate(77, frozenset({STRANGER}))
YESTERDAY = Candidate(50, frozenset({CLEO}), solved_at=NOW - timedelta(days=1))
LAST_YEAR = Candidate(51, frozenset({CLEO}), solved_at=NOW - timedelta(days=300))
MERGED = Candidate(42, frozenset({CLEO}), via=40)
KNOWN = Known(
    ids={
        SENT: [(42, "out")],
        GOT: [(42, "in")],
        NAMED: [(42, "reference")],
        "stranger@elsewhere.example": [(77, "in")],
        "newsletter@shop.example": [(42, "reference"), (77, "reference")],
        "stolen@whiteglove.example": [(77, "in"), (42, "out")],
        "yesterday@whiteglove.example": [(50, "out")],
        "last-year@whiteglove.example": [(51, "out")],
        "last-year-2@whiteglove.example": [(51, "out"), (42, "reference")],
        "merged@whiteglove.example": [(40, "out")],
        "gone@whiteglove.example": [(999, "out")],
    },
    tickets={42: CHARGED, 77: OTHER, 50: YESTERDAY, 51: LAST_YEAR, 40: MERGED},
    ours=frozenset({"support@whiteglove.example"}),
    staff=frozenset({"ada@whiteglove.example"}),
)


def decide(known: Known = KNOWN, **mail):
    return thread(Mail(**({"sender": CLEO} | mail)), known, at=NOW, reopen_within=timedelta(days=30))


JOINS = [
    # (what the mail says, ticket, strategy)
    ({"in_reply_to": f"<{SENT}>"}, 42, "answered"),
    ({"in_reply_to": f"<{GOT}>"}, 42, "answered"),
    ({"in_reply_to": SENT}, 42, "answered"),
    ({"in_reply_to": f"<{SENT.upper()}>"}, 42, "answered"),
    ({"in_reply_to": f" <{SENT}> (Cleo's message of Monday)"}, 42, "answered"),
    ({"in_reply_to": f'"Your message" <unknown-id@x.example> <{SENT}>'}, 42, "answered"),
    ({"in_reply_to": f"<{SENT[:20]}\r\n {SENT[20:]}>"}, 42, "answered"),
    ({"in_reply_to": f"<{SENT}>", "sender": COLLEAGUE}, 42, "answered"),
    ({"in_reply_to": f"<{SENT}>", "subject": "Something else entirely"}, 42, "answered"),
    ({"in_reply_to": f"<{SENT}>", "subject": "Re: [#77] hello"}, 42, "answered"),
    ({"in_reply_to": "<x@y.example>", "references": [f"<{SENT}>"]}, 42, "chain"),
    ({"references": [f"<{GOT}>"]}, 42, "chain"),
    ({"references": [f"<a@b.example> <{GOT}> <c@d.example>"]}, 42, "chain"),
    ({"references": ["<a@b.example>", f"<{GOT}>", "<c@d.example>"]}, 42, "chain"),
    ({"references": [f"<{GOT}>", *(f"<later-{n}@b.example>" for n in range(60))]}, 42, "chain"),
    ({"references": [f"<{GOT}>,<c@d.example>"]}, 42, "chain"),
    ({"references": [f"<{NAMED}>"]}, 42, "parent"),
    ({"in_reply_to": f"<{NAMED}>"}, 42, "parent"),
    ({"message_id": f"<{NAMED}>"}, 42, "parent"),
    ({"token": 42}, 42, "token"),
    ({"token": 42, "sender": COLLEAGUE}, 42, "token"),
    ({"token": 42, "sender": "ops@northwind.example"}, 42, "token"),
    ({"in_reply_to": f"<{SENT}>", "sender": "ops@northwind.example"}, 42, "answered"),
    ({"in_reply_to": f"<{SENT}>", "sender": "cleo+phone@customer.example"}, 42, "answered"),
    ({"subject": "Re: Charged twice [#42]"}, 42, "subject"),
    ({"subject": "AW: Fwd: [#42] Charged twice"}, 42, "subject"),
    ({"subject": "[#41] was wrong, it is [#42]"}, 42, "subject"),
    ({"subject": "Re: Charged twice [#42] [#98765]"}, 42, "subject"),
    ({"subject": "[#42] Re: [#77] Charged twice [#77]"}, 42, "subject"),
    ({"in_reply_to": "<newsletter@shop.example>"}, 42, "parent"),
    ({"in_reply_to": "<newsletter@shop.example>", "sender": STRANGER}, 77, "parent"),
    ({"in_reply_to": "<stolen@whiteglove.example>"}, 42, "answered"),
    ({"in_reply_to": "<stolen@whiteglove.example>", "sender": STRANGER}, 77, "answered"),
    ({"in_reply_to": "<merged@whiteglove.example>"}, 42, "answered"),
    ({"in_reply_to": "<last-year-2@whiteglove.example>"}, 42, "parent"),
    ({"in_reply_to": "<gone@whiteglove.example>", "references": [f"<{GOT}>"]}, 42, "chain"),
    ({"in_reply_to": "<stranger@elsewhere.example>", "references": [f"<{GOT}>"]}, 42, "chain"),
    ({"in_reply_to": f"<{SENT}>", "token": 77}, 42, "answered"),
]


@pytest.mark.parametrize(("mail", "ticket", "strategy"), JOINS)
def test_a_mail_joins_the_ticket_it_belongs_to(mail, ticket, strategy):
    decision = decide(**mail)
    assert (decision.action, decision.ticket, decision.strategy) == ("append", ticket, strategy)


APART = [
    # (what the mail says, the ticket it is linked to, a word of the reason)
    ({}, None, "Nothing says"),
    ({"in_reply_to": ""}, None, "Nothing"),
    ({"in_reply_to": "<>"}, None, "Nothing"),
    ({"in_reply_to": "< >"}, None, "Nothing"),
    ({"in_reply_to": "<<>>"}, None, "Nothing"),
    ({"in_reply_to": "<@>"}, None, "Nothing"),
    ({"references": [""]}, None, "Nothing"),
    ({"references": ["", "<>", " "]}, None, "Nothing"),
    ({"message_id": ""}, None, "Nothing"),
    ({"message_id": "<>"}, None, "Nothing"),
    ({"in_reply_to": "<unknown@unknown>"}, None, "Nothing"),
    ({"in_reply_to": "\x00\x00"}, None, "Nothing"),
    ({"in_reply_to": "<not-ours@elsewhere.example>"}, None, "Nothing"),
    ({"in_reply_to": f"<{SENT}>", "sender": STRANGER}, 42, "doesn't take part"),
    ({"references": [f"<{SENT}>"], "sender": STRANGER}, 42, "doesn't take part"),
    ({"references": [f"<{NAMED}>"], "sender": STRANGER}, 42, "doesn't take part"),
    ({"message_id": f"<{NAMED}>", "sender": STRANGER}, 42, "doesn't take part"),
    ({"token": 42, "sender": STRANGER}, 42, "doesn't take part"),
    ({"in_reply_to": f"<{SENT}>", "sender": ""}, 42, "no sender"),
    ({"token": 42, "sender": ""}, 42, "no sender"),
    ({"in_reply_to": f"<{SENT}>", "sender": "ada@whiteglove.example"}, 42, "colleague"),
    ({"token": 42, "sender": "ada@whiteglove.example"}, 42, "colleague"),
    ({"in_reply_to": f"<{SENT}>", "sender": "support@whiteglove.example"}, 42, "mailbox of ours"),
    ({"subject": "[#42]", "sender": STRANGER}, None, "Nothing"),
    ({"subject": "[#42]", "sender": "ada@whiteglove.example"}, None, "Nothing"),
    ({"subject": "[#42]", "sender": "ops@northwind.example"}, None, "Nothing"),
    ({"subject": "[#42]", "sender": "cleo+x@customer.example"}, None, "Nothing"),
    ({"subject": "[#999]"}, None, "Nothing"),
    ({"subject": "[#40] [#51]"}, None, "Nothing"),
    ({"subject": "Order #42"}, None, "Nothing"),
    ({"subject": "Ticket 42"}, None, "Nothing"),
    ({"subject": "[# 42]"}, None, "Nothing"),
    ({"subject": "[#-42]"}, None, "Nothing"),
    ({"subject": "[#42abc]"}, None, "Nothing"),
    ({"subject": "[#99999999999999999999999]"}, None, "Nothing"),
    ({"subject": "Charged twice"}, None, "Nothing"),
    ({"token": 999}, None, "Nothing"),
    ({"in_reply_to": f"<{GOT}>", "sender": "ops@northwind.example"}, 42, "doesn't take part"),
    ({"in_reply_to": f"<{SENT}>", "sender": "ops@evil-northwind.example"}, 42, "doesn't take part"),
    ({"in_reply_to": f"<{SENT}>", "sender": "northwind.example@elsewhere.example"}, 42, "doesn't take part"),
    ({"in_reply_to": f"<{SENT}>", "sender": "cleo@customer.example.elsewhere.example"}, 42, "doesn't take part"),
    ({"in_reply_to": "<stranger@elsewhere.example>"}, 77, "doesn't take part"),
    ({"in_reply_to": "<last-year@whiteglove.example>"}, 51, "more than 30 days"),
    ({"token": 51}, 51, "more than 30 days"),
    ({"in_reply_to": f"<{SENT[:-1]}>"}, None, "Nothing"),
    ({"in_reply_to": f"<x{SENT}>"}, None, "Nothing"),
]


@pytest.mark.parametrize(("mail", "linked", "word"), APART)
def test_a_mail_that_belongs_nowhere_gets_a_ticket_of_its_own(mail, linked, word):
    decision = decide(**mail)
    assert (decision.action, decision.ticket, decision.linked) == ("open", None, linked)
    assert word in decision.chosen


def test_an_answer_to_a_solved_ticket_opens_it_again():
    decision = decide(in_reply_to="<yesterday@whiteglove.example>")
    assert (decision.action, decision.ticket) == ("reopen", 50)


def test_an_out_of_office_leaves_a_solved_ticket_solved():
    assert decide(in_reply_to="<yesterday@whiteglove.example>", automatic=True).action == "append"
    assert decide(in_reply_to="<last-year@whiteglove.example>", automatic=True).action == "append"


def test_an_answer_to_a_merged_ticket_follows_the_merge_and_says_so():
    decision = decide(in_reply_to="<merged@whiteglove.example>")
    assert (decision.ticket, decision.via) == (42, 40)
    assert "#40 was merged into #42" in decision.chosen


def test_every_strategy_that_was_not_chosen_says_why():
    decision = decide(token=42, in_reply_to="<nobody@knows.example>")
    assert [(f.strategy, f.why) for f in decision.rejected] == [
        ("answered", "We don't know the message it answers."),
        ("chain", "It has no references."),
        ("parent", "It shares no parent with an earlier mail."),
    ]
    assert decision.as_facts()["chosen"] == "It carries our signed token for #42."


def test_a_mail_that_opens_a_ticket_explains_all_five():
    assert [f.strategy for f in decide().rejected] == ["answered", "chain", "parent", "token", "subject"]


def test_the_nearest_known_parent_decides():
    chain = [f"<{GOT}>", "<stranger@elsewhere.example>"]
    both = Known(KNOWN.ids, KNOWN.tickets | {77: Candidate(77, frozenset({CLEO}))})
    assert decide(both, references=chain).ticket == 77


def test_the_newest_ticket_wins_among_equals():
    known = Known({"a@b.example": [(42, "in"), (77, "in")]}, KNOWN.tickets | {77: Candidate(77, frozenset({CLEO}))})
    assert decide(known, in_reply_to="<a@b.example>").ticket == 77


IDS = [
    ("<a@b>", ["a@b"]),
    ("a@b", ["a@b"]),
    ("<A@B>", ["a@b"]),
    ("<a@b><c@d>", ["a@b", "c@d"]),
    ("<a@b>\r\n\t<c@d>", ["a@b", "c@d"]),
    ("<a@b> <a@b>", ["a@b"]),
    ("a@b, c@d", ["a@b", "c@d"]),
    ("no id here", []),
    ("", []),
    ("<>", []),
    ("<null>", []),
    ("<12345>", ["12345"]),
    ("<a@b", ["a@b"]),
    ('"Cleo <at> work" <a@b>', ["at", "a@b"][1:]),
]


@pytest.mark.parametrize(("header", "ids"), IDS)
def test_ids_are_read_from_any_spelling(header, ids):
    assert ids_in(header) == ids


def test_a_chain_is_read_from_its_end_and_is_bounded():
    assert parents_in(["<a@b> <c@d>", "<e@f>"]) == ["e@f", "c@d", "a@b"]
    assert len(parents_in([f"<{n}@b>" for n in range(5000)])) == 100


def test_very_long_ids_are_compared_whole():
    one, other = f"<{'a' * 4000}1@b>", f"<{'a' * 4000}2@b>"
    assert normal_id(one) != normal_id(other)
    assert len(normal_id(one)) <= LONGEST_ID


@pytest.mark.parametrize(
    ("subject", "numbers"),
    [
        ("[#7]", [7]), ("x [#7] y [#8] [#7]", [7, 8]), ("#7", []), ("[7]", []), ("", []), ("[#７]", []),
        ("".join(f"[#{n}]" for n in range(1, 90)), [89, 88, 87, 86, 85]),
    ],
)  # fmt: skip
def test_only_our_own_way_of_writing_a_number_counts(subject, numbers):
    assert numbers_in(subject) == numbers


def test_only_unguessable_evidence_lets_colleagues_in():
    assert takes_part("ops@northwind.example", CHARGED, strong=True)
    assert not takes_part("ops@northwind.example", CHARGED, strong=False)


@given(
    st.text(max_size=80), st.text(max_size=80), st.lists(st.text(max_size=60), max_size=4), st.text(max_size=60),
    st.one_of(st.none(), st.integers(0, 100)),
)  # fmt: skip
def test_any_mail_gets_a_decision_and_never_a_strangers_ticket(message_id, answers, references, subject, token):
    mail = Mail("nobody@nowhere.example", message_id, answers, references, subject, token)
    decision = thread(mail, KNOWN, at=NOW, reopen_within=timedelta(days=30))
    assert decision.action == "open"
    assert decision.as_facts()["rejected"]
