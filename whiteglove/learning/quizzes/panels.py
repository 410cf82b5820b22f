"""What this room hangs into the pages of others."""

from typing import Any

from django.http import HttpRequest

from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.palette import command
from whiteglove.ground.ui.slots import panel, place

place("quizzes.head", "The pages of quizzes, under their title: where they belong")
place("quizzes.result", "What came of an attempt, below its score: what it counts for; given `attempt`")
command(key="quizzes.list", label="Take a quiz", url_name="quizzes:list", permit="quizzes.take", icon="form")
command(key="quizzes.portraits", label="Draw a portrait of yourself", url_name="quizzes:portraits",
        permit="quizzes.take", icon="form")  # fmt: skip
command(key="quizzes.texts", label="Read texts of quizzes", url_name="quizzes:texts", permit="quizzes.review",
        icon="form")  # fmt: skip
command(key="quizzes.bank", label="Question bank", url_name="quizzes:bank", permit="quizzes.bank", icon="form")


@panel("setup.pages", order=50, permit="quizzes.bank", template="ui/setup_item.html")
def bank(request: HttpRequest) -> dict[str, Any]:
    return {"url": address("quizzes:bank"), "icon": "form", "title": "Question bank",
            "says": "What quizzes may ask, how each question did, and files of questions from elsewhere."}  # fmt: skip
