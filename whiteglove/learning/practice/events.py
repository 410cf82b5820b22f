"""What this room records. Facts are ids and numbers: neither words nor scores."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "practice.begun": "{by} began to serve a simulated customer",
    "practice.answered": "{by} answered a simulated customer",
    "practice.ended": "{by} came to the end with a simulated customer",
    "practice.left": "a conversation with a simulated customer was left",
    "practice.forgotten": "what was said in practice was let go",
    "practice.shown": "{by} showed a run to a coach",
    "practice.withdrawn": "a run is no longer shown to a coach",
    "practice.remarked": "{by} remarked on a run",
    "practice.remark_deleted": "{by} deleted a remark on a run",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="practice")
for name, sentence in {
    "practice.listening": "a simulated customer thinks of an answer",
    "practice.did": "{by} did this beside the desk: {did}",
    "practice.undid": "{by} took it back: {what}",
}.items():
    declare(name, sentence, room="practice")
