"""A web form: what is sent becomes one ticket, what looks like spam waits for a person, and nothing is lost."""

import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from whiteglove.ground.events.models import Event
from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import add_account, replay, switch_off
from whiteglove.service.channels.form import page_token, suggesting
from whiteglove.service.channels.form.questions import read
from whiteglove.service.channels.models import Arrival, Outgoing
from whiteglove.service.customers.actions.erase import erase, export_customer
from whiteglove.service.customers.models import Customer
from whiteglove.service.desk.actions.rules import change_rules
from whiteglove.service.desk.export import export_conversation
from whiteglove.service.desk.happenings import Happened, facts_of
from whiteglove.service.desk.models import Message, Ticket
from whiteglove.service.desk.search.find import find
from whiteglove.service.knowledge import actions as knowledge
from whiteglove.service.knowledge.models import SearchMiss

pytestmark = pytest.mark.django_db
ASKED = read(
    "Order number | text | required | like WN-######\nIs it unopened? | yes/no\nSize | choice | small, large\n"
    "What broke? | long | required | if Is it unopened? is No\nSince when? | date | if Is it unopened? is No"
)
ORDER, UNOPENED, SIZE, BROKE, SINCE = (one.name for one in ASKED)
VIEW = "whiteglove.service.channels.views.form"
LINKS = "https://a.example https://b.example https://c.example"


@pytest.fixture
def place(mailbox, support):
    cache.clear()
    kinds = {
        "refund": {"label": "", "questions": [one.kept() for one in ASKED]},
        "other": {"label": "Anything", "questions": []},
    }
    settings = {"origins": ["https://shop.example"], "kinds": kinds, "colour": "#1a5fb4"}
    return add_account(
        by=None, at=clock.now(), kind="form", name="Write to us", address="help", team=support, settings=settings
    )


def token(place, seconds: int = 30) -> str:
    return page_token.made(place.pk, clock.now() - timedelta(seconds=seconds))


@pytest.fixture
def send(place):
    """`send(subject="…")` presses Send as Cleo, on a page of its own unless a `token` is given."""

    def press(*, query="kind=refund", client=None, headers=None, **changed):
        said = {
            "token": token(place), "name": "Cleo Amara", "email": "cleo@customer.example", "subject": "Money back",
            "message": "The lamp is broken.", ORDER: "wn-123456", UNOPENED: "Yes", SIZE: "",
        }  # fmt: skip
        return (client or Client()).post(f"/form/help/send/?{query}", said | changed, headers=headers)

    return press


def words(answer) -> str:
    return answer.content.decode()


def test_a_request_becomes_a_ticket_of_the_team_with_kind_and_answers_in_order(send, mailbox):
    answer = send()
    assert answer.status_code == 302
    ticket = Ticket.objects.get()
    message = Message.objects.filter(ticket=ticket).order_by("pk").first()
    assert (ticket.subject, ticket.team, ticket.customer.name) == ("Money back", mailbox.team, "Cleo Amara")
    assert message.text == ("Kind: Refund\nOrder number: wn-123456\nIs it unopened? Yes\n\nThe lamp is broken.")
    assert f"#{ticket.pk}" in words(Client().get(answer["Location"]))


def test_the_ticket_says_by_which_form_it_came_and_what_it_is_about(send, place, ada, lee, signed_in):
    send()
    ticket = Ticket.objects.get()
    assert (ticket.channel, ticket.place, ticket.kind) == ("form", place, "refund")
    assert "the form <bdi>Write to us</bdi>" in words(signed_in(ada).get(f"/desk/tickets/{ticket.pk}/"))
    row = next(json.loads(line) for line in export_conversation(ticket, lee))
    assert (row["channel"], row["place__address"], row["kind"]) == ("form", "help", "refund")


def test_a_question_that_hangs_on_an_answer_is_asked_where_it_was_given(send):
    assert "Please fill this in." in words(send(**{UNOPENED: "No"}))
    assert "Please choose a day." in words(send(**{UNOPENED: "No", BROKE: "The foot", SINCE: "yesterday"}))
    assert send(**{UNOPENED: "No", BROKE: "The foot"}).status_code == 302
    assert "What broke? The foot" in Message.objects.inbound().get().text


def test_what_came_to_a_question_that_was_not_asked_is_left_out(send):
    assert send(**{UNOPENED: "Yes", BROKE: "The foot", SINCE: "yesterday"}).status_code == 302
    assert "foot" not in Message.objects.inbound().get().text


