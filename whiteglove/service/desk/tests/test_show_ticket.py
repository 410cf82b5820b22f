"""The conversation and what stands around it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from whiteglove.service.channels.models import Blob
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Attachment, Message

from .conftest import later

pytestmark = pytest.mark.django_db
# Two of them ask what the reader found (how each message sounds, what it signals), two whom a reply may go to.
MOST_QUERIES = 20
# Only a browser's page asks for its place in the log.
AS_A_BROWSER = {"accept": "text/html"}
PNG = bytes.fromhex("89504e470d0a1a0a")


def page_of(browser, ticket, **query) -> str:
    answer = browser.get(f"/desk/tickets/{ticket.pk}/", query, headers=AS_A_BROWSER)
    assert answer.status_code == 200
    return answer.content.decode()


def talk_a_while(ticket, ada, lee, count: int) -> None:
    for n in range(count):
        actions.note(ticket=ticket, by=lee if n % 2 else ada, at=later(minutes=n + 1), text=f"Thought {n}")


def test_a_conversation_shows_who_said_what_and_what_happened(signed_in, ada, lee, ticket):
    actions.take(ticket=ticket, by=ada, at=later(minutes=1))
    actions.note(ticket=ticket, by=lee, at=later(minutes=2), text="The provider retried after a time-out.")
    page = page_of(signed_in(ada), ticket)
    assert "I was charged twice for order 88213." in page
    assert "Ada Osei took the ticket" in page
    assert "Lee, note to the team" in page


def test_a_ticket_of_another_team_is_not_there(signed_in, ada, billing, ticket, lee):
    ticket.team = billing
    ticket.save()
    assert signed_in(ada).get(f"/desk/tickets/{ticket.pk}/").status_code == 404
    assert signed_in(ada).get(f"/desk/tickets/{ticket.pk}/conversation/").status_code == 404


def test_twenty_messages_cost_no_more_questions_than_one(signed_in, ada, lee, ticket):
    browser = signed_in(ada)
    page_of(browser, ticket)
    talk_a_while(ticket, ada, lee, 3)
    with CaptureQueriesContext(connection) as few:
        page_of(browser, ticket)
    talk_a_while(ticket, ada, lee, 20)
    with CaptureQueriesContext(connection) as many:
        page_of(browser, ticket)
    assert len(many) == len(few)
    assert len(many) <= MOST_QUERIES, [query["sql"][:90] for query in many.captured_queries]


def test_a_row_fetches_the_panes_alone_and_the_back_button_the_whole_page(signed_in, ada, ticket):
    browser, url = signed_in(ada), f"/desk/tickets/{ticket.pk}/"
    panes = browser.get(url, headers={"HX-Request": "true", "HX-Target": "ticket"}).content.decode()
    assert panes.startswith('<div class="ticket"')
    assert "queue-rows" not in panes
    back = {"HX-Request": "true", "HX-Target": "ticket", "HX-History-Restore-Request": "true"}
    assert "<html" in browser.get(url, headers=back).content.decode()


def test_a_merged_ticket_leads_to_where_it_lives_on(signed_in, lee, ada, ticket, cleo_amara):
    other = actions.open_ticket(customer=cleo_amara, by=ada, at=later(hours=1), subject="Charged twice again")
    actions.merge(source=other, into=ticket, by=lee, at=later(hours=2))
    assert signed_in(ada).get(f"/desk/tickets/{other.pk}/").headers["Location"] == f"/desk/tickets/{ticket.pk}/"


def test_whoever_has_a_ticket_open_while_it_is_merged_is_led_on(signed_in, lee, ada, ticket, cleo_amara):
    other = actions.open_ticket(customer=cleo_amara, by=ada, at=later(hours=1), subject="Charged twice again")
    actions.merge(source=other, into=ticket, by=lee, at=later(hours=2))
    head = signed_in(ada).get(f"/desk/tickets/{other.pk}/head/").content.decode()
    assert f'href="/desk/tickets/{ticket.pk}/"' in head
    assert "Solve" not in head


def test_earlier_messages_come_when_asked(signed_in, ada, lee, ticket):
    talk_a_while(ticket, ada, lee, 45)
    browser = signed_in(ada)
    answer = browser.get(f"/desk/tickets/{ticket.pk}/")
    assert "Thought 2<" not in answer.content.decode()
    earlier = browser.get(f"/desk/tickets/{ticket.pk}/conversation/", {"before": answer.context["earlier"]})
    assert "Thought 2<" in earlier.content.decode()
    assert "Thought 44<" not in earlier.content.decode()


def test_earlier_messages_come_back_to_the_one_asked_for(signed_in, ada, lee, ticket):
    talk_a_while(ticket, ada, lee, 100)
    first, browser = ticket.messages.order_by("id").first(), signed_in(ada)
    edge = browser.get(f"/desk/tickets/{ticket.pk}/").context["earlier"]

    def earlier(**asked) -> str:
        return browser.get(f"/desk/tickets/{ticket.pk}/conversation/", {"before": edge, **asked}).content.decode()

    assert f'id="m{first.pk}"' not in earlier()
    assert f'id="m{first.pk}"' in earlier(until=first.pk)
    assert f'id="m{edge}"' not in earlier(until=first.pk)
    for nonsense in ("x", "-1", 10**17, edge + 10**6):
        assert earlier(until=nonsense).count("data-message") == 40


class TestMailAsItWasDrawn:
    @pytest.fixture
    def message(self, ticket) -> Message:
        """Cleo's first words, as a mail with a table, a quotation and a picture from elsewhere."""
        found = ticket.messages.get()
        found.html = (
            '<p>I was charged twice for order 88213.</p><p><img data-remote-src="https://shop.example/x.png"></p>'
            "<blockquote><p>On Monday you wrote</p></blockquote>"
        )
        found.quoted_text, found.remote_images = "On Monday you wrote", 1
        found.save()
        return found

    def test_the_quotation_is_folded(self, signed_in, ada, ticket, message):
        page = page_of(signed_in(ada), ticket)
        assert page.index("Quoted text</summary>") < page.index("On Monday you wrote")

    def test_pictures_from_elsewhere_are_counted_and_held_back(self, signed_in, ada, ticket, message):
        page = page_of(signed_in(ada), ticket)
        assert "1 remote image held back" in page
        assert 'src="https://shop.example' not in page.replace("data-remote-src", "")

    def test_the_frame_may_fetch_them_only_when_asked_and_never_run_anything(self, signed_in, ada, ticket, message):
        browser, url = signed_in(ada), f"/desk/tickets/{ticket.pk}/messages/{message.pk}/original/"
        kept, asked = browser.get(url), browser.get(url, {"images": "1"})
        assert "https:" not in kept.headers["Content-Security-Policy"]
        assert "https:" in asked.headers["Content-Security-Policy"]
        for answer in (kept, asked):
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert "script-src" not in answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert ' src="https://shop.example/x.png"' in asked.content.decode()
        assert ' src="https://shop.example/x.png"' not in kept.content.decode()

    def test_its_detail_says_why_it_is_here(self, signed_in, ada, ticket, message):
        message.explanation = {
            "chosen": "It answers a message of this ticket.",
            "rejected": [{"strategy": "subject", "why": "not needed"}],
        }
        message.save()
        page = signed_in(ada).get(f"/desk/tickets/{ticket.pk}/messages/{message.pk}/").content.decode()
        assert "It answers a message of this ticket." in page
        assert "subject: not needed" in page

    def test_only_a_lead_gets_the_mail_itself(self, signed_in, ada, lee, ticket, arrive):
        sent = arrive(subject="Another matter", text="Hello there")
        url = f"/desk/tickets/{sent.ticket_id}/messages/{sent.pk}/raw/"
        assert signed_in(ada).get(url).status_code == 403
        answer = signed_in(lee).get(url)
        assert b"Subject: Another matter" in answer.content
        assert answer.headers["Content-Disposition"].startswith("attachment")


