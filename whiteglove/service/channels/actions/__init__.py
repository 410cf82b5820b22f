from whiteglove.service.channels.actions.accounts import (
    add_account,
    change_account,
    switch_off,
    switch_on,
)
from whiteglove.service.channels.actions.cancel import cancel
from whiteglove.service.channels.actions.deliver import deliver, deliver_due, sweep_abandoned
from whiteglove.service.channels.actions.process import drain, process
from whiteglove.service.channels.actions.receive import receive
from whiteglove.service.channels.actions.replay import replay, set_aside
from whiteglove.service.channels.actions.resolve import mark_sent, send_again
from whiteglove.service.channels.actions.send import send

__all__ = [
    "add_account",
    "cancel",
    "change_account",
    "deliver",
    "deliver_due",
    "drain",
    "mark_sent",
    "process",
    "receive",
    "replay",
    "send",
    "send_again",
    "set_aside",
    "sweep_abandoned",
    "switch_off",
    "switch_on",
]
