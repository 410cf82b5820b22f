"""The pages: who may open them, what they show, and what they never show."""

import pytest

from whiteglove.service.channels.actions import add_account, process, receive, send
from whiteglove.service.channels.models import Account, Arrival, Outgoing
from whiteglove.service.channels.tests.letters import NOW, answer, letter

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]
LISTS = ["/channels/accounts/", "/channels/arrivals/", "/channels/outgoing/"]
NEW = {
    "name": "Shop",
    "address": "shop@whiteglove.example",
    "spam": "file",
    "imap_security": "tls",
    "imap_auth": "password",
    "imap_start": "new",
    "imap_after": "leave",
    "smtp_security": "starttls",
    "smtp_auth": "password",
    "verify": "on",
    "smtp_host": "mail.whiteglove.example",
    "smtp_user": "shop",
    "smtp_password": "open sesame",
}


@pytest.fixture
def failed(support_mail, desk) -> Arrival:
    desk.fails = RuntimeError("the desk is on fire")
    arrival = process(receive(letter(), account=support_mail, at=NOW).pk, NOW)
    desk.fails = None
    return arrival


@pytest.fixture
def uncertain(support_mail) -> Outgoing:
    outgoing = send(answer(support_mail), by=None, at=NOW)
    Outgoing.objects.update(state="uncertain")
    return outgoing


@pytest.mark.parametrize("url", LISTS)
def test_strangers_are_asked_to_sign_in(client, url):
    assert client.get(url).status_code == 302


@pytest.mark.parametrize("url", LISTS)
@pytest.mark.parametrize("who", ["zed", "mo", "ada", "cleo"])
def test_people_without_the_permit_are_refused(signed_in, request, url, who):
    assert signed_in(request.getfixturevalue(who)).get(url).status_code == 403


def test_lee_sees_mail_but_sets_up_no_mailboxes(signed_in, lee):
    assert [signed_in(lee).get(url).status_code for url in LISTS] == [403, 200, 200]


def test_lee_does_not_see_mail_of_other_teams(signed_in, lee, billing_mail, desk):
    arrival = receive(letter(), account=billing_mail, at=NOW)
    outgoing = send(answer(billing_mail), by=None, at=NOW)
    page = signed_in(lee)
    assert page.get(f"/channels/arrivals/{arrival.pk}/").status_code == 404
    assert page.get(f"/channels/arrivals/{arrival.pk}/source/").status_code == 404
    assert page.post(f"/channels/arrivals/{arrival.pk}/filing/").status_code == 404
    assert page.get(f"/channels/outgoing/{outgoing.pk}/").status_code == 404
    assert page.post(f"/channels/outgoing/{outgoing.pk}/stop/").status_code == 404
    assert not list(page.get("/channels/arrivals/?state=all").context["rows"])


def test_a_failed_message_shows_its_error_and_its_source(signed_in, lee, failed):
    page = signed_in(lee).get(f"/channels/arrivals/{failed.pk}/").content.decode()
    assert "the desk is on fire" in page
    assert "I was charged twice." in page


def test_the_source_is_a_download_and_nothing_else(signed_in, lee, failed):
    answer = signed_in(lee).get(f"/channels/arrivals/{failed.pk}/source/")
    assert answer.content == letter()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_a_hostile_message_is_shown_as_text(signed_in, admin, desk):
    arrival = receive(letter("<script>alert(1)</script>", "<script>alert(2)</script>"), at=NOW)
    page = signed_in(admin).get(f"/channels/arrivals/{arrival.pk}/").content.decode()
    assert "<script>alert" not in page


def test_lee_has_a_failed_message_filed(signed_in, lee, failed, desk):
    signed_in(lee).post(f"/channels/arrivals/{failed.pk}/filing/")
    failed.refresh_from_db()
    assert (failed.state, len(desk.messages)) == (Arrival.State.FILED, 1)


def test_lee_has_a_set_aside_message_filed_all_the_same(signed_in, lee, support_mail, desk):
    arrival = process(receive(letter(X_Spam_Flag="YES"), account=support_mail, at=NOW).pk, NOW)
    signed_in(lee).post(f"/channels/arrivals/{arrival.pk}/filing/")
    assert len(desk.messages) == 1


def test_a_filed_message_is_not_filed_twice(signed_in, lee, support_mail, desk):
    arrival = process(receive(letter(), account=support_mail, at=NOW).pk, NOW)
    signed_in(lee).post(f"/channels/arrivals/{arrival.pk}/filing/")
    assert len(desk.messages) == 1


def test_lee_sets_a_message_aside_with_a_reason(signed_in, lee, failed):
    signed_in(lee).post(f"/channels/arrivals/{failed.pk}/aside/", {"reason": "An advertisement"})
    failed.refresh_from_db()
    assert (failed.state, failed.reason) == (Arrival.State.SET_ASIDE, "An advertisement")


def test_a_reason_is_needed(signed_in, lee, failed):
    signed_in(lee).post(f"/channels/arrivals/{failed.pk}/aside/", {"reason": ""})
    failed.refresh_from_db()
    assert failed.state == Arrival.State.FAILED


@pytest.mark.parametrize(("door", "state"), [("again", "queued"), ("arrived", "sent")])
def test_lee_decides_about_an_uncertain_message(signed_in, lee, uncertain, door, state):
    signed_in(lee).post(f"/channels/outgoing/{uncertain.pk}/{door}/")
    uncertain.refresh_from_db()
    assert uncertain.state == state


