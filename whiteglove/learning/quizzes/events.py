"""What this room records. Facts are numbers and ids: what was answered stays in its row."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "quiz.begun": "{by} began a quiz",
    "quiz.handed_in": "a quiz was handed in",
    "quiz.judged": "{by} read an answer of a quiz",
    "quiz.graded": "a quiz was graded",
    "portrait.finished": "{by} finished a portrait of themselves",
    "portrait.shared": "{by} shared a portrait with those who look after them",
    "portrait.unshared": "{by} took a shared portrait back",
    "portrait.emptied": "{by} deleted what they had said in a portrait",
    "question_file.read": "{by} looked at a file of questions",
    "question_file.taken_in": "{by} took a file of questions into the bank",
    "question_file.withdrawn": "{by} took a file of questions out of the bank",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="quizzes")