def test_without_a_script_a_question_says_on_what_it_hangs(place):
    page = words(Client().get("/form/help/?kind=refund"))
    assert f'data-when="{UNOPENED}" data-is="No"' in page and "only if “Is it unopened?” is “No”" in page


def test_what_no_article_was_found_for_is_counted_once_the_request_is_sent(send, place):
    page = token(place)
    send(subject="Borrowing a ladder", look="yes")
    assert not SearchMiss.objects.exists()
    for _ in range(2):
        send(subject="Borrowing a ladder", token=page)
    assert list(SearchMiss.objects.values_list("words", "where", "count")) == [("borrowing a ladder", "form", 1)]


def test_nothing_is_counted_for_what_was_found_or_held(send, monkeypatch):
    send(subject="Borrowing a ladder", website="x")
    monkeypatch.setattr(suggesting, "_finder", lambda words, language: [suggesting.Suggestion("A", "/", "en")])
    send(subject="Money")
    assert not SearchMiss.objects.exists()


def test_search_finds_requests_by_channel_and_form(send, ada, one):
    send()
    by_form, by_mail = Ticket.objects.get(channel="form").pk, one.ticket.pk

    def found(typed: str) -> list[int]:
        return [hit.ticket.pk for hit in find(ada, typed).rows]

    assert found("channel:form") == found("form:help") == found("-channel:email kind:refund") == [by_form]
    assert found("channel:email") == [by_mail]
    assert not found("channel:chat") and not found("form:other")


def test_it_is_promised_and_coached_as_a_mail(send):
    send()
    ticket, event = Ticket.objects.get(), Event.objects.get(name="ticket.opened")
    opened = facts_of([Happened(event.name, event.at, event.facts)], [])[0]
    assert (opened.traits["channel"], opened.traits["kind"], ticket.goes_on_by) == ("email", "refund", "email")


def test_it_is_acknowledged_by_mail_as_mail_is(send):
    change_rules(by=None, at=clock.now(), acknowledge=True, acknowledgement="Dear {name}, we have it.")
    send()
    assert [row[1] for row in Outgoing.objects.get().to] == ["cleo@customer.example"]


def test_the_page_sent_twice_is_one_ticket_and_changed_words_are_a_second(send, place):
    page = token(place)
    first, second = send(token=page), send(token=page)
    assert (first.status_code, second.status_code, Ticket.objects.count()) == (302, 302, 1)
    send(token=page, message="And another thing.")
    assert Arrival.objects.filter(kind="form").count() == 2
    assert Message.objects.filter(text__contains="another thing").exists()


