"""The letter that asks whether all is well goes out once, whoever is killed when and however many ask at once."""

import pytest

from whiteglove.ground.events.tests.elsewhere import Elsewhere

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]
HERE = """
from datetime import UTC, datetime, timedelta
from whiteglove.learning.closing import queries
from whiteglove.learning.closing.actions import ask_again
from whiteglove.learning.closing.in_force import Closing
from whiteglove.learning.closing.models import FollowUp
from whiteglove.service.channels.models import Outgoing
from whiteglove.service.desk.models import Message
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
asks = {"rules": [], "letter": {"en": "Hello {name}, is all well?"}}
queries.in_force = lambda: Closing(0, {"self_check": {"mode": "off", "questions": []}, "follow_up": asks})
"""
MATTERS = """
from tests.cast import make_person
from whiteglove.ground.people.models import Team
from whiteglove.learning.closing.actions.follow_up import put
from whiteglove.service.channels.models import Account
from whiteglove.service.customers.actions.recognise import recognise
from whiteglove.service.desk import actions as desk
from whiteglove.service.desk.models import Solution

team = Team.objects.create(name="Support", slug="support")
ada = make_person("Ada", "ada@whiteglove.example", "agent", team)
Account.objects.create(address="support@whiteglove.example", name="Support", team=team, is_default=True)
early = NOON - timedelta(days=2)
for number in range(MANY):
    customer = recognise(email=f"cleo{number}@customer.example", name="Cleo", at=early)
    about = {"by": ada, "at": early}
    ticket = desk.open_ticket(customer=customer, subject="A matter", text="It is late.", team=team, **about)
    desk.solve(ticket=ticket, **about)
    ticket.refresh_from_db()
    with transaction.atomic():
        row = put(ticket, Solution.objects.get(ticket=ticket), days=1, **about)
    FollowUp.objects.filter(pk=row.pk).update(how="letter", due_at=NOON)
"""
# Where somebody dies: before the letter is written, once it is, once it is noted, once all is kept.
POINTS = ("before", "written", "noted", "kept")
DOOMED = """
row = FollowUp.objects.order_by("pk")[NUMBER]
def here(name):
    if name == "POINT":
        (home / "at-POINT").touch()
        time.sleep(300)

post, note = ask_again.send_letter, ask_again.tell
def send(*args, **more):
    here("before"); made = post(*args, **more); here("written")
    return made
def tell(*args, **more):
    note(*args, **more); here("noted")
ask_again.send_letter, ask_again.tell = send, tell
ask_again.ask(follow_up=row, at=NOON)
here("kept")
"""
ASK = """
(home / f"up-{os.getpid()}").touch()
while len(list(home.glob("up-*"))) < 2:
    time.sleep(0.01)
ask_again.ask_due(at=NOON)
"""


@pytest.fixture
def house(tmp_path):
    house = Elsewhere(tmp_path)
    yield house
    house.end()


def test_it_goes_out_once(house):
    house.do(HERE + MATTERS.replace("MANY", str(len(POINTS) + 2)))
    for number, point in enumerate(POINTS):
        doomed = house.start(HERE + DOOMED.replace("NUMBER", str(number)).replace("POINT", point))
        house.wait_for(f"at-{point}")
        house.kill(doomed)
    for one in [house.start(HERE + ASK) for _ in range(2)]:
        assert one.wait(60) == 0, one.complained()
    states, letters, leaving = house.ask(
        HERE + "print(json.dumps([list(FollowUp.objects.values_list('state', flat=True)), "
        "sorted(Message.objects.filter(kind='automatic').values_list('ticket', flat=True)), Outgoing.objects.count()]))"
    )
    assert states == ["sent"] * 6
    assert len(letters) == len(set(letters)) == leaving == 6
