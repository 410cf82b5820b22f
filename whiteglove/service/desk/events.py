"""What the desk records, each with the sentence its timeline shows."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "ticket.opened": "{by} opened the ticket",
    "ticket.customer_wrote": "the customer wrote",
    "ticket.also_sent": "the same mail went to {to}",
    "ticket.machine_wrote": "an automatic reply arrived",
    "ticket.acknowledged": "the arrival was acknowledged",
    "ticket.replied": "{by} replied",
    "ticket.reply_undone": "{by} took the reply back",
    "ticket.reply_bounced": "a message came back undelivered",
    "ticket.reply_failed": "a message couldn't be sent",
    "ticket.noted": "{by} wrote a note",
    "ticket.assigned": "{by} gave the ticket to {name}",
    "ticket.unassigned": "{by} put the ticket back",
    "ticket.moved": "{by} moved the ticket to {team}",
    "ticket.solved": "{by} solved the ticket",
    "ticket.reopened": "{by} opened the ticket again",
    "ticket.snoozed": "{by} snoozed the ticket",
    "ticket.woken": "the ticket woke",
    "ticket.tagged": "{by} tagged it {tag}",
    "ticket.untagged": "{by} removed the tag {tag}",
    "ticket.priority_set": "{by} set the priority to {new}",
    "ticket.kind_set": "{by} set the kind to {new}",
    "ticket.complex_set": "{by} marked the ticket as complex, or not",
    "ticket.subject_set": "{by} changed the subject",
    "ticket.merged": "{by} merged the ticket into #{into}",
    "ticket.took_in": "{by} merged #{source} into this ticket",
    "ticket.unmerged": "{by} took the ticket out of #{out_of} again",
    "ticket.gave_back": "{by} took #{source} out of this ticket again",
    "ticket.escalated": "{by} escalated the ticket",
    "ticket.escalation_accepted": "{by} took on the escalation",
    "ticket.escalation_returned": "{by} returned the escalation with advice",
    "ticket.escalation_resolved": "{by} resolved the escalation",
    "ticket.identity_confirmed": "identity confirmed by {how}",
    "clock.warned": "{metric} falls due soon",
    "clock.breached": "{metric} is overdue",
    "clock.met": "{metric} was met",
    "clock.moved": "{metric} falls due at another time: the opening hours or the promises have changed",
    "desk.rules_changed": "{by} changed how the desk works",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="desk")
