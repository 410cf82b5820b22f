"""Fixtures for every test: the cast comes from tests/cast.py. Tests without a database run once, not per engine."""

import gc
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from django.core.mail import EmailMessage
from django.middleware import csrf
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from tests import emptied, migrated, nursery, product, shipped_pack
from whiteglove.ground.people import post
from whiteglove.service.channels import lanes
from whiteglove.service.knowledge import tally

# The same examples at every run, so that red means a change; `--hypothesis-profile=explore` looks for new ones.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("steady")

pytest_plugins = ["tests.cast", "tests.forks"]

LONG = ("browser", "dovecot", "slow")
# Files of journeys that share a browser: begun for each of them, it would be three seconds of work in twenty places.
PARTIES = 5
STORED = {"db", "transactional_db", "product", "prepared", "django_db_setup"}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> product.Product:
    """A demo on its first morning, never started: made once, whoever needs it first."""
    shared = tmp_path_factory.getbasetemp()
    folder = (shared if worker_id == "master" else shared.parent) / "prepared"
    folder.mkdir(exist_ok=True)
    return product.prepared(folder)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The tests' own database, copied in an instant instead of migrated for each process."""
    with django_db_blocker.unblock(), migrated.instead_of_the_real_one(), shipped_pack.read_once(), emptied.by_need():
        yield


@pytest.fixture(autouse=True)
def _letters_leave_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the page they would leave when the test may be over."""
    monkeypatch.setattr(post, "aside", AtOnce)


@pytest.fixture(scope="session", autouse=True)
def _tokens_name_nobody() -> Iterator[None]:
    """Each form holds letters drawn by lot: in one of thirty they spell Mo, who must not stand on some pages."""
    with mock.patch.object(csrf, "_get_new_csrf_string", lambda: "0" * csrf.CSRF_SECRET_LENGTH):
        yield


class AtOnce:
    def submit(self, _leave: object, letter: EmailMessage) -> None:
        post.leave(letter)


@pytest.hookimpl(tryfirst=True)
def pytest_collection() -> None:
    """Ten thousand tests are made and none goes away: looking for garbage among them is a tenth of the work."""
    gc.disable()


def pytest_collection_finish(session: pytest.Session) -> None:
    """What each fork would load for itself, its parent has."""
    if session.config.option.forks and session.items and not session.config.option.collectonly:
        shipped_pack.parse_once()
        shipped_pack.kept()
        nursery.read_weights()
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not uses_a_database(item):
            item.add_marker(pytest.mark.engineless)
    paths = (item.path for item in items if item.get_closest_marker("browser") and item.path.parent.name == "journeys")
    journeys = list(dict.fromkeys(paths))
    for item in items:
        if item.path in journeys:
            item.party = journeys.index(item.path) % PARTIES
    items.sort(key=lambda item: getattr(item, "party", PARTIES))
    units = {item: getattr(item, "party", item.path) for item in items}
    long = {units[item] for item in items if any(map(item.get_closest_marker, LONG))}
    place = woven(list(dict.fromkeys(units.values())), long)
    items.sort(key=lambda item: place[units[item]])


def woven(files: list[Path | int], long: set[Path | int]) -> dict[Path | int, float]:
    """{file, or party: its place}: those that take long, and mostly wait, stand among the first half of the others.

    All of them first would leave the cores idle in the beginning; the last of them last would run alone in the end.
    """
    waiting, working = [one for one in files if one in long], [one for one in files if one not in long]
    step = len(working) / 2 / max(1, len(waiting))
    return {one: number * step - 0.5 for number, one in enumerate(waiting)} | {
        one: number for number, one in enumerate(working)
    }


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    """Mail that a test left to a lane is filed before the database is emptied, never into the next test; and articles
    that were opened in it aren't counted in a later one, whose page would write that down after two minutes."""
    if uses_a_database(item):
        lanes.settle()
        tally.take()


def uses_a_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or STORED & set(getattr(item, "fixturenames", ())))
