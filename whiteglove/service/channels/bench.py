"""How many mails a second become filed tickets, through real SMTP: `bin/bench mail [MAILS]`.

The intake and its filing run in one process on one core, on a database of their own (`DATABASE_URL`'s engine); the
senders are another process with eight connections. Measured from the first MAIL command to the last filed message;
`a core-second` counts only the processor time of the house itself, which a busy machine doesn't change.
Goal: at least 130 mails a second.
"""

import json
import os
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
from email.message import EmailMessage
from email.utils import formatdate

GOAL = 130
SENDERS = 8
WARM = 40  # mails before the measurement: the language models are read once a process
WORDS = [
    "payment",
    "order",
    "invoice",
    "delivery",
    "please",
    "second",
    "charge",
    "account",
    "refund",
    "question",
    "helped",
    "tried",
    "again",
    "yesterday",
    "waiting",
    "money",
    "kettle",
    "photo",
    "address",
    "change",
]


def main(mails: int = 1000) -> int:
    """Start the house, send, wait until all is filed, report; 1 when the goal is missed."""
    letters = [letter(number) for number in range(mails + WARM)]
    command = [sys.executable, "-m", __spec__.name, "house"]
    with (
        tempfile.TemporaryDirectory(prefix="whiteglove-bench-") as home,
        subprocess.Popen(
            command, env=environment(home), text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as house,
    ):
        told = json.loads(house.stdout.readline())
        send_all(letters[:WARM], told["port"])
        tell(house, WARM)
        started = time.perf_counter()
        send_all(letters[WARM:], told["port"])
        accepted = time.perf_counter() - started
        done = tell(house, mails)
        filed = time.perf_counter() - started
    print(
        f"{told['engine']}: {mails} mails accepted at {mails / accepted:.0f}/s, filed at {mails / filed:.0f}/s, "
        f"{mails / done['cpu']:.0f} a core-second; {done['tickets']} tickets"
    )
    return int(mails / done["cpu"] < GOAL)


def tell(house: subprocess.Popen, wanted: int) -> dict:
    """Waits until the house has filed so many more; what they cost it: {"cpu": seconds, "tickets"}."""
    house.stdin.write(f"{wanted}\n")
    house.stdin.flush()
    return json.loads(house.stdout.readline())


def environment(home: str) -> dict[str, str]:
    found = {"WHITEGLOVE_SECRET": "bench", **os.environ, "WHITEGLOVE_HOME": home, "WHITEGLOVE_DEMO": "1"}
    if not found.get("DATABASE_URL", "").startswith("postgres"):
        found["DATABASE_URL"] = f"sqlite:///{home}/bench.sqlite3"
    return found


def letter(number: int) -> bytes:
    """A mail as people write them: 3 kB, text and HTML, a quotation and a signature."""
    message = EmailMessage()
    customer = f"customer{number % 500}@customer{number % 50}.example"
    message["From"], message["To"] = f"Customer {number % 500} <{customer}>", "support@whiteglove.example"
    message["Subject"] = f"{WORDS[number % len(WORDS)].title()} {number}"
    message["Message-ID"] = f"<bench-{time.time_ns()}-{number}@customer.example>"
    message["Date"] = formatdate(usegmt=True)
    words = " ".join(WORDS[(number * 7 + n * n) % len(WORDS)] for n in range(120))
    text = f"Hello,\n\n{words}.\n\nKind regards\nCustomer {number % 500}\n\nOn Monday support wrote:\n> {words[:300]}\n"
    message.set_content(text)
    message.add_alternative("".join(f"<p>{line}</p>" for line in text.splitlines()), subtype="html")
    return message.as_bytes()


def send_all(letters: list[bytes], port: int) -> None:
    def send(mine: list[bytes]) -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=120) as client:
            for raw in mine:
                client.sendmail("customer@customer.example", ["support@whiteglove.example"], raw)

    threads = [threading.Thread(target=send, args=(letters[n::SENDERS],)) for n in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# --- the other process: the house ---


def house() -> None:
    """The intake, with the filing that it wakes; says its port, and later its processor time."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from whiteglove.ground.lib import clock
    from whiteglove.service.channels.actions import add_account
    from whiteglove.service.channels.email import smtp_intake
    from whiteglove.service.channels.models import Account

    if not Account.objects.exists():
        add_account(by=None, at=clock.now(), name="Support", address="support@whiteglove.example", is_default=True)
    before = filed()
    intake = smtp_intake.controller("127.0.0.1", 0)
    intake.start()
    print(json.dumps({"port": intake.port, "engine": connection.vendor}), flush=True)
    started = time.process_time()
    for line in sys.stdin:
        wanted = before + int(line)
        while filed() < wanted:
            time.sleep(0.2)
        done = {"cpu": time.process_time() - started, "tickets": filed() - before}
        before, started = wanted, time.process_time()
        print(json.dumps(done), flush=True)
    intake.stop()


def filed() -> int:
    from whiteglove.service.channels.models import Arrival

    return Arrival.objects.filter(state="filed").count()


if __name__ == "__main__":
    if sys.argv[1:] == ["house"]:
        house()
    else:
        sys.exit(main(*map(int, sys.argv[1:])))
