"""People take seats, wait, move up; they are noted by a code, a list or a recording, never by themselves."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.http import Http404
from django.urls import reverse
from icalendar import Calendar

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.work import run_pending
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.actions.deactivate import deactivate
from whiteglove.learning.credentials.models import Credential
from whiteglove.learning.gatherings import codes, queries
from whiteglove.learning.gatherings.actions import after, attend, plan
from whiteglove.learning.gatherings.actions.erase import erase_person
from whiteglove.learning.gatherings.actions.seat import leave_seat, take_seat
from whiteglove.learning.gatherings.calendars import feed_of, token_of
from whiteglove.learning.gatherings.models import Feedback, Gathering, Seat
from whiteglove.service.desk.errors import Refused

from .conftest import ELEVEN, NINE, TEN

BEFORE = NINE - timedelta(days=2)
DURING = TEN + timedelta(minutes=20)
TWO = [{"says": "One?", "answers": ["a", "b"], "right": 1}, {"says": "Two?", "answers": ["a", "b"], "right": 0}]
ATTENDANCE = {"attendance": {"name": "Attendance", "kind": "Certificate", "about": "Was there.", "criteria": "A code."}}


def states(webinar) -> list[str]:
    return list(Seat.objects.filter(gathering=webinar).order_by("pk").values_list("state", flat=True))


def test_the_last_seat_goes_once_and_whoever_waits_longest_moves_up(webinar, ada, mo, admin):
    for person in (ada, mo, admin):
        take_seat(gathering=webinar, by=person, at=BEFORE)
    assert states(webinar) == ["taken", "waiting", "waiting"]
    leave_seat(gathering=webinar, by=ada, at=BEFORE)
    assert states(webinar) == ["left", "taken", "waiting"]
    take_seat(gathering=webinar, by=ada, at=BEFORE + timedelta(hours=1))
    assert states(webinar) == ["waiting", "taken", "waiting"]
    run_pending(raising=True)
    letters = [(one.to[0], one.subject) for one in mail.outbox]
    assert letters == [("mo@whiteglove.example", "You have a seat: Calm, 2 November 2026, 10:00 UTC")]


def test_the_seat_of_somebody_erased_goes_to_whoever_waits(webinar, ada, mo):
    for person in (ada, mo):
        take_seat(gathering=webinar, by=person, at=BEFORE)
    ada.is_active = False
    ada.save()
    erase_person(ada, BEFORE)
    assert states(webinar) == ["taken"]


def test_more_seats_let_those_in_who_wait(webinar, planned, ada, mo, lee):
    for person in (ada, mo):
        take_seat(gathering=webinar, by=person, at=BEFORE)
    plan.change(gathering=webinar, plan=planned(seats=None), by=lee, at=BEFORE)
    assert states(webinar) == ["taken", "taken"]


def test_what_is_moved_and_called_off_says_so_in_every_calendar(webinar, planned, ada, lee):
    take_seat(gathering=webinar, by=ada, at=BEFORE)
    run_pending(raising=True)
    plan.change(gathering=webinar, plan=planned(seats=1, starts_at=TEN + timedelta(minutes=5)), by=lee, at=BEFORE)
    run_pending(raising=True)
    plan.change(gathering=webinar, plan=planned(seats=3, starts_at=TEN + timedelta(minutes=5)), by=lee, at=BEFORE)
    plan.call_off(gathering=webinar, why="The host is ill", by=lee, at=BEFORE)
    run_pending(raising=True)
    sent = [Calendar.from_ical(one.attachments[0][1]).walk("VEVENT")[0] for one in mail.outbox]
    assert [(one["sequence"], one["status"]) for one in sent] == [(0, "CONFIRMED"), (1, "CONFIRMED"), (2, "CANCELLED")]
    assert len({one["uid"] for one in sent}) == 1 and "The host is ill" in mail.outbox[-1].body
    with pytest.raises(Refused):
        take_seat(gathering=webinar, by=lee, at=BEFORE)
    plan.call_back(gathering=webinar, by=lee, at=BEFORE)
    run_pending(raising=True)
    assert states(webinar) == ["taken"] and "takes place after all" in mail.outbox[-1].subject


def test_a_code_notes_whoever_has_a_seat_while_it_takes_place(webinar, ada, mo):
    take_seat(gathering=webinar, by=ada, at=BEFORE)
    code = codes.code_at(webinar.secret, DURING)
    for person, at in ((mo, DURING), (ada, BEFORE), (ada, DURING + timedelta(minutes=5)), (ada, ELEVEN + timedelta(1))):
        with pytest.raises(Refused):
            attend.check_in(gathering=webinar, code=code, by=person, at=at)
    attend.check_in(gathering=webinar, code=code, by=ada, at=DURING)
    attend.check_in(gathering=webinar, code="late", by=ada, at=DURING)  # noted already
    assert queries.attended_by(ada) == [("webinar-1", TEN.date())] and not queries.attended_by(mo)
    assert Event.objects.filter(name="gathering.attendance_marked").count() == 1


def test_who_stands_in_for_hosts_comes_by_code_and_then_doesnt_see_it(webinar, admin, lee, signed_in):
    here, shown = reverse("gatherings:code", args=[webinar.pk]), codes.code_at(webinar.secret, DURING)
    take_seat(gathering=webinar, by=admin, at=BEFORE)
    with time_machine.travel(DURING, tick=False):
        pages = [signed_in(one).get(here, follow=True).content.decode() for one in (lee, admin)]
    assert [shown in page for page in pages] == [True, False]
    attend.check_in(gathering=webinar, code=shown, by=admin, at=DURING)
    assert queries.attended_by(admin)


def test_a_list_unticks_nobody_who_came_after_it_was_drawn(webinar, planned, ada, mo, lee):
    plan.change(gathering=webinar, plan=planned(seats=None), by=lee, at=BEFORE)
    for person in (ada, mo):
        take_seat(gathering=webinar, by=person, at=BEFORE)
        attend.check_in(gathering=webinar, code=codes.code_at(webinar.secret, DURING), by=person, at=DURING)
    attend.mark_attendance(gathering=webinar, there=set(), seen={mo.pk}, by=lee, at=DURING)
    assert [bool(queries.attended_by(one)) for one in (ada, mo)] == [True, False]


def test_a_code_given_early_counts_for_no_other_day(webinar, planned, ada, lee):
    take_seat(gathering=webinar, by=ada, at=BEFORE)
    early, day = TEN - timedelta(minutes=5), timedelta(days=1)
    attend.check_in(gathering=webinar, code=codes.code_at(webinar.secret, early), by=ada, at=early)
    plan.change(gathering=webinar, plan=planned(seats=1, starts_at=TEN + day, ends_at=ELEVEN + day), by=lee, at=early)
    assert not queries.attended_by(ada)


def test_the_link_reaches_nobody_who_waits_and_hosts_hear_of_changes(webinar, planned, ada, mo, lee, admin):
    for person in (ada, mo):
        take_seat(gathering=webinar, by=person, at=BEFORE)
    run_pending(raising=True)
    mail.outbox.clear()
    plan.change(gathering=webinar, plan=planned(seats=1, title="Calmer", hosts=[lee]), by=admin, at=BEFORE)
    run_pending(raising=True)
    told = {one.to[0].partition("@")[0]: "meet.example" in one.attachments[0][1] for one in mail.outbox}
    assert told == {"ada": True, "mo": False, "lee": True}
    assert [queries.calendar_of(one) for one in (ada, mo, lee)] == [[webinar], [], [webinar]]


def test_a_host_has_no_seat_and_a_mistake_is_undone_while_it_takes_place(webinar, planned, ada, mo, lee):
    for person in (ada, mo):
        take_seat(gathering=webinar, by=person, at=BEFORE)
    plan.change(gathering=webinar, plan=planned(seats=1, hosts=[ada]), by=lee, at=BEFORE)
    assert states(webinar) == ["left", "taken"]
    plan.call_off(gathering=webinar, why="By mistake", by=lee, at=DURING)
    assert not plan.call_back(gathering=webinar, by=lee, at=DURING).is_off


def test_codes_can_not_be_guessed_and_seats_not_taken_for_the_code(webinar, ada, mo):
    take_seat(gathering=webinar, by=ada, at=BEFORE)
    for number in range(codes.TRIES):
        with pytest.raises(Refused):
            attend.check_in(gathering=webinar, code=f"guess {number}", by=ada, at=DURING)
    with pytest.raises(Refused, match="all your tries"):
        attend.check_in(gathering=webinar, code=codes.code_at(webinar.secret, DURING), by=ada, at=DURING)
    with pytest.raises(Refused, match="begun"):
        take_seat(gathering=webinar, by=mo, at=DURING)


def test_a_list_is_a_hosts_and_nobody_notes_themselves(webinar, planned, ada, mo, lee, admin):
    plan.change(gathering=webinar, plan=planned(seats=5, hosts=[mo]), by=lee, at=BEFORE)
    for person in (ada, lee, admin):
        take_seat(gathering=webinar, by=person, at=BEFORE)
    with pytest.raises(Refused):
        take_seat(gathering=webinar, by=mo, at=BEFORE)
    for person, at, why in ((ada, DURING, Http404), (mo, BEFORE, Refused), (lee, DURING, Refused)):
        with pytest.raises(why):
            attend.mark_attendance(gathering=webinar, there={ada.pk, lee.pk}, by=person, at=at)
    assert attend.mark_attendance(gathering=webinar, there={ada.pk}, by=mo, at=DURING) == 3
    assert attend.mark_attendance(gathering=webinar, there={ada.pk, lee.pk}, by=mo, at=DURING) == 1
    assert [bool(queries.attended_by(one)) for one in (ada, lee, admin)] == [True, True, False]


def test_a_recording_counts_once_all_answers_are_right_and_guessing_ends(webinar, planned, mo, ada, lee):
    later = ELEVEN + timedelta(days=1)
    with pytest.raises(Refused):
        attend.watch(gathering=webinar, chosen={0: 1, 1: 0}, by=mo, at=later)
    told = planned(seats=1, recording="https://video.example/calm", questions=TWO)
    plan.change(gathering=webinar, plan=told, by=lee, at=later)
    for _ in range(5):
        with pytest.raises(Refused):
            attend.watch(gathering=webinar, chosen={0: 0, 1: 0}, by=ada, at=later)
    with pytest.raises(Refused, match="all tries"):
        attend.watch(gathering=webinar, chosen={0: 1, 1: 0}, by=ada, at=later)
    attend.watch(gathering=webinar, chosen={0: 1, 1: 0}, by=mo, at=later)
    assert queries.attended_by(mo) and not queries.attended_by(ada)


def test_a_certificate_is_given_once_it_is_over_and_taken_back_with_the_list(webinar, ada, lee):
    revision = Revision.objects.create(pack="p", version="1", hash="2a" * 32, number=1, made_at=NINE,
                                       content={"parts": {"achievements": ATTENDANCE}})  # fmt: skip
    Loading.objects.create(revision=revision, at=NINE)
    take_seat(gathering=webinar, by=ada, at=BEFORE)
    attend.mark_attendance(gathering=webinar, there={ada.pk}, by=lee, at=DURING)
    assert after.certify(at=DURING) == 0
    assert (after.certify(at=ELEVEN), after.certify(at=ELEVEN)) == (1, 0)
    run_pending(raising=True)
    [given] = Credential.objects.filter(person=ada)
    assert given.ref == f"gathering:{webinar.pk}" and "Calm" in str(given.document)
    attend.mark_attendance(gathering=webinar, there=set(), by=lee, at=ELEVEN)
    run_pending(raising=True)
    assert not Credential.objects.standing().exists() and not queries.attended_by(ada)


def test_one_reminder_a_day_before(webinar, planned, ada, lee):
    take_seat(gathering=webinar, by=ada, at=BEFORE)
    near = TEN - timedelta(hours=23)
    assert [after.remind(at=at) for at in (BEFORE, near, near)] == [0, 1, 0]
    run_pending(raising=True)
    assert mail.outbox[-1].subject.startswith("Soon: Calm")


def test_what_is_said_of_it_is_nobodys_and_read_from_three_voices_on(webinar, planned, ada, mo, admin, zed, lee):
    plan.change(gathering=webinar, plan=planned(seats=None), by=lee, at=BEFORE)
    for person in (ada, mo, admin):
        take_seat(gathering=webinar, by=person, at=BEFORE)
    attend.mark_attendance(gathering=webinar, there={ada.pk, mo.pk, admin.pk}, by=lee, at=DURING)
    for person, useful in ((ada, 5), (mo, 4)):
        after.give_feedback(gathering=webinar, useful=useful, clear=3, words="More", by=person, at=ELEVEN)
    assert queries.said_of(webinar) is None
    after.give_feedback(gathering=webinar, useful=3, clear=3, words="", by=admin, at=ELEVEN)
    said = queries.said_of(webinar)
    assert said["voices"] == 3 and said["asked"][0]["mean"] == 4 and said["words"] == ["More", "More"]
    for person in (ada, lee):
        with pytest.raises(Refused):
            after.give_feedback(gathering=webinar, useful=1, clear=1, words="", by=person, at=ELEVEN)
    assert {one.name for one in Feedback._meta.fields} == {"id", "gathering", "useful", "clear", "words"}
    assert set(Event.objects.filter(name="gathering.feedback_given").values_list("by_id", flat=True)) == {None}


def test_whoever_leaves_frees_the_seat_and_their_calendar_leads_nowhere(webinar, ada, mo, admin):
    for person in (ada, mo):
        take_seat(gathering=webinar, by=person, at=BEFORE)
    first = token_of(after.renew_feed(by=ada, at=BEFORE))
    second = token_of(after.renew_feed(by=ada, at=BEFORE))
    assert feed_of(first) is None and feed_of(second).person == ada and feed_of(f"{mo.pk}-{second}") is None
    deactivate(person=ada, reason="", by=admin, at=BEFORE)
    run_pending(raising=True)
    assert states(webinar) == ["left", "taken"] and feed_of(second) is None
    type(ada).objects.filter(pk=ada.pk).update(is_active=True)
    after.renew_feed(by=type(ada).objects.get(pk=ada.pk), at=NINE)
    assert feed_of(first) is None and feed_of(second) is None and feed_of(f"{ada.pk}-é") is None


def test_ones_own_webinar_passes_for_none_of_the_packs(planned):
    names = [plan.name_for(planned(name=name, title="Webinar 1"), {"webinar-1"}) for name in ("", "webinar-1")]
    assert names == ["webinar-1-own", "webinar-1"]


def test_an_odd_plan_is_refused(planned, lee, ada):
    past = {"starts_at": NINE - timedelta(days=9)}
    for odd in ({"ends_at": TEN}, past, {"hosts": []}, {"link": "javascript:alert(1)"}, {"seats": 0}, {"title": " "},
                {"zone": "Mars"}):  # fmt: skip
        with pytest.raises(Refused):
            plan.schedule(plan=planned(**odd), by=lee, at=BEFORE)
    assert not Gathering.objects.exists()
