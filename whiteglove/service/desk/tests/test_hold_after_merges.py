"""Words that a merge brings are read before a reply leaves, however old they are."""

import pytest

from whiteglove.service.desk import actions
from whiteglove.service.desk.errors import NewerMessage
from whiteglove.service.desk.models import Merge, Message

from .conftest import NINE, later, merged, now

pytestmark = pytest.mark.django_db


def answer(said: Message, by, **more) -> Message:
    ticket = now(said.ticket)
    return actions.reply(
        ticket=ticket, by=by, at=later(hours=1), text="Soon.", seen_message_id=ticket.last_inbound_id, **more
    )


def test_older_words_hold_a_reply_until_they_were_seen(one, two, ada, lee):
    seen = now(two.ticket).version
    away, here = merged(one, two, lee)
    with pytest.raises(NewerMessage) as held:
        answer(two, ada, seen_version=seen)
    assert (held.value.message_id, held.value.merged) == (one.pk, away.pk)
    assert answer(two, ada, seen_version=held.value.version).ticket == here


def test_whoever_does_not_say_what_they_saw_is_held(one, two, ada, lee):
    merged(one, two, lee)
    with pytest.raises(NewerMessage):
        answer(two, ada)


def test_whoever_read_them_in_the_other_ticket_is_not(one, two, ada, lee):
    actions.see(ticket=one.ticket, by=ada, at=NINE)
    merged(one, two, lee)
    assert answer(two, ada)


def test_once_the_merge_is_undone_nothing_holds(one, two, ada, lee):
    away, here = merged(one, two, lee)
    actions.unmerge(source=away, by=lee, at=later(minutes=20))
    assert answer(two, ada).ticket == here


def test_a_merge_of_before_says_nothing(one, two, ada, lee):
    merged(one, two, lee)
    row = Merge.objects.get()
    Merge.objects.update(before={key: value for key, value in row.before.items() if key != "version"})
    assert answer(two, ada)


def test_the_page_shows_them_and_whom_the_reply_goes_to(two, ada, lee, arrive, signed_in):
    browser, desk = signed_in(ada), f"/desk/tickets/{two.ticket_id}/"
    page = browser.get(desk).content.decode()
    assert f'name="seen_version" value="{now(two.ticket).version}"' in page
    other = arrive(subject="Bill", text="Mine too.", sender="Jonas Weber <jonas@weber.example>")
    given = {
        "kind": "reply", "text": "Soon.", "then": "", "seen_version": now(two.ticket).version,
        "to": "cleo@customer.example", "cc": "",
    }  # fmt: skip
    away, here = merged(other, two, lee)
    given["seen"] = here.last_inbound_id
    held = browser.post(f"{desk}messages/", given, headers={"HX-Request": "true"})
    text = held.content.decode()
    assert (held.status_code, f"#{away.pk} was merged into this ticket." in text) == (409, True)
    assert "Mine too." in text and f'data-seen="{other.pk}" data-version="{here.version}"' in text
    assert "This came from jonas@weber.example. Your reply goes to cleo@customer.example." in text
    assert browser.post(f"{desk}messages/", given | {"seen_version": here.version}).status_code == 200


def test_read_once_newer_words_hold_no_second_time(one, two, ada, lee):
    """The other way round: what the merge brings is newer than what the writer saw."""
    seen, version = now(one.ticket).last_inbound_id, now(one.ticket).version
    actions.merge(source=now(two.ticket), into=now(one.ticket), by=lee, at=later(minutes=10))
    about = {"ticket": now(one.ticket), "by": ada, "at": later(hours=1), "text": "Soon."}
    with pytest.raises(NewerMessage) as held:
        actions.reply(**about, seen_message_id=seen, seen_version=version)
    assert (held.value.message_id, held.value.seen) == (two.pk, two.pk)
    assert actions.reply(**about, seen_message_id=held.value.seen, seen_version=held.value.version)


def test_what_was_written_in_the_ticket_itself_is_held_after_what_was_merged(one, two, ada, lee, arrive):
    seen, version = now(one.ticket).last_inbound_id, now(one.ticket).version
    own = arrive(text="And my lamp?", in_reply_to=one.message_id, at=later(minutes=5))
    merged(two, one, lee)
    about = {"ticket": now(one.ticket), "by": ada, "at": later(hours=1), "text": "Soon."}
    with pytest.raises(NewerMessage) as held:
        actions.reply(**about, seen_message_id=seen, seen_version=version)
    assert (held.value.merged, held.value.seen) == (two.ticket_id, seen)
    with pytest.raises(NewerMessage) as again:
        actions.reply(**about, seen_message_id=held.value.seen, seen_version=held.value.version)
    assert (again.value.message_id, again.value.merged) == (own.pk, None)


def test_whoever_answered_them_in_the_other_ticket_has_read_them(one, two, ada, lee):
    actions.reply(ticket=now(one.ticket), by=ada, at=later(minutes=5), text="Soon.", seen_message_id=one.pk)
    merged(one, two, lee)
    assert answer(two, ada)


def test_having_answered_in_the_ticket_itself_says_nothing_of_them(one, two, ada, lee):
    actions.reply(ticket=now(two.ticket), by=ada, at=later(minutes=5), text="Soon.", seen_message_id=two.pk)
    merged(one, two, lee)
    with pytest.raises(NewerMessage):
        answer(two, ada)
