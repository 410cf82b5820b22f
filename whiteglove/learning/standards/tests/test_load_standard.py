from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from whiteglove.ground.events.models import Event
from whiteglove.ground.packs.models import Revision
from whiteglove.learning.standards import queries
from whiteglove.learning.standards.actions import load_standard
from whiteglove.learning.standards.reader_in_force import fitting_now
from whiteglove.service.desk.models import DeskRules
from whiteglove.service.sla.actions import define_calendar
from whiteglove.service.sla.models import BusinessCalendar, Target

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
HOUR = timedelta(hours=1)


def shorten(fork, old="within: 4 h", new="within: 3 h"):
    path = fork / "standards" / "targets.yaml"
    path.write_text(path.read_text().replace(old, new, 1))


def test_the_shipped_standard_puts_its_clocks_in_force(admin, at):
    loading = load_standard(by=admin, at=at)
    reply = Target.objects.in_force(at).get(key="email.first-reply")
    assert (reply.metric, reply.seconds, reply.channel) == ("first_reply", 4 * 3600, "email")
    assert Target.objects.in_force(at).shares().count() == 2
    assert queries.current().revision_id == loading.revision_id
    assert Event.objects.get(name="standard.loaded").by_id == admin.pk


def test_loading_it_twice_changes_nothing(admin, at):
    load_standard(by=admin, at=at)
    before = list(Target.objects.order_by("pk").values())
    load_standard(by=admin, at=at + HOUR)
    assert list(Target.objects.order_by("pk").values()) == before


def test_a_changed_number_is_a_new_revision_and_the_old_one_keeps_its_past(admin, at, fork):
    first = load_standard(by=admin, at=at, path=fork).revision
    shorten(fork)
    second = load_standard(by=admin, at=at + HOUR, path=fork).revision
    assert (first.number, second.number) == (1, 2)
    old, new = Target.objects.filter(key="email.first-reply").order_by("pk")
    assert (old.seconds, old.active_until) == (4 * 3600, at + HOUR)
    assert (new.seconds, new.active_from, new.revision) == (3 * 3600, at + HOUR, "white-glove 2")
    frozen = {one["id"]: one for one in Revision.objects.get(pk=first.pk).part("standards")["targets"]}
    assert frozen["email.first-reply"]["within"] == 4 * 3600


def test_going_back_to_an_old_revision_applies_its_numbers_from_then_on(admin, at, fork):
    load_standard(by=admin, at=at, path=fork)
    shorten(fork)
    load_standard(by=admin, at=at + HOUR, path=fork)
    shorten(fork, "within: 3 h", "within: 4 h")
    again = load_standard(by=admin, at=at + 2 * HOUR, path=fork)
    assert again.revision.number == 1
    assert Target.objects.in_force(at + 2 * HOUR).get(key="email.first-reply").seconds == 4 * 3600


def test_an_organisations_own_pack_takes_the_place_of_the_one_that_ships(admin, at, fork):
    load_standard(by=admin, at=at)
    (fork / "pack.yaml").write_text((fork / "pack.yaml").read_text().replace("id: white-glove", "id: northwind"))
    shorten(fork)
    load_standard(by=admin, at=at + HOUR, path=fork)
    assert queries.current().revision_id == Revision.objects.get(pack="northwind").pk
    assert Target.objects.in_force(at + HOUR).filter(key="email.first-reply").get().revision == "northwind 1"


def test_another_number_makes_no_other_reader(reads, small_pack, at):
    before = fitting_now()
    shorten(small_pack)
    load_standard(by=None, at=at + HOUR, path=small_pack)
    assert fitting_now() == before
    (small_pack / "behaviours" / "apology.yaml").unlink()
    load_standard(by=None, at=at + 2 * HOUR, path=small_pack)
    assert fitting_now() != before


def test_it_brings_a_calendar_only_where_there_is_none(admin, at, fork):
    load_standard(by=admin, at=at, path=fork)
    office = BusinessCalendar.objects.get()
    assert (office.time_zone, office.is_default) == ("Europe/London", True)
    define_calendar(
        name=office.name, spec={"zone": "Africa/Douala", "hours": {"mon-sat": "08:00-18:00"}}, by=admin, at=at
    )
    shorten(fork)
    load_standard(by=admin, at=at + HOUR, path=fork)
    assert BusinessCalendar.objects.get().time_zone == "Africa/Douala"


def test_running_clocks_are_judged_anew_and_past_ones_are_not(admin, at, fork):
    from whiteglove.service.sla.facts import Fact
    from whiteglove.service.sla.judge import judge
    from whiteglove.service.sla.queries import rules

    load_standard(by=admin, at=at - 24 * HOUR, path=fork)
    traits = {"channel": "email", "kind": "", "priority": "normal", "complex": False}
    # Opened on a Monday at nine in London; the target of four hours is cut to three at ten.
    opened = Fact("opened", at, "customer", traits)
    shorten(fork)
    load_standard(by=admin, at=at + HOUR, path=fork)

    def first_reply(facts, when):
        found = judge(facts, rules().targets, rules().calendars, when)
        return next(one for one in found if one.metric == "first_reply")

    assert first_reply([opened], at + 2 * HOUR).due_at == at + 3 * HOUR
    answered_before = first_reply([opened, Fact("wrote", at + HOUR / 2, "agent")], at + 5 * HOUR)
    assert answered_before.state == "met" and answered_before.target.seconds == 4 * 3600


def test_the_desk_acknowledges_in_the_words_of_the_standard(admin, at, fork):
    load_standard(by=admin, at=at, path=fork)
    letters = DeskRules.current().letters
    assert set(letters) == {"en", "fr", "de", "es", "pt", "ar"} and "{name}" in letters["fr"]["text"]
    assert "4 hours" in letters["en"]["text"] and "4 heures" in letters["fr"]["text"].replace("\xa0", " ")
    told = Event.objects.filter(name="desk.rules_changed").count()
    shorten(fork, "within: 2 h", "within: 90 min")
    load_standard(by=admin, at=at + HOUR, path=fork)
    assert Event.objects.filter(name="desk.rules_changed").count() == told
    shorten(fork)
    load_standard(by=admin, at=at + HOUR, path=fork)
    assert "3 hours" in DeskRules.current().letters["en"]["text"]


@pytest.mark.parametrize("who", ["ada", "lee", "mo", "zed", "cleo"])
def test_only_an_administrator_puts_a_standard_in_force(who, at, request):
    with pytest.raises(PermissionDenied):
        load_standard(by=request.getfixturevalue(who), at=at)
    assert queries.current() is None and not Target.objects.exists()
