"""What this room records of calls: about their ticket once they have one, else about the call."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "call.rang": "the telephone rang",
    "call.answered": "{by} answered the call",
    "call.dialled": "{by} called the customer",
    "call.held": "the caller was put on hold",
    "call.checked_in": "{by} checked in with the caller on hold",
    "call.resumed": "the hold ended",
    "call.joined": "somebody joined the call",
    "call.passed": "{by} passed the call on to {name}",
    "call.accepted": "{by} took the call over",
    "call.returned": "{by} gave the call back",
    "call.voicemail": "the caller left a voicemail",
    "call.recorded": "the exchange told of a recording",
    "call.ended": "the call ended",
    "call.undone": "{by} took back the last step of the call",
    "call.known": "{by} noted who is on the telephone",
    "call.placed": "{by} had a call about this",
    "call.noted": "{by} wrote down what was said on the telephone",
    "call.unnoted": "{by} took back a line of the call",
    "call.wrapped_up": "{by} wrapped the call up",
    "call.quiet": "nothing has been heard of the call for a while",
    "call.missed": "a call was missed",
    "call.rang_again": "they called again and reached nobody",
    "call.stepped": "something happened to a call",
    "extension.given": "{by} said which telephone is whose",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="calls")
