"""What is written is read, once, in the background, and never a note."""

from datetime import timedelta

import pytest
from django.core.management import call_command

from whiteglove.ground.events import work
from whiteglove.ground.events.models import Delivery, Event
from whiteglove.learning.standards import reader_in_force
from whiteglove.learning.standards.actions import correct, load_standard, read_messages, read_ticket
from whiteglove.learning.standards.actions.read_messages import tickets_to_read
from whiteglove.learning.standards.models import Reading
from whiteglove.learning.standards.queries import findings, heard
from whiteglove.learning.standards.reader_in_force import in_force
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Message

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def shown(message) -> list[str]:
    return [one["behaviour"] for one in Reading.objects.get(message=message).shown]


def answer(ticket, ada, at, text="Hello Cleo, I'm sorry. You have it by noon."):
    return desk.reply(ticket=ticket, by=ada, at=at, text=text, seen_message_id=ticket.last_inbound_id)


def test_what_the_customer_writes_is_read_with_its_words(reads, ticket, at):
    assert read_ticket(ticket=ticket.pk, at=at) == 1
    reading = Reading.objects.get()
    assert shown(ticket.messages.get()) == ["greeting", "emotion.frustrated"]
    assert reading.emotion == "emotion.frustrated" and reading.language == "en"
    text = ticket.messages.get().new_text
    assert [text[one["start"] : one["end"]] for one in reading.findings] == ["Hello", "three times"]
    assert [text[start:end] for start, end in reading.sentences][1] == "I have written three times now."
    assert reading.revision_id == reads.pk and reading.version == in_force().version


def test_words_are_quoted_without_the_blanks_a_pattern_took_along(reads, ticket, at, small_pack):
    path = small_pack / "behaviours" / "emotion.frustrated.yaml"
    path.write_text(path.read_text().replace("three times", r"\swritten\s+three\s"))
    load_standard(by=None, at=at, path=small_pack)
    read_ticket(ticket=ticket.pk, at=at)
    text = ticket.messages.get().new_text
    found = Reading.objects.get().findings[-1]
    assert found["quote"] == text[found["start"] : found["end"]] == "written three"


def test_reading_twice_reads_once(reads, ticket, at):
    read_ticket(ticket=ticket.pk, at=at)
    assert read_ticket(ticket=ticket.pk, at=at) == 0
    assert Reading.objects.count() == 1
    assert Event.objects.filter(name="reading.kept").count() == 1


def test_our_reply_is_read_as_ours(reads, ticket, ada, at):
    reply = answer(ticket, ada, at + MINUTE)
    read_ticket(ticket=ticket.pk, at=at)
    assert shown(reply) == ["greeting", "apology", "timeline"]
    assert Reading.objects.get(message=reply).emotion == ""


def test_a_note_is_never_read(reads, ticket, lee, at):
    desk.note(ticket=ticket, by=lee, at=at + MINUTE, text="Hello, I'm sorry for her.")
    read_ticket(ticket=ticket.pk, at=at)
    assert not Reading.objects.filter(message__kind="note").exists()


def test_an_out_of_office_is_not_read(reads, ticket, at):
    Message.objects.update(flags=["auto_reply"])
    assert read_ticket(ticket=ticket.pk, at=at) == 0


def test_a_reply_taken_back_is_not_read_and_one_read_before_does_not_show(reads, ticket, ada, at):
    reply = answer(ticket, ada, at + MINUTE)
    read_ticket(ticket=ticket.pk, at=at)
    desk.undo_reply(message=reply, by=ada, at=at + MINUTE)
    assert [one.message_id for one in Reading.objects.of_ticket(ticket.pk)] == [ticket.last_inbound_id]
    Reading.objects.all().delete()
    assert read_ticket(ticket=ticket.pk, at=at) == 1


def test_it_happens_by_itself_after_the_commit(reads, ticket, ada, at):
    answer(ticket, ada, at + MINUTE)
    assert not Reading.objects.exists()
    names = {"standards.read_what_was_written"}
    assert set(Delivery.objects.filter(reaction__in=names).values_list("event__name", flat=True)) == {
        "ticket.opened", "ticket.replied",
    }  # fmt: skip
    work.run_pending(raising=True)
    assert Reading.objects.count() == 2


def test_the_same_event_again_changes_nothing(reads, ticket, at):
    from whiteglove.learning.standards.reactions import read_what_was_written

    event = Event.objects.get(name="ticket.opened")
    read_what_was_written(event)
    read_what_was_written(event)
    assert Reading.objects.count() == 1


def test_without_behaviours_in_force_nothing_is_read(ticket, at):
    assert in_force() is None
    assert read_ticket(ticket=ticket.pk, at=at) == 0 and tickets_to_read() == []


