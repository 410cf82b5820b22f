"""What this room records, each with the sentence the timeline shows."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "ticket.self_checked": "{by} checked before solving: {seen} seen, {said} answered by hand, {missing} left open",
    "ticket.overruled": "{by} let the ticket be solved all the same",
    "follow_up.planned": "we ask again on {due} whether all is well",
    "follow_up.called_off": "no follow-up goes out: {why}",
    "follow_up.sent": "we asked whether all is still well",
    "follow_up.due": "it is time to ask whether all is still well",
    "follow_up.done": "{by} asked whether all is still well",
    "update.due": "an update on a complex matter is due soon",
    "closing.decided": "{by} decided how closing works here",
    "closing.loaded": "what is asked before solving was put in force",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="closing")
