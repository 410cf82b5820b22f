"""Workers that are killed, and workers that race: in real processes, on whichever database the tests run with."""

import pytest

from whiteglove.ground.events.tests.elsewhere import Elsewhere, until

# Each process has a database of its own, of whichever engine the tests run with: without this they would run once.
pytestmark = pytest.mark.usefixtures("django_db_setup")
SLOW = """
from datetime import timedelta
outbox.LEASE = timedelta(seconds=1)

@on("bell.rung", atomic={atomic})
def toll(event):
    Event.objects.filter(pk=event.pk).update(facts={{"half": "done"}})
    with (home / "tolls").open("a") as tolls:
        tolls.write(f"{{event.pk}} ")
    (home / "began").touch()
    time.sleep({pause})
"""
WORK = "Worker().start(); time.sleep(300)"
WORK_OFF = """
while Delivery.objects.unfinished().exists():
    outbox.reclaim(clock.now())
    work.run_pending()
    time.sleep(0.1)
deliveries = list(Delivery.objects.values_list("state", "tries"))
print(json.dumps([deliveries, list(Event.objects.values_list("facts", flat=True))]))
"""


@pytest.fixture
def house(tmp_path):
    house = Elsewhere(tmp_path)
    yield house
    house.end()


@pytest.mark.slow
@pytest.mark.parametrize("atomic", [True, False])
def test_a_reaction_whose_worker_is_killed_in_the_middle_runs_again(house, atomic):
    house.do(SLOW.format(atomic=atomic, pause=0) + "ring()")
    doomed = house.start(SLOW.format(atomic=atomic, pause=60) + WORK)
    house.wait_for("began")
    house.kill(doomed)
    deliveries, facts = house.ask(SLOW.format(atomic=atomic, pause=0) + WORK_OFF)
    assert deliveries == [["done", 2]]
    assert facts == [{"half": "done"}]
    assert len((house.home / "tolls").read_text().split()) == 2


@pytest.mark.slow
def test_what_a_killed_worker_changed_in_its_reaction_is_undone_until_it_runs_again(house):
    house.do(SLOW.format(atomic=True, pause=0) + "ring()")
    doomed = house.start(SLOW.format(atomic=True, pause=60) + WORK)
    house.wait_for("began")
    house.kill(doomed)
    assert house.ask("print(json.dumps(list(Event.objects.values_list('facts', flat=True))))") == [{}]


RACE = """
@on("bell.rung", atomic={atomic})
def toll(event):
    mine = home / f"now-{{event.pk}}"
    mine.touch(exist_ok=False)
    time.sleep(0.002)
    mine.unlink()
    with (home / "tolls").open("a") as tolls:
        tolls.write(f"{{event.pk}} ")
"""


@pytest.mark.slow
@pytest.mark.parametrize("atomic", [True, False])
def test_two_workers_never_run_the_same_delivery(house, atomic):
    race = RACE.format(atomic=atomic)
    house.do(race + "[ring(number) for number in range(1, 61)]")
    for _ in range(2):
        house.start(race + "Worker(threads=2).start(); time.sleep(300)")
    tolls = house.home / "tolls"
    until(lambda: tolls.exists() and len(tolls.read_text().split()) >= 60, "not all bells were tolled")
    states = house.ask("print(json.dumps(sorted(Delivery.objects.values_list('state', 'tries', 'error'))))")
    assert len(tolls.read_text().split()) == 60
    assert [state[1:] for state in states] == [[1, ""]] * 60


@pytest.mark.slow
def test_a_worker_hears_at_once_what_another_process_records(house):
    code = "@on('bell.rung')\ndef toll(event): (home / 'tolled').touch()\n"
    house.start(code + "Worker().start(); (home / 'up').touch(); time.sleep(300)")
    house.wait_for("up")
    house.do(code + "ring()")
    house.wait_for("tolled", 5)


@pytest.mark.slow
def test_a_job_is_run_by_one_worker_at_a_time(house):
    job = """
@every(seconds=0.2, name="toll")
def toll(at):
    mine = home / "now"
    mine.touch(exist_ok=False)
    time.sleep(0.1)
    mine.unlink()
    with (home / "tolls").open("a") as tolls:
        tolls.write("x")
"""
    for _ in range(2):
        house.start(job + "Worker().start(); time.sleep(300)")
    tolls = house.home / "tolls"
    until(lambda: tolls.exists() and len(tolls.read_text()) >= 6, "the job didn't come round")
    assert house.ask("print(json.dumps(list(Job.objects.filter(name='toll').values_list('failures', flat=True))))") == [
        0
    ]


@pytest.mark.slow
def test_a_worker_told_to_stop_finishes_what_it_runs(house):
    code = SLOW.format(atomic=True, pause=0.5)
    house.do(code + "ring()")
    worker = house.start(code + "w = Worker().start()\nwhile not (home / 'began').exists(): time.sleep(0.01)\nw.stop()")
    assert worker.wait(60) == 0
    assert house.ask("print(json.dumps(list(Delivery.objects.values_list('state', flat=True))))") == ["done"]
