"""What this room records. Facts hold ids and plain values, never what a visitor wrote."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "bot.switched_on": "{by} switched the answer bot of {subject} on",
    "bot.switched_off": "{by} switched the answer bot of {subject} off",
    "bot.changed": "{by} changed the answer bot of {subject}",
    "settlement.made": "{by} saw to questions the answer bot had missed",
    "settlement.undone": "{by} put questions back among those the answer bot missed",
    "flow.kept": "{by} changed how the answer bot of {subject} talks",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="answers")
