"""Signing in and out: password, code, recovery code, forgotten password, sessions, too many tries."""

import re
from datetime import UTC, datetime, timedelta
from threading import Event
from time import sleep

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client

from whiteglove.ground.people import post
from whiteglove.ground.people.models import Person
from whiteglove.ground.people.post import aside
from whiteglove.ground.people.sign_in import SecondFactorAdapter, network_address

PASSWORD = "whiteglove-demo"


@pytest.mark.parametrize(
    ("seen", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1:aaaa:bbbb:cccc:dddd", "2001:db8:0:1::"),
        ("2001:db8:0:1::1", "2001:db8:0:1::"),
        ("2001:db8:0:2::1", "2001:db8:0:2::"),
    ],
)
def test_whoever_has_one_line_is_one_network(rf, seen, network):
    assert network_address(rf.get("/", REMOTE_ADDR=seen)) == network


def test_the_counters_of_a_busy_hour_have_room():
    """In memory, 300 entries were all there were: every limit ended with the 301st network."""
    cache.set("a-limit", 5)
    for number in range(1_000):
        cache.set(f"of-another-network-{number}", 1)
    assert cache.get("a-limit") == 5


@pytest.fixture(autouse=True)
def _no_memory_of_earlier_tries():
    cache.clear()


def sign_in(browser: Client, email: str, password: str = PASSWORD, **more):
    return browser.post("/accounts/login/", {"login": email, "password": password}, **more)


def show_once_more(browser: Client) -> None:
    """Before changing how one signs in, the password is asked again."""
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_ada_signs_in_with_her_address_in_any_case(client, ada):
    assert sign_in(client, "ADA@whiteglove.example")["Location"] == "/"
    assert client.get("/people/me/").status_code == 200


def test_ada_is_sent_back_to_where_she_wanted(client, ada):
    wanted = client.get("/people/me/")["Location"]
    assert wanted == "/accounts/login/?next=/people/me/"
    answer = client.post(wanted, {"login": ada.email, "password": PASSWORD, "next": "/people/me/"})
    assert answer["Location"] == "/people/me/"


