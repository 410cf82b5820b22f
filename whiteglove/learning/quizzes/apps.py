from importlib import import_module

from whiteglove.ground.lib.rooms import Room


class QuizzesConfig(Room):
    """The question bank, and quizzes drawn from it."""

    name = "whiteglove.learning.quizzes"
    label = "quizzes"
    default = True

    def ready(self) -> None:
        super().ready()
        import_module(f"{self.name}.person_data")
        import_module(f"{self.name}.part")
