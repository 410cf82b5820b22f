"""A mailbox on a real mail server: mail is at the desk moments after it came, though it is fetched every minute."""

import time
from email.message import EmailMessage

import pytest

from tests.dovecot import dovecot  # noqa: F401 - a fixture

pytestmark = [pytest.mark.dovecot, pytest.mark.slow]
ADD = """
from whiteglove.ground.lib import clock
from whiteglove.service.channels.actions import add_account
settings = {{"imap": {{"host": "127.0.0.1", "port": {port}, "security": "none"}}}}
secrets = {{"imap_password": {password!r}}}
add_account(by=None, at=clock.now(), name="Shop", address={user!r}, settings=settings, secrets=secrets)
"""
WAIT = """
import time
from whiteglove.service.desk.models import Message
end = time.monotonic() + {seconds}
while not Message.objects.filter(message_id={id!r}).exists() and time.monotonic() < end:
    time.sleep(0.1)
print(Message.objects.filter(message_id={id!r}).exists())
"""


def letter(message_id: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Cleo Amara <cleo@customer.example>", "shop@whiteglove.example", "Shoes"
    mail["Message-ID"] = message_id
    mail.set_content(f"Where are my shoes? {message_id}")
    return mail.as_bytes()


def test_mail_is_fetched_at_once_and_not_only_every_minute(product, dovecot):  # noqa: F811
    box = dovecot.mailbox("shop")
    product.ask(ADD.format(port=dovecot.port, user=box.user, password=box.password))
    box.put(letter("<first@customer.example>"))
    assert product.ask(WAIT.format(id="<first@customer.example>", seconds=30)).strip() == "True"
    time.sleep(2)  # the poll is over, and the next one a minute away
    box.put(letter("<second@customer.example>"))
    assert product.ask(WAIT.format(id="<second@customer.example>", seconds=45)).strip() == "True"
