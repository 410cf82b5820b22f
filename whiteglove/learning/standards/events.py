"""What this room records."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "standard.loaded": "{by} put a standard in force",
    "reading.kept": "what was written in a ticket was read",
    "reading.followed": "what was found in a ticket went where its messages went",
    "reading.corrected": "{by} answered a finding",
    "reading.correction_undone": "{by} took an answer back",
    "ticket.signalled": "a signal: the customer {says}",
    "ticket.signal_denied": "{by} says it isn't so: the customer {says}",
    "ticket.signal_restored": "{by} says it is so after all: the customer {says}",
    "behaviour.learnt": "{behaviour} was learnt from people's answers",
    "behaviour.set_aside": "what was learnt of {behaviour} was set aside: the reader has changed",
    "behaviour.unlearnt": "{by} went back to {behaviour} as it ships",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="standards")
