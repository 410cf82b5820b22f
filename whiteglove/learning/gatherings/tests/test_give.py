"""What somebody gave by hosting, for whoever counts it."""

from whiteglove.learning.gatherings.given import called, hosted
from whiteglove.learning.gatherings.models import Seat

from .conftest import ELEVEN, NINE


def test_a_gathering_counts_for_its_host_once_three_guests_came(webinar, ada, mo, lee, admin, zed):
    for one in (ada, mo, lee):
        Seat.objects.create(gathering=webinar, person=one, at=NINE, attended=True)
    assert not list(hosted([lee.pk, ada.pk], NINE, ELEVEN))
    Seat.objects.create(gathering=webinar, person=admin, at=NINE, attended=True)
    assert [(one.person, one.shows) for one in hosted([lee.pk, ada.pk], NINE, ELEVEN)] == [(lee.pk, webinar.pk)]
    assert called(ada, {webinar.pk})[webinar.pk][0] == "Calm" and called(zed, {webinar.pk}) == {}
