"""The demo says where to look, and never opens a real desk with passwords that everybody knows."""

import argparse

import pytest

from tests.product import Product
from whiteglove.front.cli import demo, demonstrate
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person

pytestmark = pytest.mark.engineless


def test_it_says_where_to_look_and_how_to_sign_in(settings):
    settings.PUBLIC_URL = "http://127.0.0.1:8123"
    said = demonstrate.where_to_look(argparse.Namespace(smtp_port=2626))
    for part in ("http://127.0.0.1:8123/demo/mailbox/", "port 2626", "whiteglove-demo", "Ctrl-C stops"):
        assert part in said


@pytest.mark.django_db
def test_it_names_everybody_who_is_in_the_demo():
    demo.found_company(clock.now())
    assert set(demonstrate.CAST) == set(Person.objects.values_list("email", flat=True))


@pytest.mark.slow
def test_a_real_desk_is_refused(tmp_path):
    real = Product(tmp_path)
    real.environment["WHITEGLOVE_DEMO"] = "0"
    done = real.run("demo", "--port", str(real.port))
    assert done.returncode == 1
    assert b"runs only with WHITEGLOVE_DEMO=1" in done.stderr
