"""Whatever is killed when: a survey leaves once, and one answer is kept. In real processes, on either database."""

import json

import pytest

from whiteglove.ground.events.tests.elsewhere import Elsewhere
from whiteglove.learning.standards.actions import SHIPPED

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]
START = """
from datetime import UTC, datetime
from whiteglove.learning.surveys.actions import answer, ask_due
from whiteglove.learning.surveys.models import Survey, SurveyAnswer
from whiteglove.service.channels.models import Outgoing
ASKED = datetime(2026, 3, 3, 11, tzinfo=UTC)

def note_counts():
    told = [Event.objects.filter(name=name).count() for name in ("survey.sent", "survey.answered")]
    asked = Survey.objects.filter(asked_at=ASKED).count(), Outgoing.objects.filter(ref__startswith="survey:").count()
    with (home / "counts").open("a") as file:
        file.write(json.dumps([*asked, SurveyAnswer.objects.count(), *told]) + "\\n")

def stuck_after(step, name):
    "Stops in the middle of what it does, within its transaction, until it is killed."
    done = step.__globals__[name]
    def stuck(*about, **more):
        done(*about, **more)
        (home / f"{step.__name__}-{name}").touch()
        time.sleep(60)
    step.__globals__[name] = stuck
"""
PLAN = """
from whiteglove.ground.packs.actions import load_pack
from whiteglove.ground.people.models import Team
from whiteglove.learning.surveys.actions import plan
from whiteglove.learning.surveys.tests.conftest import NINE, opened, replied, solved
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from tests.cast import make_person
load_pack(home / "asks", by=None, at=NINE)
support = Team.objects.create(name="Support")
ada = make_person("Ada", "ada@whiteglove.example", "agent", support)
Account.objects.create(kind="email", address="support@whiteglove.example", name="Support", team=support,
                       is_default=True)
ticket = opened(recognise(email="cleo@customer.example", name="Cleo", at=NINE), ada)
replied(ticket, ada, NINE)
plan(solved(ticket, ada))
"""
ASK = "note_counts()\nstuck_after(ask_due.__globals__['ask_one'].__globals__['post'], {!r})\nask_due(ASKED)"
ANSWER = "\nfor _ in range(2): answer(survey=Survey.objects.get(), score=5, at=ASKED)\nnote_counts()"


@pytest.fixture
def house(tmp_path):
    folder = tmp_path / "asks" / "surveys"
    folder.mkdir(parents=True)
    for name in ("pack.yaml", "surveys/after-solving.yaml"):
        (tmp_path / "asks" / name).write_text((SHIPPED / name).read_text())
    house = Elsewhere(tmp_path)
    yield house
    house.end()


def killed(house: Elsewhere, code: str, at: str) -> None:
    doomed = house.start(START + code)
    house.wait_for(at)
    house.kill(doomed)


def test_a_survey_leaves_once_and_one_answer_is_kept(house):
    killed(house, PLAN + ASK.format("send"), "post-send")
    killed(house, ASK.format("tell"), "post-tell")
    rivals = [house.start(START + "ask_due(ASKED)") for _ in range(2)]
    assert [one.wait(60) for one in rivals] == [0, 0]
    killed(house, "note_counts()\nstuck_after(answer.__globals__['first'], 'tell')" + ANSWER, "first-tell")
    house.do(START + "note_counts()" + ANSWER)
    # surveys asked, mails, answers, and how often the timeline was told of either
    counts = [json.loads(line) for line in (house.home / "counts").read_text().splitlines()]
    assert counts == [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [1, 1, 0, 1, 0], [1, 1, 0, 1, 0], [1, 1, 1, 1, 1]]
