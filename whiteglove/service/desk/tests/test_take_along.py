"""What is one's own at the desk is given and erased; what was said to customers is the conversation's."""

import json

import pytest

from whiteglove.service.channels.models import Blob
from whiteglove.service.desk import actions
from whiteglove.service.desk.actions.erase import erase_person
from whiteglove.service.desk.models import Draft, Macro, Message, Seen
from whiteglove.service.desk.taking_along import file_of

from .conftest import NINE, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(ticket, ada) -> Draft:
    actions.note(ticket=ticket, by=ada, at=later(minutes=1), text="Cleo is right.")
    Seen.objects.update_or_create(person=ada, ticket=ticket, defaults={"at": NINE})
    return actions.attach(ticket=ticket, by=ada, at=NINE, name="a.txt", type="text/plain", content=b"Cleo's invoice")


@pytest.fixture
def macros(ada, lee) -> None:
    for owner, name in ((ada, "Mine"), (lee, "Lee's"), (None, "Everybody's")):
        Macro.objects.create(name=name, key=name, owner=owner, texts={"en": "Hello"}, made_at=NINE, changed_at=NINE)


def test_own_macros_and_drafts_are_given_without_customers_words(begun, macros, ada):
    told = file_of(ada)
    assert [one["name"] for one in told["macros"]] == ["Mine"]
    assert [(one["ticket"], one["kind"]) for one in told["drafts"]] == [(begun.ticket_id, "reply")]
    assert "Cleo" not in json.dumps(told, default=str)


def test_they_go_with_their_files_and_what_was_said_stays(begun, macros, ada):
    erase_person(ada, later(days=1))
    assert sorted(Macro.objects.values_list("name", flat=True)) == ["Everybody's", "Lee's"]
    assert not Draft.objects.exists() and not Seen.objects.filter(person=ada).exists()
    assert not Blob.objects.filter(pk=begun.attachments[0]["blob"]).exists()
    assert Message.objects.filter(author=ada, text="Cleo is right.").exists()
    erase_person(ada, later(days=2))  # twice is once
