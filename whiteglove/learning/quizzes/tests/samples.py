"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, Samples
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.quizzes import actions
from whiteglove.learning.quizzes.bank.gift import parse
from whiteglove.learning.quizzes.bank.question import as_content
from whiteglove.learning.quizzes.incoming import Found

TEAM_BOUND = {"quizzes:attempt", "quizzes:answer", "quizzes:end", "quizzes:result", "quizzes:text"}
BANK = """// [id:tone.lesson] [tag:lesson]
Is it so? {T}

// [id:tone.essay] [tag:tone]
Write to her. {}
"""
QUIZ = {"id": "tone", "name": "Tone", "about": "Short", "pass": 50, "draw": [{"of": ["tone"], "count": 1}]}


def furnish(samples: Samples, support: Team) -> None:
    """A text of a colleague in Support that waits to be read, an attempt that runs, and a file that was looked at."""
    questions = parse(BANK).questions
    content = {"about": {"name": "Ours"}, "parts": {
        "questions": {"a": [as_content(one) for one in questions]}, "quizzes": {"tone": QUIZ},
    }}  # fmt: skip
    revision = Revision.objects.create(
        pack="quizzes", version="1.0", hash="d" * 64, number=1, content=content, made_at=AT
    )
    Loading.objects.create(revision=revision, at=AT)
    person = Person.objects.get(email="fatou@whiteglove.example")
    attempt = actions.begin(quiz="tone", by=person, at=AT)
    given = actions.save_answer(attempt=attempt, place=1, sent={"text": ["Dear Cleo"]}, by=person, at=AT)
    actions.hand_in(attempt=attempt, by=person, at=AT)
    lead = Person.objects.get(email="lee@whiteglove.example")
    # Only whoever began an attempt sees its questions: for the administrator to find one, it is theirs.
    running = actions.begin(quiz="tone", by=Person.objects.get(email="admin@whiteglove.example"), at=AT)
    file = actions.look_at(name="a.gift", found=Found(questions=questions), by=lead, at=AT)
    samples.parts |= {
        "quizzes:pk": attempt.pk, "quizzes:place": 1, "quizzes:quiz": "tone", "quizzes:given": given.pk,
        "quizzes:attempt:pk": running.pk, "quizzes:answer:pk": running.pk, "quizzes:end:pk": running.pk,
        "quizzes:file:pk": file.pk, "quizzes:name": "tone.lesson",
    }  # fmt: skip