def test_it_is_kept_before_anything_is_understood(send, monkeypatch):
    from whiteglove.service.channels import filing

    def fails(inbound, arrival):
        raise RuntimeError("the desk is away")

    monkeypatch.setitem(filing._filers, "form", fails)
    answer = send()
    kept = Arrival.objects.get()
    assert (kept.state, json.loads(kept.raw.content)["text"]) == ("failed", "The lamp is broken.")
    assert "by email" in words(Client().get(answer["Location"]))


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({ORDER: ""}, "Please fill this in."),
        ({ORDER: "123"}, "It should look like WN-123456."),
        ({"email": "cleo"}, "an address like"),
        ({SIZE: "huge"}, "one of these"),
        ({"message": ""}, "Please fill this in."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(send, changed, says):
    answer = send(**changed)
    page = words(answer)
    assert (answer.status_code, Arrival.objects.count()) == (422, 0)
    assert says in page
    assert "Money back" in page
    assert 'role="alert"' in page


def test_the_field_nobody_sees_holds_a_request_for_a_person(send, lee, signed_in):
    answer = send(website="https://spam.example")
    held = Arrival.objects.get()
    assert (answer.status_code, held.state, Ticket.objects.count()) == (302, "set_aside", 0)
    assert "don't see" in held.reason
    assert "Money back" in words(signed_in(lee).get("/channels/arrivals/?state=aside"))
    assert "\n &quot;text&quot;: &quot;The lamp is broken.&quot;" in words(
        signed_in(lee).get(f"/channels/arrivals/{held.pk}/")
    )
    replay(held, by=lee, at=clock.now())
    assert Ticket.objects.count() == 1


def test_many_links_of_a_stranger_are_held_and_those_of_somebody_known_are_not(send):
    send(message=LINKS)
    assert Arrival.objects.get().state == "set_aside"
    send()
    send(message=LINKS)
    assert Ticket.objects.count() == 2


def test_whoever_is_too_quick_is_asked_to_press_again(send, place):
    page = page_token.made(place.pk, clock.now())
    answer = send(token=page)
    assert (answer.status_code, Arrival.objects.count()) == (422, 0)
    assert page in words(answer)
    assert "very quick" in words(answer)


@pytest.mark.parametrize("forged", ["", "x", "a:b:c"])
def test_without_a_token_of_ours_nothing_is_taken_and_the_words_stay(send, forged):
    answer = send(token=forged)
    assert (answer.status_code, Arrival.objects.count()) == (401, 0)
    assert "The lamp is broken." in words(answer)
    fresh = re.search(r'name="token" value="([^"]+)"', words(answer))[1]
    assert fresh != forged


def test_a_token_of_another_form_or_of_last_week_opens_nothing(send, place):
    other = add_account(by=None, at=clock.now(), kind="form", name="Other", address="other")
    assert send(token=token(other)).status_code == 401
    assert send(token=token(place, 3 * 24 * 3600)).status_code == 401
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("origin", ["https://shop.example", "https://zed.example", "null"])
def test_a_page_of_somebody_elses_sends_nothing(send, origin):
    assert send(headers={"Origin": origin}).status_code == 401
    assert not Arrival.objects.exists()


def test_one_address_and_one_network_are_slowed_down_without_losing_words(send, monkeypatch):
    monkeypatch.setattr(f"{VIEW}.FROM_AN_ADDRESS", 2)
    for _ in range(2):
        assert send().status_code == 302
    answer = send()
    assert (answer.status_code, "The lamp is broken." in words(answer)) == (429, True)
    assert send(email="jonas@customer.example").status_code == 302
    monkeypatch.setattr(f"{VIEW}.FROM_A_NETWORK", 3)
    assert send(email="fatou@customer.example").status_code == 429


def test_a_stranger_who_guesses_a_number_gets_into_no_ticket(send, ticket):
    send(subject=f"Re: [#{ticket.pk}] Charged twice")
    assert Message.objects.filter(ticket=ticket, text__contains="lamp").count() == 0
    assert Ticket.objects.count() == 2


def test_files_come_along_bounded_and_never_as_what_they_say(send, monkeypatch):
    def file(name="C:\\photos\\lamp.png", size=10, kind="text/html"):
        return SimpleUploadedFile(name, b"x" * size, content_type=kind)

    send(files=[file(), file("notes.txt")])
    kept = [(one.name, one.type) for one in Message.objects.get(kind="inbound").attachments.order_by("pk")]
    assert kept == [("lamp.png", "image/png"), ("notes.txt", "text/plain")]
    monkeypatch.setattr("whiteglove.service.channels.form.filling.LARGEST", 100)
    assert "too many files" in words(send(files=[file(size=101)]))
    assert send(files=[file() for _ in range(6)]).status_code == 422
    assert Ticket.objects.count() == 1


def test_a_body_too_large_is_refused_before_it_is_read(send, monkeypatch):
    monkeypatch.setattr(f"{VIEW}.LARGEST", 10)
    monkeypatch.setattr(f"{VIEW}.ROOM_FOR_WORDS", 10)
    assert send().status_code == 413


@pytest.mark.parametrize("door", ["", "brand.css", "answers/", "send/", "sent/x/"])
def test_a_form_that_is_not_there_switched_off_or_no_form_is_not_found(place, door):
    zed = Client()
    assert zed.get(f"/form/support/{door}").status_code == 404
    switch_off(place, by=None, at=clock.now())
    assert zed.get(f"/form/help/{door}").status_code == 404


def test_zed_learns_no_number_without_the_address_of_the_page(send, place):
    where = send()["Location"]
    signed = where.split("/sent/")[1].split("/")[0]
    zed = Client()
    assert zed.get(f"/form/help/sent/{signed[:-1]}x/").status_code == 404
    assert zed.get("/form/help/sent/1/").status_code == 404
    page = words(zed.get(where))
    assert "cleo" not in page.lower()
    assert "lamp" not in page


def test_only_named_sites_may_frame_it(place):
    answer = Client().get("/form/help/?framed=1")
    assert "frame-ancestors 'self' https://shop.example;" in answer["Content-Security-Policy"] + ";"
    assert "X-Frame-Options" not in answer
    place.settings = place.settings | {"origins": []}
    place.save()
    bare = Client().get("/form/help/")
    assert bare["X-Frame-Options"] == "SAMEORIGIN"
    assert "shop.example" not in bare["Content-Security-Policy"]


def test_a_site_that_isolates_itself_may_frame_every_page_of_it(place, send):
    script = Client().get("/form/embed.js")
    again = Client().get("/form/embed.js", headers={"If-None-Match": script["ETag"]})
    assert again.status_code == 304
    assert {one["Cross-Origin-Resource-Policy"] for one in (script, again)} == {"cross-origin"}
    for answer in (Client().get("/form/help/"), Client().post("/form/help/send/"), send()):
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert answer["Cross-Origin-Embedder-Policy"] == "require-corp"


def test_its_pages_set_no_cookie_and_are_kept_nowhere(send):
    answer = Client().get("/form/help/?kind=refund")
    assert not answer.cookies
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("language", "direction", "says"), [("fr", "ltr", "Remboursement"), ("ar", "rtl", "استرداد"), ("de", "ltr", "Rück")]
)
def test_it_speaks_its_readers_language(place, language, direction, says):
    page = words(Client().get("/form/help/", headers={"Accept-Language": language}))
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert says in page
    assert "Anything" in page
    assert says in words(Client().get(f"/form/help/?lang={language}"))


