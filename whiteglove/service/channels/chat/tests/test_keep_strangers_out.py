"""Zed in every shape: another browser, a guessed secret, somebody else signed in on the site."""

import pytest

from whiteglove.service.channels.chat.live import recognised
from whiteglove.service.channels.models import ChatLine

pytestmark = pytest.mark.django_db
WHERE = ["lines/", "seen/?upto=9", "end/", "letters/"]


def test_another_browser_reads_nothing(visitor):
    visitor("a").say("My address is secret")
    said = visitor("b").read().json()
    assert (said["session"], said["last"], said["lines"]) == (None, 0, [])


@pytest.mark.parametrize("token", ["", "short", "a" * 42, "a" * 44, "a" * 42 + "!", "é" * 43])
def test_what_is_no_secret_opens_nothing(visitor, token):
    zed = visitor()
    zed.token = token.encode("utf-8").decode("latin-1")
    assert zed.read().status_code == 401
    assert {zed.post(where).status_code for where in WHERE} == {401}


@pytest.mark.parametrize(
    "origin", ["https://shop.example", "https://zed.example", "null", "http://testserver.zed.example"]
)
def test_not_even_with_the_secret_does_a_page_of_another_origin_get_in(visitor, origin):
    cleo = visitor("a")
    cleo.say("Mine")
    asks = cleo.shows | {"Origin": origin}
    assert cleo.client.get("/chat/shop/lines/", headers=asks).status_code == 403
    assert {cleo.client.post(f"/chat/shop/{where}", headers=asks).status_code for where in WHERE} == {403}
    asks["Origin"] = "http://testserver"
    answer = cleo.client.get("/chat/shop/lines/", headers=asks)
    assert answer.status_code == 200
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("door", ["", "lines/", "brand.css"])
def test_a_desk_that_is_not_there_or_switched_off_is_not_found(visitor, chat_desk, door):
    from whiteglove.ground.lib import clock
    from whiteglove.service.channels.actions import switch_off

    zed = visitor()
    assert zed.client.get(f"/chat/other/{door}", headers=zed.shows).status_code == 404
    switch_off(chat_desk, by=None, at=clock.now())
    assert zed.client.get(f"/chat/shop/{door}", headers=zed.shows).status_code == 404


def test_a_mailbox_is_no_chat_desk(visitor):
    from whiteglove.ground.lib import clock
    from whiteglove.service.channels.actions import add_account

    add_account(by=None, at=clock.now(), name="Mail", address="mail")
    assert visitor().client.get("/chat/mail/").status_code == 404


def test_who_signs_out_on_the_site_no_longer_reads_what_was_said(visitor):
    visitor("a", sub="42", name="Cleo").say("Mine")
    assert visitor("a").texts() == []
    assert visitor("a", sub="43").texts() == []
    assert visitor("a", sub="42").texts() == ["Mine"]


def test_an_identity_that_is_forged_or_over_never_falls_back_to_nobody(visitor):
    visitor("a").say("Anonymous")
    zed = visitor("a", sub="42", exp=1)
    assert zed.read().status_code == 401
    zed.identity = "a.b.c"
    assert zed.say("Hello").status_code == 401


def test_nobody_marks_or_ends_the_chat_of_another(visitor):
    visitor("a").say("Mine")
    assert visitor("b").post("end/").json() == {"ended": False}
    assert visitor("b").post("seen/?upto=1").json() == {"seen": 0}
    assert not visitor("a").read().json()["ended"]
    assert ChatLine.objects.get().seen_at is None


@pytest.mark.parametrize("said", ["", "[]", "{}", '{"desk": "shop"}', '{"desk": 1, "token": 2}', "[" * 900])
def test_a_socket_that_says_nonsense_is_nobody(chat_desk, said):
    assert recognised(said) is None


def test_a_socket_is_who_its_secret_says(visitor):
    import json

    cleo = visitor("a")
    assert recognised(json.dumps({"desk": "shop", "token": cleo.token})) is None
    cleo.say("Hello")
    assert recognised(json.dumps({"desk": "shop", "token": cleo.token}))
    assert recognised(json.dumps({"desk": "shop", "token": "b" * 43})) is None


def test_only_the_desks_own_sites_may_frame_it(visitor):
    page = visitor().client.get("/chat/shop/?framed=1")
    policy = page["Content-Security-Policy"]
    ancestors = next(part for part in policy.split(";") if "frame-ancestors" in part)
    assert ancestors.split() == ["frame-ancestors", "'self'", "https://shop.example"]
    assert "X-Frame-Options" not in page
    assert "unsafe" not in policy


def test_what_an_administrator_wrote_is_never_markup(visitor, chat_desk):
    chat_desk.settings |= {"greeting": "<script>alert(1)</script>"}
    chat_desk.save()
    assert b"<script>alert" not in visitor().client.get("/chat/shop/").content


def test_the_widget_is_light(visitor):
    import gzip
    from pathlib import Path

    from django.contrib.staticfiles import finders

    # What a page loads before anybody asks for more; emoji and the bot's words come when they are wanted.
    names = ["widget", "page", "store", "outbox", "line", "talk", "site", "files", "asked", "rating", "told"]
    scripts = [Path(finders.find(f"channels/chat/{name}.js")).read_bytes() for name in names]
    answer = visitor().client.get("/chat/widget.js")
    assert answer.content == scripts[0]
    assert answer["Content-Type"].startswith("text/javascript")
    styles = ["ui/tokens", "ui/reset", "ui/base", "ui/controls", "ui/utilities", "channels/chat/page"]
    sheets = [Path(finders.find(f"{name}.css")).read_bytes() for name in styles]
    page = visitor().client.get("/chat/shop/?framed=1").content
    assert sum(len(gzip.compress(one)) for one in [*scripts, *sheets, page]) < 25_000
