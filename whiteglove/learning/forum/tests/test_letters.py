"""Letters with news: to whoever wants them, once, with the way out."""

from datetime import timedelta

import pytest
from django.urls import reverse

from whiteglove.ground.events import work
from whiteglove.learning.forum.actions import change_letters, know_everybody, see, send_digest, tell_due
from whiteglove.learning.forum.letters import token_of
from whiteglove.learning.forum.models import DigestLetter, Member

from .conftest import NINE

MONDAY = NINE + timedelta(days=7)


@pytest.fixture
def known(ada, mo, lee) -> None:
    know_everybody(at=NINE - timedelta(days=1))


def due(at=MONDAY) -> None:
    tell_due(at=at)
    work.run_pending()


def test_news_come_once_a_week_to_whoever_has_not_read_them(known, topic, ada, mo, lee, mailoutbox):
    see(topic=topic, upto=10**9, by=lee, at=NINE)
    due(), due(MONDAY + timedelta(minutes=10))
    assert [one.to for one in mailoutbox] == [["mo@whiteglove.example"]]
    letter = mailoutbox[0]
    assert topic.title in letter.body and letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    due(MONDAY + timedelta(days=7))
    assert len(mailoutbox) == 1, "the same news twice"


def test_a_letter_is_taken_once_and_lost_news_stand_in_the_next(known, topic, mo, mailoutbox):
    tell_due(at=MONDAY)
    letter = DigestLetter.objects.get(member=mo.pk)
    DigestLetter.objects.filter(pk=letter.pk).update(taken_at=MONDAY)  # by a worker that was killed
    assert not send_digest(letter=letter, at=MONDAY)
    due(MONDAY + timedelta(days=7))
    assert ["mo@whiteglove.example"] in [one.to for one in mailoutbox]


def test_a_letter_the_mail_server_did_not_take_is_tried_again(known, topic, mo, mailoutbox, monkeypatch):
    tell_due(at=MONDAY)
    letter = DigestLetter.objects.get(member=mo.pk)
    with monkeypatch.context() as no:
        no.setattr("django.core.mail.EmailMessage.send", lambda *args, **kwargs: 0)
        with pytest.raises(OSError, match="mail server"):
            send_digest(letter=letter, at=MONDAY)
    assert send_digest(letter=letter, at=MONDAY) and len(mailoutbox) == 1


def test_nobody_who_left_or_wants_none_gets_one(known, topic, ada, mo, lee, mailoutbox):
    mo.is_active = False
    mo.save()
    change_letters(digest="never", mail_mentions=False, by=lee, at=NINE)
    due()
    assert not mailoutbox


def test_the_way_out_takes_one_press_and_no_password(known, mo, client):
    url = reverse("forum_letters:stop", args=[token_of(Member.objects.get(person=mo))])
    assert client.get(url).status_code == 200 and Member.objects.get(person=mo).digest == "weekly"
    assert client.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Member.objects.get(person=mo).digest == "never"
    assert client.get(reverse("forum_letters:stop", args=["nonsense"])).status_code == 404
