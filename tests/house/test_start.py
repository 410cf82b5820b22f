"""A start is quick because what only some people need is loaded when they need it."""

import subprocess
import sys

# Packs, phone numbers, names of countries and languages, mailboxes, sealed passwords, public holidays.
LATER = {"yaml", "phonenumbers", "babel", "imap_tools", "cryptography", "holidays", "lxml"}
START = """
import sys
import config.asgi, whiteglove.front.cli.serve, whiteglove.front.cli.server, whiteglove.ground.events.worker
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_what_few_need_is_not_loaded_at_the_start():
    loaded = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True).stdout.split()
    assert "django" in loaded
    assert LATER.isdisjoint(loaded)
