"""Passwords are unreadable in the database and never come back to a page."""

import pytest

from whiteglove.service.channels import secrets
from whiteglove.service.channels.models import Account


def test_what_was_sealed_can_be_opened():
    assert secrets.opened(secrets.sealed({"smtp_password": "päss"})) == {"smtp_password": "päss"}


def test_the_ciphertext_does_not_show_the_password():
    assert b"open sesame" not in secrets.sealed({"smtp_password": "open sesame"})


def test_nothing_to_hide_is_stored_as_nothing():
    assert secrets.sealed({"smtp_password": ""}) == b""
    assert secrets.opened(b"") == {}


def test_another_key_says_that_the_password_must_be_entered_again(settings):
    sealed = secrets.sealed({"smtp_password": "open sesame"})
    settings.SECRET_KEY = "another"
    with pytest.raises(secrets.Lost, match="enter it again"):
        secrets.opened(sealed)


def test_a_password_can_be_replaced_after_the_key_changed(settings):
    account = Account(secret=secrets.sealed({"smtp_password": "old"}))
    settings.SECRET_KEY = "another"
    account.seal(smtp_password="new")
    assert account.secrets == {"smtp_password": "new"}


def test_sealing_one_secret_keeps_the_others():
    account = Account()
    account.seal(smtp_password="one")
    account.seal(imap_password="two")
    assert account.secrets == {"smtp_password": "one", "imap_password": "two"}
