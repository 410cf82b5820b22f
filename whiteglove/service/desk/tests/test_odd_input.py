"""What no button sends, but a browser, a script or a slip may: answered in words, never by a page of error."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from whiteglove.service.desk.models import Draft
from whiteglove.service.desk.panels import may_be_seen_at

pytestmark = pytest.mark.django_db
ODD = ["²", "9" * 30, "-1"]


@pytest.mark.parametrize("seen", ["9" * 30, "-1"])
def test_a_draft_begun_at_no_message_is_refused(seen, signed_in, ada, ticket):
    given = {"kind": "reply", "text": "Hello Cleo,", "seen": seen}
    answer = signed_in(ada).post(f"/desk/tickets/{ticket.pk}/draft/", given, headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert not Draft.objects.exists()


def test_a_file_picker_closed_without_a_choice_keeps_the_files_in_sight(signed_in, ada, ticket):
    browser, files = signed_in(ada), f"/desk/tickets/{ticket.pk}/draft/files/"
    browser.post(files, {"kind": "reply", "files": SimpleUploadedFile("receipt.pdf", b"%PDF")})
    assert "receipt.pdf" in browser.post(files, {"kind": "reply"}).content.decode()
    assert "receipt.pdf" not in browser.post(files, {"kind": "note"}).content.decode()


@pytest.mark.parametrize("key", ODD)
def test_a_panel_of_no_ticket_is_not_found(key, signed_in, ada, ticket):
    answer = signed_in(ada).get("/ui/panels/ticket.sidebar/desk.articles/", {"ticket": key})
    assert answer.status_code == 404


@pytest.mark.parametrize("key", [*ODD, "", "x"])
def test_nobody_is_seen_at_a_ticket_there_isnt(key, ada):
    assert not may_be_seen_at(ada, f"ticket:{key}")


@pytest.mark.parametrize("to", ["person:²", f"team:{'9' * 30}", "person:"])
def test_nobody_there_isnt_is_asked(to, signed_in, ada, ticket):
    answer = signed_in(ada).post(f"/desk/tickets/{ticket.pk}/escalation/", {"reason": "legal", "to": to})
    assert answer.status_code == 404
    ticket.refresh_from_db()
    assert not ticket.escalated