def test_nobody_is_sent_to_another_house(client, ada):
    answer = client.post(
        "/accounts/login/", {"login": ada.email, "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert answer["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, ada):
    wrong = sign_in(client, ada.email, "nonsense").content.decode()
    unknown = sign_in(client, "nobody@whiteglove.example", "nonsense").content.decode()
    assert "don&#x27;t belong together" in wrong

    def told(page, address):
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"', "", page).replace(address, "")

    assert told(wrong, ada.email) == told(unknown, "nobody@whiteglove.example")


def test_somebody_deactivated_cannot_sign_in(client, ada):
    Person.objects.filter(pk=ada.pk).update(is_active=False)
    answer = sign_in(client, ada.email)
    assert answer["Location"] == "/accounts/inactive/"
    assert "Your access has ended" in client.get("/accounts/inactive/").content.decode()
    assert client.get("/people/me/").status_code == 302


def test_zed_signs_in_but_has_no_profile(client, zed):
    assert sign_in(client, zed.email)["Location"] == "/"
    assert client.get("/people/me/").status_code == 403
    assert client.get("/accounts/2fa/").status_code == 200


def test_signing_out_takes_a_post(client, ada):
    sign_in(client, ada.email)
    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert client.get("/people/me/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/people/me/").status_code == 302


def test_open_sign_up_is_closed(client, db):
    assert "by invitation" in client.get("/accounts/signup/").content.decode()
    client.post("/accounts/signup/", {"email": "x@whiteglove.example", "password1": "a quiet harbour"})
    assert not Person.objects.exists()


@pytest.mark.parametrize("path", ["email/", "3rdparty/", "confirm-email/", "login/code/", "signup/passkey/"])
def test_doors_of_allauth_that_we_do_not_use_do_not_exist(client, db, path):
    assert client.get(f"/accounts/{path}").status_code == 404


def test_passwords_are_kept_by_argon2(settings, ada):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    sign_in(Client(), ada.email)
    ada.refresh_from_db()
    assert ada.password.startswith("argon2$argon2id")


# Too many tries


def test_after_six_wrong_passwords_signing_in_rests(client, ada):
    for _ in range(5):
        assert sign_in(client, ada.email, "nonsense").status_code == 200
    locked = sign_in(client, ada.email, "nonsense")
    assert locked.status_code == 429
    assert "rests for 15 minutes" in locked.content.decode()
    assert sign_in(client, ada.email).status_code == 429


def test_the_pause_ends(client, ada):
    start = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as now:
        for _ in range(6):
            sign_in(client, ada.email, "nonsense")
        now.move_to(start + timedelta(minutes=14))
        assert sign_in(client, ada.email).status_code == 429
        # The try during the pause begins it anew.
        now.move_to(start + timedelta(minutes=14 + 15, seconds=1))
        cache.clear()
        assert sign_in(client, ada.email).status_code == 302


def test_a_stranger_elsewhere_cannot_lock_ada_out(client, ada):
    for _ in range(8):
        sign_in(client, ada.email, "nonsense", REMOTE_ADDR="203.0.113.9")
    assert sign_in(Client(), ada.email, REMOTE_ADDR="198.51.100.4").status_code == 302


def test_an_unknown_address_is_paused_just_the_same(client, db):
    for _ in range(5):
        sign_in(client, "nobody@whiteglove.example", "nonsense")
    assert sign_in(client, "nobody@whiteglove.example", "nonsense").status_code == 429


def test_behind_a_proxy_the_client_is_who_the_proxy_saw(client, ada, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for _ in range(8):
        sign_in(client, ada.email, "nonsense", HTTP_X_FORWARDED_FOR="made-up, 203.0.113.9")
    assert sign_in(Client(), ada.email, HTTP_X_FORWARDED_FOR="203.0.113.9").status_code == 429
    assert sign_in(Client(), ada.email, HTTP_X_FORWARDED_FOR="203.0.113.10").status_code == 302


# A forgotten password


def test_a_forgotten_password_is_replaced_by_a_letter(client, ada, mailoutbox):
    client.post("/accounts/password/reset/", {"email": ada.email})
    assert mailoutbox[0].subject == "Choose a new password"
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mailoutbox[0].body)[1]
    page = client.get(link, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": "a quiet harbour", "password2": "a quiet harbour"})
    ada.refresh_from_db()
    assert ada.check_password("a quiet harbour")
    assert "This link has been used" in Client().get(link, follow=True).content.decode()


def test_asking_for_a_letter_tells_nobody_who_is_here(client, ada, mailoutbox):
    known = client.post("/accounts/password/reset/", {"email": ada.email})
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@whiteglove.example"})
    assert known["Location"] == unknown["Location"] == "/accounts/password/reset/done/"
    assert [letter.to for letter in mailoutbox] == [[ada.email]]


def test_while_no_mail_can_leave_it_still_tells_nobody_who_is_here(client, ada, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for email in (ada.email, "nobody@whiteglove.example"):
        answer = client.post("/accounts/password/reset/", {"email": email})
        assert answer["Location"] == "/accounts/password/reset/done/"


def test_no_page_waits_for_a_mail_server(client, ada, settings, monkeypatch):
    """Neither for one that is away: whoever measures it would know who has an account."""
    settings.INLINE_REACTIONS = False
    monkeypatch.setattr(post, "aside", aside)
    answered, left = Event(), []

    def leave(letter: EmailMessage) -> None:
        assert answered.wait(60)
        left.append(letter.to)

    monkeypatch.setattr(post, "leave", leave)
    client.post("/accounts/password/reset/", {"email": ada.email})
    assert left == []
    answered.set()
    until = datetime.now(UTC) + timedelta(seconds=60)
    while not left and datetime.now(UTC) < until:
        sleep(0.01)
    assert left == [[ada.email]]


def test_a_letter_that_cannot_leave_is_logged(caplog, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    post.leave(EmailMessage("Choose a new password", "", "desk@whiteglove.example", ["ada@whiteglove.example"]))
    assert "Choose a new password" in caplog.text


def test_a_new_password_ends_other_sessions(client, ada):
    elsewhere = Client()
    sign_in(elsewhere, ada.email)
    sign_in(client, ada.email)
    new = {"oldpassword": PASSWORD, "password1": "a quiet harbour", "password2": "a quiet harbour"}
    client.post("/accounts/password/change/", new)
    assert client.get("/people/me/").status_code == 200
    assert elsewhere.get("/people/me/").status_code == 302


def test_its_owner_hears_of_a_changed_password(client, ada, mailoutbox):
    sign_in(client, ada.email)
    new = {"oldpassword": PASSWORD, "password1": "a quiet harbour", "password2": "a quiet harbour"}
    client.post("/accounts/password/change/", new)
    assert "Was it you?" in mailoutbox[0].body


# Sessions


def test_ada_sees_her_sessions_and_ends_the_others(client, ada):
    elsewhere = Client()
    sign_in(elsewhere, ada.email, HTTP_USER_AGENT="A forgotten library computer")
    sign_in(client, ada.email)
    assert "A forgotten library computer" in client.get("/accounts/sessions/").content.decode()
    client.post("/accounts/sessions/")
    assert elsewhere.get("/people/me/").status_code == 302
    assert client.get("/people/me/").status_code == 200


# A code after the password


@pytest.fixture
def with_app(client, ada):
    """Ada has set up an authenticator app; gives its secret."""
    sign_in(client, ada.email)
    show_once_more(client)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)[1]
    # Set up two minutes ago, so that the present code is a new one.
    with time_machine.travel(datetime.now(UTC) - timedelta(minutes=2), tick=False):
        cache.clear()
        answer = client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
    assert answer["Location"] == "/accounts/2fa/recovery-codes/"
    return secret


def test_setting_up_an_app_refuses_a_wrong_code(client, ada):
    sign_in(client, ada.email)
    show_once_more(client)
    client.get("/accounts/2fa/totp/activate/")
    page = client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).content.decode()
    assert "That code doesn&#x27;t work" in page


def test_with_an_app_the_password_is_not_enough(with_app, ada):
    browser = Client()
    assert sign_in(browser, ada.email)["Location"] == "/accounts/2fa/authenticate/"
    assert browser.get("/people/me/").status_code == 302
    page = browser.get("/accounts/2fa/authenticate/").content.decode()
    assert "One more step" in page and "Use your passkey" not in page, "she has none"
    browser.post("/accounts/2fa/authenticate/", {"code": code_for(with_app)})
    assert browser.get("/people/me/").status_code == 200


def test_a_code_works_once(with_app, ada):
    first, second = Client(), Client()
    sign_in(first, ada.email)
    sign_in(second, ada.email)
    code = code_for(with_app)
    first.post("/accounts/2fa/authenticate/", {"code": code})
    second.post("/accounts/2fa/authenticate/", {"code": code})
    assert second.get("/people/me/").status_code == 302


def test_codes_cannot_be_guessed_for_long(with_app, ada):
    browser = Client()
    sign_in(browser, ada.email)
    for guess in range(6):
        browser.post("/accounts/2fa/authenticate/", {"code": f"{guess:06}"})
    browser.post("/accounts/2fa/authenticate/", {"code": code_for(with_app)})
    assert browser.get("/people/me/").status_code == 302


def test_a_recovery_code_opens_once(with_app, client, ada):
    codes = re.findall(r"<li><code>(\w+)</code>", client.get("/accounts/2fa/recovery-codes/").content.decode())
    assert len(codes) == 10
    for expected in (200, 302):
        browser = Client()
        sign_in(browser, ada.email)
        browser.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert browser.get("/people/me/").status_code == expected


def test_the_secret_of_the_app_is_kept_encrypted(with_app, ada):
    kept = Authenticator.objects.get(user=ada, type=Authenticator.Type.TOTP)
    assert with_app not in str(kept.data)
    assert SecondFactorAdapter().decrypt(kept.data["secret"]) == with_app


def test_switching_the_app_off(with_app, client, ada):
    assert client.post("/accounts/2fa/totp/deactivate/")["Location"] == "/accounts/2fa/"
    assert sign_in(Client(), ada.email)["Location"] == "/"


def test_changing_the_sign_in_asks_once_more_who_one_is(client, ada):
    start = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as now:
        sign_in(client, ada.email)
        show_once_more(client)
        assert client.get("/accounts/2fa/totp/activate/").status_code == 200
        now.move_to(start + timedelta(minutes=6))
        asked = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert "Is it you?" in asked.content.decode()


ACCOUNT_PAGES = ["2fa/", "sessions/", "password/change/", "2fa/passkeys/", "2fa/passkeys/add/", "2fa/totp/activate/"]


@pytest.mark.parametrize("path", ACCOUNT_PAGES)
def test_strangers_see_no_account_page(client, db, path):
    assert client.get(f"/accounts/{path}").status_code == 302
