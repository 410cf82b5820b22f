"""What this room records. Facts are numbers and ids: what was answered stays in its row."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "quiz.begun": "{by} began a quiz",
    "quiz.handed_in": "a quiz was handed in",
    "quiz.judged": "{by} read an answer of a quiz",
    "quiz.graded": "a quiz was graded",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="quizzes")