def test_articles_are_proposed_with_and_without_a_script(send, monkeypatch):
    found = [suggesting.Suggestion("Get your <money> back", "/help/en/money/", "en")]
    monkeypatch.setattr(suggesting, "_finder", lambda words, language: found)
    row = "Get your &lt;money&gt; back"
    assert row in words(Client().get("/form/help/answers/?q=money"))
    assert row not in words(Client().get("/form/help/answers/?q=m"))
    answer = send(look="yes", email="")
    assert row in words(answer)
    assert "The lamp is broken." in words(answer)
    assert not Arrival.objects.exists()


def test_what_was_sent_is_erased_with_its_customer_also_what_was_held(send, admin):
    send(subject="See www.spam.example")
    send()
    erase(customer=Customer.objects.get(), by=admin, at=clock.now())
    assert all(one.is_erased and one.raw.content == b"" for one in Arrival.objects.all())
    assert Arrival.objects.count() == 2
    assert not Message.objects.filter(text__contains="lamp").exists()


def test_what_was_sent_is_handed_over_with_its_customer_also_what_was_held(send, admin):
    send(subject="See www.spam.example", message="Held words.")
    send()
    told = json.dumps(export_customer(customer=Customer.objects.get(), by=admin, at=clock.now()), default=str)
    assert "The lamp is broken." in told
    assert "Held words." in told


def test_only_articles_for_everybody_are_proposed(place):
    for audience in ("public", "team", "customers"):
        article = knowledge.start(
            title=f"Refunds for {audience}", body="How.", by=None, at=clock.now(), language="en", audience=audience
        )
        knowledge.publish(translation=article.translations.get(), by=None, at=clock.now())
    page = words(Client().get("/form/help/answers/?q=refunds"))
    assert 'href="/help/en/refunds-for-public/"' in page
    assert "for team" not in page
    assert "for customers" not in page


def given(**changed) -> dict:
    return {"name": "Shop", "address": "shop", "on_refund": "on", "ask_refund": "Order number | text"} | changed


def test_an_administrator_previews_and_keeps_what_it_asks(admin, signed_in, place):
    boss = signed_in(admin)
    seen = words(boss.post("/channels/accounts/new/form/", given(preview="yes")))
    assert "Nothing was kept yet" in seen
    assert "Order number" in seen
    made = boss.post("/channels/accounts/new/form/", given())
    assert made.status_code in {204, 302, 303}
    assert "Order number" in words(Client().get("/form/shop/"))
    wrong = boss.post("/channels/accounts/new/form/", given(address="two", ask_refund="Size | choice"))
    assert (wrong.status_code, "Line 1" in words(wrong)) == (422, True)


def test_nobody_else_sets_forms_up(ada, lee, zed, signed_in, place):
    for one in (ada, lee, zed):
        client = signed_in(one)
        assert client.get("/channels/accounts/new/form/").status_code in {302, 303, 403, 404}
        assert client.post(f"/channels/accounts/{place.pk}/", given(preview="yes")).status_code in {302, 303, 403, 404}
