"""A worker that kills itself, as SIGKILL does, at one exact point; a process of its own for `test_being_killed.py`.

It dies once (a file in WHITEGLOVE_HOME remembers), so that a second start shows what the next worker finds.
"""

import os
import signal
import sys
import time
from pathlib import Path


def die(point: str) -> None:
    marker = Path(os.environ["WHITEGLOVE_HOME"], f"died-{point}")
    if marker.exists():
        return
    marker.touch()
    os.kill(os.getpid(), signal.SIGKILL)


def before(module, name: str, point: str, when=lambda *args, **kwargs: True) -> None:
    """Die right before `module.name` is called."""
    real = getattr(module, name)

    def dying(*args, **kwargs):
        if when(*args, **kwargs):
            die(point)
        return real(*args, **kwargs)

    setattr(module, name, dying)


def after(module, name: str, point: str) -> None:
    """Die right after `module.name` has returned."""
    real = getattr(module, name)

    def dying(*args, **kwargs):
        result = real(*args, **kwargs)
        die(point)
        return result

    setattr(module, name, dying)


def mine(point: str) -> None:
    """Lay the mine."""
    from whiteglove.service.channels.email import outgoing, smtp_intake

    actions = "whiteglove.service.channels.actions"
    receiving, filing, sending = (sys.modules[f"{actions}.{name}"] for name in ("receive", "process", "deliver"))
    mines = {
        "kept, not committed": lambda: before(receiving, "record", point),
        "committed, not yet accepted": lambda: after(smtp_intake, "receive_together", point),
        "claimed": lambda: before(filing, "_settle", point),
        "parsed": lambda: before(filing.filters, "judge", point),
        "filed, not committed": lambda: before(filing, "record", point),
        "filed and committed": lambda: after(filing, "_settle", point),
        "sender has claimed": lambda: before(sending, "_rendered", point),
        "sender has rendered": lambda: after(sending, "_rendered", point),
        "all but the dot": lambda: after(outgoing, "_data", point),
        "handing over": lambda: before(outgoing, "_dot", point),
        "dot sent": lambda: dot_without_answer(outgoing, point),
        "answer heard": lambda: before(sending, "_answered", point),
    }
    if point:
        mines[point]()


def dot_without_answer(outgoing, point: str) -> None:
    real = outgoing._dot

    def dying(server):
        if not Path(os.environ["WHITEGLOVE_HOME"], f"died-{point}").exists():
            server.send(b".\r\n")
            time.sleep(0.5)  # the other side has it by now
            die(point)
        return real(server)

    outgoing._dot = dying


def file(inbound, arrival):
    """The desk of this test: one row for each call, with nothing to stop a second one."""
    from whiteglove.ground.events.actions import record
    from whiteglove.service.channels.contract import Filed

    record("mail.received", subject=arrival, by=None, at=arrival.received_at, facts={"filed": inbound.subject})
    return Filed(1, arrival.pk, "opened")


def main(port: int, point: str) -> None:
    """Take in mail at this port and send what is due, until the mine at `point` goes off."""
    from whiteglove.ground.lib import clock
    from whiteglove.service.channels import filing, lanes
    from whiteglove.service.channels.actions import deliver_due, drain, sweep_abandoned
    from whiteglove.service.channels.email import smtp_intake

    filing._filers["email"] = file
    lanes.run = lambda name, work: None
    mine(point)
    smtp_intake.controller("127.0.0.1", port).start()
    end = time.monotonic() + 240
    while time.monotonic() < end:
        drain()
        sweep_abandoned(clock.now())
        deliver_due(clock.now())
        time.sleep(0.05)
