"""Every file of a mail can be found on its ticket's page: in the text, or in the list below it."""

from pathlib import Path

import pytest

from whiteglove.service import channels
from whiteglove.service.channels.actions.process import process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.desk.models import Attachment, Message

from .conftest import NINE

pytestmark = pytest.mark.django_db
MAILS = Path(channels.__file__).parent / "email" / "tests" / "mails"
HTML = """\
From: Cleo Amara <cleo@customer.example>
To: support@whiteglove.example
Subject: Two photos
Message-ID: <two@customer.example>
MIME-Version: 1.0
Content-Type: multipart/related; boundary=B

--B
Content-Type: text/html

<p>The cup:</p><img src="cid:cup@customer.example">
--B
Content-Type: image/png; name=cup.png
Content-Disposition: inline; filename=cup.png
Content-ID: <cup@customer.example>

PNG
--B
Content-Type: image/png; name=box.png
Content-Disposition: inline; filename=box.png
Content-ID: <box@customer.example>

PNG
--B--
"""


@pytest.fixture
def filed(mailbox):
    def file(raw: bytes) -> Message:
        arrival = process(receive(raw, account=mailbox, at=NINE).pk, NINE)
        return Message.objects.get(pk=arrival.outcome["message"])

    return file


def page_of(browser, message: Message) -> str:
    return browser.get(f"/desk/tickets/{message.ticket_id}/").content.decode()


def test_a_photo_between_two_texts_is_in_the_list(filed, signed_in, ada):
    message = filed((MAILS / "apple_mail_text_image_text.eml").read_bytes())
    photo = message.attachments.get()
    page = page_of(signed_in(ada), message)
    assert f'href="/desk/attachments/{photo.pk}/?download"' in page
    assert "cup photo.png" in page


def test_of_two_inline_photos_the_one_the_text_shows_is_not_listed_again(filed, signed_in, ada):
    message = filed(HTML.encode())
    cup, box = Attachment.objects.filter(message=message).order_by("id")
    page = page_of(signed_in(ada), message)
    assert f'src="/desk/attachments/{cup.pk}/"' in page
    assert f"/desk/attachments/{cup.pk}/?download" not in page
    assert f"/desk/attachments/{box.pk}/?download" in page
