"""Files of visitors: kept once, bounded, filed with their line, and given to nobody else."""

import pytest

from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import drain
from whiteglove.service.channels.actions.forget import forget_chats
from whiteglove.service.channels.chat import pace
from whiteglove.service.channels.chat.driver import ChatDriver
from whiteglove.service.channels.contract import Unreadable
from whiteglove.service.channels.models import Arrival, Blob, ChatFile, ChatLine, ChatSession

pytestmark = pytest.mark.django_db


def give(visitor, content: bytes = b"%PDF-1.4 the bill", name: str = "bill.pdf", id: str = "first-file"):
    return visitor.client.post(
        f"/chat/shop/files/?id={id}&name={name}", content, content_type="text/html", headers=visitor.shows
    )


def test_a_file_is_a_line_of_its_own_and_filed_with_it(visitor):
    cleo = visitor("a")
    answer = give(cleo)
    assert answer.status_code == 201
    assert answer.json()["files"] == [{"id": ChatFile.objects.get().pk, "name": "bill.pdf", "size": 17}]
    arrival = Arrival.objects.get(kind="chat")
    inbound = ChatDriver().parse(arrival.raw.content, envelope=arrival.envelope, at=clock.now())
    assert [(one.name, one.type, one.content) for one in inbound.attachments] == [
        ("bill.pdf", "application/pdf", b"%PDF-1.4 the bill")
    ]
    assert inbound.subject == "bill.pdf"
    drain()
    assert Arrival.objects.get(kind="chat").state == "filed"


def test_the_same_file_given_again_is_one(visitor):
    cleo = visitor("a")
    assert [give(cleo).status_code for _ in range(2)] == [201, 200]
    assert ChatFile.objects.count() == ChatLine.objects.count() == 1


def test_only_its_visitor_gets_it_and_only_to_download(visitor):
    cleo = visitor("a")
    where = f"/chat/shop/files/{give(cleo, b'<script>alert(1)</script>', 'page.html').json()['files'][0]['id']}/"
    answer = cleo.client.get(where, headers=cleo.shows)
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["X-Content-Type-Options"], answer["Content-Security-Policy"]) == (
        "nosniff", "default-src 'none'; sandbox",
    )  # fmt: skip
    zed = visitor("b")
    zed.say("Hello")
    assert zed.client.get(where, headers=zed.shows).status_code == 404
    assert cleo.client.get(where).status_code == 401


@pytest.mark.parametrize(
    ("content", "status"), [(b"", 422), (b"x" * 64, 201), (b"x" * 65, 422)], ids=["nothing", "just", "too much"]
)
def test_a_file_has_bounds(visitor, monkeypatch, content, status):
    monkeypatch.setattr("whiteglove.service.channels.views.chat_files.LARGEST", 64)
    assert give(visitor(), content).status_code == status


def test_one_network_gives_only_so_many(visitor, monkeypatch):
    monkeypatch.setattr(pace, "FILES", 2)
    cleo = visitor()
    assert [give(cleo, id=f"file-{number:04}").status_code for number in range(3)] == [201, 201, 429]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("C:%5CUsers%5Ccleo%5Cbill.pdf", "bill.pdf"),
        ("a%0Ab.txt", "a b.txt"),
        ("%2F", "file"),
    ],
)
def test_a_name_is_a_name_and_no_place(visitor, name, kept):
    assert give(visitor(), name=name).json()["files"][0]["name"] == kept


def test_what_was_erased_meanwhile_is_not_filed_without_a_word(visitor):
    give(visitor())
    arrival = Arrival.objects.get(kind="chat")
    ChatFile.objects.all().delete()
    Blob.objects.filter(size=17).delete()
    with pytest.raises(Unreadable):
        ChatDriver().parse(arrival.raw.content, envelope=arrival.envelope, at=clock.now())


def test_files_are_erased_with_the_chat(visitor):
    give(visitor())
    forget_chats(sessions=[ChatSession.objects.get().pk])
    assert not ChatFile.objects.exists()
    assert not Blob.objects.filter(size=17).exists()