def test_another_revision_reads_anew_only_when_asked(reads, ticket, at, small_pack):
    read_ticket(ticket=ticket.pk, at=at)
    path = small_pack / "behaviours" / "greeting.yaml"
    path.write_text(path.read_text().replace("hello", "charged"))
    second = load_standard(by=None, at=at + MINUTE, path=small_pack).revision
    assert tickets_to_read() == [] and tickets_to_read(again=True) == [ticket.pk]
    assert read_ticket(ticket=ticket.pk, at=at) == 0
    assert read_ticket(ticket=ticket.pk, at=at, again=True) == 1
    first, latest = Reading.objects.order_by("id")
    assert latest.revision_id == second.pk and first.version != latest.version
    assert [one["quote"] for one in latest.findings] == ["three times", "charged"]


def test_going_back_to_an_earlier_pack_shows_what_that_finds(reads, ticket, lee, at, small_pack):
    path = small_pack / "behaviours" / "greeting.yaml"
    ours = path.read_text()
    for number, words in enumerate((ours, ours.replace("hello", "charged"), ours)):
        path.write_text(words)
        load_standard(by=None, at=at + number * MINUTE, path=small_pack)
        assert tickets_to_read(again=True) == [ticket.pk]
        assert read_ticket(ticket=ticket.pk, at=at + number * MINUTE, again=True) == 1
        assert read_ticket(ticket=ticket.pk, at=at + number * MINUTE, again=True) == 0
    [said] = heard(ticket.pk)
    assert [one["quote"] for one in said.findings] == ["Hello", "three times"] and tickets_to_read(again=True) == []
    assert [one.emotion for one in Reading.objects.order_by("id")] == ["", "emotion.frustrated"]
    shown = findings(ticket.messages.get(), lee)
    assert [one["quote"] for each in shown["sentences"] for one in each["findings"]] == ["Hello", "three times"]


def test_answers_stand_when_an_earlier_reader_reads_again(reads, ticket, lee, at, small_pack):
    read_ticket(ticket=ticket.pk, at=at)
    path = small_pack / "behaviours" / "greeting.yaml"
    ours = path.read_text()
    path.write_text(ours.replace("hello", "charged"))
    load_standard(by=None, at=at + MINUTE, path=small_pack)
    read_ticket(ticket=ticket.pk, at=at, again=True)
    correct(message=ticket.messages.get(), behaviour="greeting", start=0, verdict=False, by=lee, at=at)
    path.write_text(ours)
    load_standard(by=None, at=at + 2 * MINUTE, path=small_pack)
    assert read_ticket(ticket=ticket.pk, at=at, again=True) == 1
    assert [one["quote"] for one in heard(ticket.pk)[0].findings] == ["three times"]


def test_two_that_read_at_once_keep_one_reading(reads, ticket, at, monkeypatch):
    kept = read_messages.keep

    def keep(*told):
        monkeypatch.setattr(read_messages, "keep", kept)
        assert read_ticket(ticket=ticket.pk, at=at) == 1
        return kept(*told)

    monkeypatch.setattr(read_messages, "keep", keep)
    assert read_ticket(ticket=ticket.pk, at=at) == 0
    assert Reading.objects.count() == 1 and Event.objects.filter(name="reading.kept").count() == 1


def test_the_reader_is_made_once_and_anew_for_another_revision(reads, at, small_pack):
    first = in_force()
    assert in_force() is first
    path = small_pack / "behaviours" / "apology.yaml"
    path.write_text(path.read_text().replace("sorry", "apologies"))
    load_standard(by=None, at=at + MINUTE, path=small_pack)
    assert in_force() is not first


def test_a_long_ticket_is_read_from_where_reading_stopped(reads, ticket, ada, at):
    read_ticket(ticket=ticket.pk, at=at)
    for number in range(12):
        answer(ticket, ada, at + number * MINUTE)
    assert read_ticket(ticket=ticket.pk, at=at) == 12
    assert Reading.objects.count() == 13


def test_a_mail_of_a_megabyte_is_read_in_bounds(reads, ticket, at):
    Message.objects.update(new_text="Hello. " * 150_000)
    read_ticket(ticket=ticket.pk, at=at)
    assert Reading.objects.get().sentences[-1][1] <= 20_000


def test_what_was_erased_while_it_was_read_is_not_kept(reads, ticket, at, monkeypatch):
    from whiteglove.learning.standards.actions import read_messages

    whole = read_messages._read

    def slowly(*about):
        Message.objects.update(text="Erased", new_text="Erased")
        return whole(*about)

    monkeypatch.setattr(read_messages, "_read", slowly)
    assert read_ticket(ticket=ticket.pk, at=at) == 0
    assert not Reading.objects.exists()


def test_no_migration_is_missing():
    call_command("makemigrations", "standards", check=True, dry_run=True, verbosity=0)


def test_weights_of_another_version_leave_the_desk_its_rules_and_are_logged(
    reads, ticket, at, tmp_path, monkeypatch, caplog
):
    (tmp_path / reader_in_force.FILE).write_bytes(b"nothing of ours")
    monkeypatch.setattr(reader_in_force, "WEIGHTS", tmp_path)
    assert read_ticket(ticket=ticket.pk, at=at) == 1
    assert shown(ticket.messages.get()) == ["greeting", "emotion.frustrated"]
    assert in_force().fitting.endswith("-rules") and "by its rules alone" in caplog.text
