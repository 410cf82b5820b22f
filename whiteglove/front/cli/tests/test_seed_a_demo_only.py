"""People with passwords that everybody knows come to a demo, never to a real desk."""

import argparse

import pytest

from whiteglove.front.cli import seed
from whiteglove.front.cli.plain import Refusal
from whiteglove.ground.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.engineless]


@pytest.mark.parametrize("asked", [{"demo": True, "tickets": 0}, {"demo": False, "tickets": 3}])
def test_a_real_desk_gets_nobody_with_a_known_password(settings, asked):
    settings.DEMO = False
    with pytest.raises(Refusal, match="run bin/demo, or set WHITEGLOVE_DEMO=1"):
        seed.run(argparse.Namespace(**asked))
    assert not Person.objects.exists()


def test_a_demo_gets_its_company(settings):
    settings.DEMO = True
    assert seed.run(argparse.Namespace(demo=True, tickets=0)) == 0
    assert Person.objects.filter(email="admin@whiteglove.example", role="admin").exists()