def test_lee_stops_a_queued_message(signed_in, lee, support_mail):
    outgoing = send(answer(support_mail), by=None, at=NOW)
    signed_in(lee).post(f"/channels/outgoing/{outgoing.pk}/stop/")
    outgoing.refresh_from_db()
    assert outgoing.state == "cancelled"


def test_the_list_goes_on_where_it_ended(signed_in, lee, support_mail):
    for number in range(55):
        receive(letter(message_id=f"<{number}@customer.example>"), account=support_mail, at=NOW)
    first = signed_in(lee).get("/channels/arrivals/?state=all").context
    second = signed_in(lee).get(f"/channels/arrivals/?state=all&before={first['more']}").context
    assert (len(first["rows"]), len(second["rows"]), second["more"]) == (50, 5, None)


@pytest.mark.parametrize("before", ["", "x", "-1", "9" * 40])
def test_an_odd_place_in_the_list_is_no_error(signed_in, lee, before):
    assert signed_in(lee).get(f"/channels/arrivals/?state=all&before={before}").status_code == 200


def test_the_administrator_adds_a_mailbox(signed_in, admin):
    signed_in(admin).post("/channels/accounts/new/", NEW)
    account = Account.objects.get()
    assert (account.address, account.part("smtp")["host"]) == ("shop@whiteglove.example", "mail.whiteglove.example")
    assert account.secrets == {"smtp_password": "open sesame"}


def test_the_administrator_names_the_server_whose_word_on_senders_counts(signed_in, admin):
    page = signed_in(admin)
    page.post("/channels/accounts/new/", NEW)
    account = Account.objects.get()
    assert not account.settings["checked_by"], "nobody is believed by itself"
    page.post(f"/channels/accounts/{account.pk}/", NEW | {"checked_by": "mx.whiteglove.example"})
    account.refresh_from_db()
    assert account.settings["checked_by"] == "mx.whiteglove.example"
    assert "mx.whiteglove.example" in page.get(f"/channels/accounts/{account.pk}/").content.decode()


def test_a_password_never_comes_back(signed_in, admin):
    page = signed_in(admin)
    page.post("/channels/accounts/new/", NEW)
    pk = Account.objects.get().pk
    assert "open sesame" not in page.get(f"/channels/accounts/{pk}/").content.decode()
    wrong = page.post(f"/channels/accounts/{pk}/", NEW | {"address": "", "smtp_password": "typed just now"})
    assert wrong.status_code == 422
    assert "typed just now" not in wrong.content.decode()


def test_an_empty_password_keeps_the_stored_one(signed_in, admin):
    page = signed_in(admin)
    page.post("/channels/accounts/new/", NEW)
    account = Account.objects.get()
    page.post(f"/channels/accounts/{account.pk}/", NEW | {"name": "The shop", "smtp_password": ""})
    account.refresh_from_db()
    assert (account.name, account.secrets) == ("The shop", {"smtp_password": "open sesame"})


def test_a_stored_password_is_not_sent_to_another_server(signed_in, admin):
    page = signed_in(admin)
    page.post("/channels/accounts/new/", NEW)
    pk = Account.objects.get().pk
    told = page.post(f"/channels/accounts/{pk}/", NEW | {"smtp_host": "evil.example", "smtp_password": ""})
    assert told.status_code == 422
    assert "enter the password again" in told.content.decode()


def test_two_mailboxes_cannot_have_one_address(signed_in, admin, support_mail):
    told = signed_in(admin).post("/channels/accounts/new/", NEW | {"address": "Support@Whiteglove.example"})
    assert told.status_code == 422
    assert "already a mailbox" in told.content.decode()


def test_a_new_default_replaces_the_old_one(signed_in, admin, support_mail):
    signed_in(admin).post("/channels/accounts/new/", NEW | {"is_default": "on"})
    assert list(Account.objects.filter(is_default=True).values_list("address", flat=True)) == [NEW["address"]]


def test_trying_the_connection_says_what_the_server_said(signed_in, admin, connected):
    page = signed_in(admin)
    good = page.post(f"/channels/accounts/{connected.pk}/connection/", headers={"HX-Request": "true"})
    assert "connected and signed in" in good.content.decode()
    Account.objects.update(settings={"smtp": {"host": "127.0.0.1", "port": 1, "security": "none"}})
    bad = page.post(f"/channels/accounts/{connected.pk}/connection/")
    assert "Connection refused" in bad.content.decode()


def test_a_mailbox_is_switched_off_and_on_again(signed_in, admin, support_mail):
    page = signed_in(admin)
    page.post(f"/channels/accounts/{support_mail.pk}/rest/")
    support_mail.refresh_from_db()
    assert not support_mail.active
    page.delete(f"/channels/accounts/{support_mail.pk}/rest/")
    support_mail.refresh_from_db()
    assert support_mail.active


def test_events_about_mailboxes_hold_no_secrets(signed_in, admin):
    from whiteglove.ground.events.models import Event

    page = signed_in(admin)
    page.post("/channels/accounts/new/", NEW)
    page.post(f"/channels/accounts/{Account.objects.get().pk}/", NEW | {"smtp_password": "another one"})
    told = "".join(str(e.facts) for e in Event.objects.filter(name__startswith="mailbox."))
    assert "sesame" not in told
    assert "another one" not in told


def test_only_the_administrator_adds_mailboxes(ada):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        add_account(by=ada, at=NOW, name="Mine", address="mine@whiteglove.example")
