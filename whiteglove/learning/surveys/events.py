"""What this room records; of tickets, so that their timelines tell it."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "survey.sent": "the customer was asked how it went",
    "survey.undelivered": "the question how it went didn't arrive",
    "survey.answered": "the customer answered how it went: {score} of {most}",
    "survey.changed": "the customer changed their answer from {old} to {score} of {most}",
    "survey.commented": "the customer added words to their answer",
    "survey.seen_to": "{by} saw to the customer's answer",
    "survey.seen_to_undone": "{by} took back that the customer's answer was seen to",
    "survey.unsubscribed": "the customer wants no more surveys",
    "survey.resubscribed": "the customer takes surveys again after all",
    "survey.switched": "{by} switched the survey {name} {on}",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="surveys")
