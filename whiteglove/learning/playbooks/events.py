"""What this room records, about "playbook:" and the ticket's number: pages hear of it, timelines stay calm."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "playbook.opened": "{by} opened the playbook {playbook}",
    "playbook.closed": "{by} closed the playbook {playbook}",
    "playbook.taken_up": "{by} took the playbook {playbook} up again",
    "playbook.ticked": "{by} ticked {step} of the playbook {playbook}",
    "playbook.unticked": "{by} took the tick from {step} of the playbook {playbook}",
    "playbook.declined": "{by} doesn't need the playbook {playbook} here",
    "playbook.offered_again": "{by} wants to be offered the playbook {playbook} again",
    "playbook.followed": "a playbook went where the messages of its ticket went",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="playbooks")