class TestFiles:
    @pytest.fixture
    def attached(self, ticket):
        def attach(name: str, kind: str, content: bytes = b"<script>alert(1)</script>") -> Attachment:
            return Attachment.objects.create(
                message=ticket.messages.first(),
                blob=Blob.objects.keep(content),
                name=name,
                type=kind,
                size=len(content),
            )

        return attach

    @pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"])
    def test_what_could_run_is_only_ever_downloaded(self, signed_in, ada, attached, kind):
        answer = signed_in(ada).get(f"/desk/attachments/{attached('x.html', kind).pk}/")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    def test_a_picture_may_be_looked_at(self, signed_in, ada, attached):
        answer = signed_in(ada).get(f"/desk/attachments/{attached('kettle.png', 'image/png', PNG).pk}/")
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.headers["Content-Disposition"].startswith("inline")

    @pytest.mark.parametrize(
        "name", ['a"; filename="b.exe', "a\r\nSet-Cookie: x=1", "../../etc/passwd", "Größe.png", ""]
    )
    def test_its_name_cannot_break_out_of_the_header(self, signed_in, ada, attached, name):
        header = signed_in(ada).get(f"/desk/attachments/{attached(name, 'a/b').pk}/").headers["Content-Disposition"]
        assert header.count('"') == 2
        assert not set("\r\n/\\") & set(header)

    def test_its_name_keeps_the_letters_its_sender_wrote(self, signed_in, ada, attached):
        answer = signed_in(ada).get(f"/desk/attachments/{attached('Größe 2.pdf', 'a/b').pk}/")
        assert answer.headers["Content-Disposition"].endswith("filename*=UTF-8''Gr%C3%B6%C3%9Fe%202.pdf")

    def test_a_file_of_another_teams_ticket_is_not_there(self, signed_in, ada, billing, ticket, attached):
        found = attached("a.pdf", "application/pdf")
        ticket.team = billing
        ticket.save()
        assert signed_in(ada).get(f"/desk/attachments/{found.pk}/").status_code == 404
