"""What this room puts into the house whose every door is knocked at."""

from tests.house.samples import AT, Samples
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.people.models import Person, Team
from whiteglove.learning.quizzes import actions
from whiteglove.learning.quizzes.bank.gift import parse
from whiteglove.learning.quizzes.bank.question import as_content
from whiteglove.learning.quizzes.incoming import Found
from whiteglove.learning.quizzes.models import Portrait

TEAM_BOUND = {"quizzes:attempt", "quizzes:answer", "quizzes:end", "quizzes:result", "quizzes:text", "quizzes:portrait",
              "quizzes:change"}  # fmt: skip
BANK = """// [id:tone.lesson] [tag:lesson]
Is it so? {T}

// [id:tone.essay] [tag:tone]
Write to her. {}
"""
WAYS = {"low": "l", "middle": "m", "high": "h"}
INVENTORY = {
    "id": "me", "name": "Me", "about": "a", "measures": "m", "limits": "l", "points": ["no", "partly", "yes"],
    "scales": [{"id": "calm", "name": "Calm", "about": "c", **WAYS}],
    "items": [{"id": "calm-1", "scale": "calm", "says": "I stay calm."},
              {"id": "calm-2", "scale": "calm", "says": "I shout.", "reversed": True}],
    "pairs": [["calm-1", "calm-2"]],
}  # fmt: skip
QUIZ = {"id": "tone", "name": "Tone", "about": "Short", "pass": 50, "draw": [{"of": ["tone"], "count": 1}]}


def furnish(samples: Samples, support: Team) -> None:
    """A text of a colleague in Support that waits to be read, an attempt that runs, and a file that was looked at."""
    questions = parse(BANK).questions
    content = {"about": {"name": "Ours"}, "parts": {
        "questions": {"a": [as_content(one) for one in questions]}, "quizzes": {"tone": QUIZ},
        "inventories": {"me": INVENTORY},
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
    admin = Person.objects.get(email="admin@whiteglove.example")
    running = actions.begin(quiz="tone", by=admin, at=AT)
    shared, own = drawn(person), drawn(admin)
    actions.share_portrait(portrait=shared, on=True, by=person, at=AT)
    file = actions.look_at(name="a.gift", found=Found(questions=questions), by=lead, at=AT)
    samples.parts |= {
        "quizzes:pk": attempt.pk, "quizzes:place": 1, "quizzes:quiz": "tone", "quizzes:given": given.pk,
        "quizzes:attempt:pk": running.pk, "quizzes:answer:pk": running.pk, "quizzes:end:pk": running.pk,
        "quizzes:inventory": "me", "quizzes:portrait:pk": shared.pk, "quizzes:change:pk": own.pk,
        "quizzes:file:pk": file.pk, "quizzes:name": "tone.lesson",
    }  # fmt: skip


def drawn(person: Person) -> Portrait:
    """A finished portrait: calm, and not shouting."""
    made = actions.begin_portrait(inventory="me", by=person, at=AT)
    return actions.finish_portrait(portrait=made, sent={"calm-1": "3", "calm-2": "1"}, by=person, at=AT)
