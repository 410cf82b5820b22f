"""Everything can be taken along: one JSON line a thing, nothing a person may not see."""

import json

import pytest

from whiteglove.service.desk import actions
from whiteglove.service.desk.export import export_all, export_conversation

from .conftest import NINE

pytestmark = pytest.mark.django_db


def read(lines) -> list[dict]:
    return [json.loads(line) for line in lines]


def test_a_conversation_is_its_ticket_messages_files_and_events(arrive, lee):
    ticket = arrive(files=[("kettle.png", b"\x89PNG", "")]).ticket
    actions.tag(ticket=ticket, by=lee, at=NINE, name="kettle")
    rows = read(export_conversation(ticket, lee))
    assert {row["what"] for row in rows} == {"ticket", "message", "file", "event"}
    assert rows[0]["tags"] == ["kettle"]
    assert next(row for row in rows if row["what"] == "file")["content"] == "iVBORw=="
    assert next(row for row in rows if row["what"] == "message")["explanation"]["chosen"]


def test_everything_is_everything_one_may_see_and_no_more(ticket, lee, admin, cleo_amara, billing):
    hidden = actions.open_ticket(customer=cleo_amara, by=admin, at=NINE, subject="Billing", text="x", team=billing)
    assert [row["id"] for row in read(export_all(lee)) if row["what"] == "ticket"] == [ticket.pk]
    assert [row["id"] for row in read(export_all(admin)) if row["what"] == "ticket"] == [ticket.pk, hidden.pk]


def test_an_export_is_streamed(ticket, lee):
    lines = export_all(lee)
    assert next(lines).endswith("}\n")
