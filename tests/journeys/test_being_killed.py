"""Nothing is lost and nothing is doubled when the product is killed while mail arrives."""

import os
import random
import smtplib
import threading
import time

import pytest

from tests.product import Product

pytestmark = pytest.mark.slow
MAILS = 60
# Each exact point is tried in whiteglove/service/channels/tests/test_being_killed.py; here, a few by chance.
KILLS = int(os.environ.get("KILLS", "2"))


@pytest.fixture
def fragile(tmp_path, prepared) -> Product:
    product = Product(tmp_path)
    product.begin_as(prepared)
    product.start()
    yield product
    product.stop()


def send_until_accepted(product: Product, number: int) -> None:
    """What a mail server does: the same mail again, until somebody says 250."""
    for _ in range(200):
        try:
            product.mail(
                f"Order {number} is late", f"Where is order {number}?", Message_ID=f"<mail-{number}@customer.example>"
            )
            return
        except (OSError, smtplib.SMTPException):
            time.sleep(0.2)
    raise AssertionError(f"mail {number} was never accepted")


def test_mail_is_neither_lost_nor_doubled_when_the_product_is_killed_at_random(fragile):
    chance = random.Random(7)
    sender = threading.Thread(target=lambda: [send_until_accepted(fragile, n) for n in range(MAILS)])
    sender.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.6))
        fragile.kill()
        fragile.start()
    sender.join()
    assert filed_numbers(fragile) == sorted(range(MAILS))


def filed_numbers(product: Product) -> list[int]:
    """The numbers of the mails that stand in tickets, once no arrival waits any more."""
    code = (
        "from whiteglove.service.channels.models import Arrival\n"
        "from whiteglove.service.desk.models import Message\n"
        "print(Arrival.objects.filter(state='stored').count())\n"
        "print(*Message.objects.filter(message_id__contains='mail-').values_list('message_id', flat=True))"
    )
    for _ in range(400):
        waiting, ids = product.ask(code).split("\n")[:2]
        if waiting == "0":
            return sorted(int(one.split("mail-")[1].split("@")[0]) for one in ids.split())
        time.sleep(0.3)
    raise AssertionError(f"{waiting} arrivals still wait")
