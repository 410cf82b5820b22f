"""Zed may do nothing: every verb refuses him, and those who don't see the ticket."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.ground.events.models import Event
from whiteglove.service.desk import actions, queries
from whiteglove.service.desk.actions.rules import change_rules
from whiteglove.service.desk.export import export_all, export_conversation
from whiteglove.service.desk.models import Escalation, Handover, MacroRun, Message, Ticket
from whiteglove.service.desk.search import find

from .conftest import NINE, later

# Who may open what, what is learnt and what is whispered doesn't hang on the engine.
pytestmark = [pytest.mark.django_db, pytest.mark.engineless]


def verbs(ticket, to, merged):
    other = Ticket.objects.exclude(pk=ticket.pk).first()
    message, escalation = Message.objects.first(), Escalation.objects.first()
    here = {"ticket": ticket, "at": NINE}
    return {
        "open_ticket": lambda by: actions.open_ticket(customer=ticket.customer, by=by, at=NINE, subject="x"),
        "reply": lambda by: actions.reply(**here, by=by, text="x", seen_message_id=9**9),
        "undo_reply": lambda by: actions.undo_reply(message=message, by=by, at=NINE),
        "note": lambda by: actions.note(**here, by=by, text="x"),
        "assign": lambda by: actions.assign(**here, by=by, to=to),
        "take": lambda by: actions.take(**here, by=by),
        "unassign": lambda by: actions.unassign(**here, by=by),
        "solve": lambda by: actions.solve(**here, by=by),
        "reopen": lambda by: actions.reopen(**here, by=by),
        "snooze": lambda by: actions.snooze(**here, by=by, until=later(days=1)),
        "wake": lambda by: actions.wake(**here, by=by),
        "tag": lambda by: actions.tag(**here, by=by, name="x"),
        "untag": lambda by: actions.untag(**here, by=by, name="x"),
        "set_priority": lambda by: actions.set_priority(**here, by=by, priority="high"),
        "set_kind": lambda by: actions.set_kind(**here, by=by, kind="refund"),
        "set_complex": lambda by: actions.set_complex(**here, by=by),
        "set_subject": lambda by: actions.set_subject(**here, by=by, subject="x"),
        "move": lambda by: actions.move(**here, by=by, team=ticket.team),
        "merge": lambda by: actions.merge(source=ticket, into=other, by=by, at=NINE),
        "unmerge": lambda by: actions.unmerge(source=merged, by=by, at=NINE),
        "escalate": lambda by: actions.escalate(**here, by=by, reason="legal"),
        "accept_escalation": lambda by: actions.accept_escalation(escalation=escalation, by=by, at=NINE),
        "return_escalation": lambda by: actions.return_escalation(escalation=escalation, by=by, at=NINE, answer="x"),
        "resolve_escalation": lambda by: actions.resolve_escalation(escalation=escalation, by=by, at=NINE),
        "withdraw_escalation": lambda by: actions.withdraw_escalation(escalation=escalation, by=by, at=NINE),
        "undo_note": lambda by: actions.undo_note(message=message, by=by, at=NINE),
        **macros(ticket, message),
        "save_draft": lambda by: actions.save_draft(**here, by=by, text="x"),
        "attach": lambda by: actions.attach(**here, by=by, name="x", type="x", content=b"x"),
        "see": lambda by: actions.see(**here, by=by),
        "begin_chat_duty": lambda by: actions.begin_chat_duty(by=by, at=NINE),
        "end_chat_duty": lambda by: actions.end_chat_duty(person=by, by=by, at=NINE),
        "limit_chats": lambda by: actions.limit_chats(person=to, most=2, by=by, at=NINE),
        "pass_on": lambda by: actions.pass_on(**here, by=by, to=to, summary="x"),
        "refuse": lambda by: actions.refuse(handover=handover(ticket, to), by=by, at=NINE),
        "take_back": lambda by: actions.take_back(handover=handover(ticket, to), by=by, at=NINE),
        "take_over": lambda by: actions.take_over(**here, by=by),
        "whisper": lambda by: actions.whisper(**here, by=by, text="x"),
        "hear": lambda by: actions.hear(taps=[1], by=by, at=NINE),
        "change_rules": lambda by: change_rules(by=by, at=NINE, undo_seconds=1),
        "export_conversation": lambda by: list(export_conversation(ticket, by)),
        "export_all": lambda by: list(export_all(by)),
    }


def macros(ticket, message):
    given = {"name": "Hello", "team": ticket.team, "texts": {"en": "Hello"}, "steps": [{"do": "solve"}]}
    macro = actions.make_macro(by=None, at=NINE, **given)
    version, here = macro.versions.get(), {"ticket": ticket, "at": NINE}
    run = MacroRun.objects.create(macro=macro, number=1, ticket=ticket, by=message.author or ticket.assignee, at=NINE)
    reply = {"text": "x", "seen_message_id": 9**9, "macros": []}
    return {
        "make_macro": lambda by: actions.make_macro(by=by, at=NINE, **given),
        "change_macro": lambda by: actions.change_macro(macro=macro, by=by, at=NINE, name="Hi", texts={"en": "Hi"}),
        "bring_back_version": lambda by: actions.bring_back_version(version=version, by=by, at=NINE),
        "archive_macro": lambda by: actions.archive_macro(macro=macro, by=by, at=NINE),
        "restore_macro": lambda by: actions.restore_macro(macro=macro, by=by, at=NINE),
        "put_macro_in": lambda by: actions.put_macro_in(**here, by=by, macro=macro),
        "leave_steps_out": lambda by: actions.leave_steps_out(**here, by=by, macro=macro.pk),
        "run_macro": lambda by: actions.run_macro(**here, by=by, macro=macro),
        "undo_macro": lambda by: actions.undo_macro(run=run, by=by, at=NINE),
        "reply_with_macros": lambda by: actions.reply_with_macros(**here, **reply, by=by),
        "undo_reply_with_macros": lambda by: actions.undo_reply_with_macros(message=message, by=by, at=NINE),
    }


def handover(ticket, person):
    return Handover.objects.get_or_create(ticket=ticket, defaults={"how": "passed", "by": person, "at": NINE})[0]


NAMES = [
    "open_ticket", "reply", "undo_reply", "note", "assign", "take", "unassign", "solve", "reopen", "snooze", "wake",
    "tag", "untag", "set_priority", "set_kind", "set_complex", "set_subject", "move", "merge", "unmerge", "escalate",
    "accept_escalation", "return_escalation", "resolve_escalation", "withdraw_escalation", "undo_note",
    "make_macro", "change_macro", "bring_back_version", "archive_macro", "restore_macro", "put_macro_in",
    "leave_steps_out", "run_macro", "undo_macro", "reply_with_macros", "undo_reply_with_macros", "save_draft", "attach",
    "see",
    "pass_on", "refuse", "take_back", "take_over", "whisper", "hear",
    "begin_chat_duty", "end_chat_duty", "limit_chats", "change_rules", "export_conversation", "export_all",
]  # fmt: skip

NO_TICKET = ("open_ticket", "hear", "begin_chat_duty", "end_chat_duty", "change_rules", "export_all")


@pytest.fixture
def scene(ticket, ada, lee, cleo_amara):
    """Everything a verb might need: a reply, an escalation, another ticket, a merged one."""
    actions.reply(ticket=ticket, by=ada, at=NINE, text="Hello", seen_message_id=ticket.last_inbound_id)
    actions.escalate(ticket=ticket, by=ada, at=NINE, reason="manager", to=lee)
    other = actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject="Other", text="x")
    merged = actions.open_ticket(customer=cleo_amara, by=ada, at=NINE, subject="Merged", text="x")
    actions.merge(source=merged, into=other, by=lee, at=NINE)
    return verbs(ticket, ada, merged)


@pytest.mark.parametrize("name", NAMES)
def test_zed_and_mo_may_do_nothing(name, scene, zed, mo, cleo):
    before = Event.objects.count()
    for nobody in (zed, mo, cleo):
        with pytest.raises(PermissionDenied):
            scene[name](nobody)
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", [n for n in NAMES if n not in NO_TICKET])
def test_an_agent_of_another_team_does_not_even_learn_that_it_exists(name, scene, billing):
    from tests.cast import make_person

    stranger = make_person("Agent 7", "agent7@whiteglove.example", "lead", billing)
    with pytest.raises(Http404):
        scene[name](stranger)


# The answer bot's: no person does these, so nobody is asked whether they may.
BY_NOBODY = {"clear_rehearsal", "end_rehearsal", "hand_to_people", "hear_played", "say_automatically", "solve_by_bot"}


def test_every_verb_is_in_this_list(scene):
    assert set(NAMES) == set(scene)
    assert set(actions.__all__) - {"discard_draft", "detach", "rehearse"} - BY_NOBODY <= set(NAMES)


def test_zed_sees_nothing_anywhere(ticket, zed, mo):
    for nobody in (zed, mo):
        assert queries.queue(nobody, "all").rows == []
        assert set(queries.counts(nobody).values()) == {0}
        assert find(nobody, "charged").rows == []
        assert not Ticket.objects.visible_to(nobody).exists()
        assert not Message.objects.visible_to(nobody).exists()


def test_a_draft_is_its_writers_alone(ticket, ada, lee):
    actions.save_draft(ticket=ticket, by=ada, at=NINE, text="mine")
    assert not actions.discard_draft(ticket=ticket, by=lee, at=NINE)
