"""Somebody says their own level, a lead confirms or disputes it, and all of it is kept."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from whiteglove.ground.events.models import Event
from whiteglove.learning.careers import queries
from whiteglove.learning.careers.actions import claim as claiming
from whiteglove.learning.careers.actions import opinion as judging
from whiteglove.learning.careers.models import Claim, Opinion
from whiteglove.learning.careers.reactions import tell_the_lead, tell_whom_it_is_about
from whiteglove.learning.careers.taking_along import file_of
from whiteglove.service.desk.errors import Refused

from .test_count import NOW

pytestmark = pytest.mark.django_db
LISTENING = "active-listening"


def said(by, level=2, why="Customers say that I took it up rightly.", at=NOW) -> Claim:
    return claiming.claim(capability=LISTENING, level=level, why=why, by=by, at=at)


def test_one_claim_stands_and_the_others_are_its_history(loaded, ada):
    first = said(ada)
    second = said(ada, 3, "Since then I lead the exercises.")
    assert list(Claim.objects.standing()) == [second] and len(queries.history(ada, LISTENING)) == 2
    claiming.withdraw_claim(claim=second, by=ada, at=NOW, back=True)
    assert list(Claim.objects.standing()) == [first]
    assert said(ada) == first and Claim.objects.count() == 2
    third = said(ada, 3, "They asked me to go on.")
    assert list(Claim.objects.standing()) == [third] and third.replaces == first


@pytest.mark.parametrize(("level", "why"), [(0, "So."), (4, "So."), (2, " \n ")])
def test_a_claim_without_a_level_or_a_reason_is_refused(loaded, ada, level, why):
    with pytest.raises(Refused):
        said(ada, level, why)


def test_a_lead_confirms_or_disputes_with_a_reason_that_is_kept(loaded, ada, lee):
    claim = said(ada)
    assert [one.pk for one in queries.claims_waiting(lee)] == [claim.pk]
    about = {"of": ada, "capability": LISTENING, "by": lee, "at": NOW, "claim": claim.pk}
    with pytest.raises(Refused, match="what you saw"):
        judging.say(**about, level=1, reason=" ")
    disputed = judging.say(**about, level=1, reason="Two callers had to say it twice.")
    assert not disputed.confirms and not queries.claims_waiting(lee)
    confirmed = judging.say(**about | {"at": NOW.replace(hour=13)}, level=2, reason="")
    assert confirmed.confirms and [one.level for one in queries.history(ada, LISTENING)] == [2, 1, 2]
    judging.withdraw_opinion(opinion=confirmed, by=lee, at=NOW, back=True)
    assert Opinion.objects.standing().get() == disputed
    assert judging.say(**about, level=2, reason="").replaces == disputed
    again = said(ada, 3)
    assert queries.claims_waiting(lee).get() == again
    with pytest.raises(Refused, match="something else by now"):
        judging.say(**about, level=2, reason="")


def test_nobody_else_says_anything(loaded, ada, mo, lee, zed, admin):
    about = {"capability": LISTENING, "level": 1, "reason": "So.", "at": NOW}
    for by in (ada, mo, zed):
        with pytest.raises((Http404, PermissionDenied)):
            judging.say(of=mo if by != mo else ada, by=by, **about)
    with pytest.raises(Refused):
        judging.say(of=admin, by=admin, **about)
    assert not Opinion.objects.exists()


def test_the_other_side_hears_of_it_once_a_day_and_not_what(
    loaded, ada, mo, lee, mailoutbox, django_capture_on_commit_callbacks
):
    said(ada)
    said(ada, 3, "More.")
    judging.say(of=ada, capability=LISTENING, level=1, reason="A secret reason.", by=lee, at=NOW)
    said(mo, 2, "And I too.")
    with django_capture_on_commit_callbacks(execute=True):
        for event in Event.objects.filter(name__startswith="level.").order_by("id"):
            (tell_the_lead if event.name == "level.claimed" else tell_whom_it_is_about)(event)
            (tell_the_lead if event.name == "level.claimed" else tell_whom_it_is_about)(event)
    assert [one.to[0] for one in mailoutbox] == [lee.email, ada.email, lee.email]
    assert not any("secret" in one.body for one in mailoutbox)
    assert not any("reason" in str(one.facts) for one in Event.objects.filter(name__startswith="level."))


def test_the_three_views_stand_beside_one_another(loaded, signed_in, ada, lee):
    page, lead = signed_in(ada), signed_in(lee)
    page.post(f"/capabilities/claims/{LISTENING}/", {"level": 2, "why": "I took it up <b>rightly</b>."})
    seen = lead.get(f"/capabilities/people/{ada.pk}/{LISTENING}/").content.decode()
    assert "Confirm Proficient" in seen and "&lt;b&gt;rightly" in seen
    assert "wait for your word" in lead.get("/capabilities/team/").content.decode()
    claim = Claim.objects.get()
    answer = {"claim": claim.pk, "level": 1, "reason": "Two callers had to say it twice."}
    lead.post(f"/capabilities/people/{ada.pk}/{LISTENING}/opinion/", answer)
    own = page.get(f"/capabilities/people/{ada.pk}/{LISTENING}/").content.decode()
    assert "Two callers" in own and "seen differently" in page.get("/capabilities/").content.decode()
    assert page.delete(f"/capabilities/opinions/{Opinion.objects.get().pk}/").status_code == 403
    assert page.delete(f"/capabilities/claim/{claim.pk}/").status_code in (204, 303)
    assert not Claim.objects.standing().exists()


def test_somebody_elses_page_isnt_there(loaded, signed_in, ada, mo, zed, billing):
    assert signed_in(ada).get(f"/capabilities/people/{mo.pk}/{LISTENING}/").status_code == 404
    assert signed_in(zed).get(f"/capabilities/people/{mo.pk}/{LISTENING}/").status_code == 403
    claim = said(mo)
    assert signed_in(ada).delete(f"/capabilities/claim/{claim.pk}/").status_code == 404


def test_all_of_it_is_in_ones_own_file(loaded, ada, lee):
    said(ada)
    judging.say(of=ada, capability=LISTENING, level=2, reason="Yes.", by=lee, at=NOW)
    kept = file_of(ada, NOW)
    assert kept["said"][0]["level"] == 2 and kept["said_by_leads"][0]["reason"] == "Yes."
    assert file_of(lee, NOW)["said_of_others"][0]["about"] == ada.name
