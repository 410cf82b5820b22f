"""The other subcommands, as an administrator sees them."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests import migrated
from tests.product import Product
from whiteglove.front.cli import check, main, setup
from whiteglove.front.cli.plain import Refusal
from whiteglove.learning.standards import reader_in_force


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """A house that is set up, with nobody in it."""
    product = Product(tmp_path_factory.mktemp("house"))
    product.environment["WHITEGLOVE_DEMO"] = "0"
    if migrated.ON_POSTGRES:  # from an empty database once, on the other engine
        product.environment["DATABASE_URL"] = migrated.migrated_database(product.home)
    product.alone = True
    done = product.run("setup")
    product.alone = False
    assert done.returncode == 0, done.stderr.decode()
    assert b"become one here:\nhttp" in done.stdout
    yield product
    if product.process and product.process.poll() is None:
        product.kill()


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_explains_itself_and_its_exit_codes(name, capsys):
    with pytest.raises(SystemExit) as done:
        main.main([name, "--help"])
    assert done.value.code == 0
    assert "xit codes:" in capsys.readouterr().out


def test_asking_for_help_loads_neither_django_nor_the_commands():
    code = "import sys; from whiteglove.front.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
    loaded = "print([m for m in sys.modules if m.startswith(('django', 'uvicorn', 'whiteglove.front.cli.s'))])"
    done = subprocess.run([sys.executable, "-c", code + loaded], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_setting_up_twice_changes_nothing(product):
    done = product.run("setup", "--quiet")
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.slow
def test_serving_before_setting_up_is_refused_with_the_way_out(tmp_path):
    done = Product(tmp_path).run("serve")
    assert done.returncode == 1
    assert b"Run `whiteglove setup`" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
@pytest.mark.engineless
def test_a_taken_port_is_said_plainly(product):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = product.run("serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert b"is taken by another program" in done.stderr
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = product.run("serve", "--port", str(product.port), "--smtp-port", str(taken.getsockname()[1]))
    assert b"for mail intake is taken" in done.stderr


@pytest.mark.slow
def test_everything_runs_in_one_process_and_ends_when_told(product, monkeypatch):
    monkeypatch.setattr(product, "alone", True)
    product.start()
    assert json.load(urllib.request.urlopen(product.url + "/health/")) == {"ok": True}
    with socket.create_connection(("127.0.0.1", product.smtp_port)) as smtp:
        assert smtp.recv(100).startswith(b"220")
    said = product.run("check").stdout.decode()
    assert "ok      1 worker(s) alive." in said
    product.process.send_signal(signal.SIGTERM)
    assert product.process.wait(15) == 0


@pytest.mark.slow
@pytest.mark.engineless
def test_static_files_are_kept_for_ever_and_compressed(product):
    product.start()
    page = urllib.request.urlopen(product.url + "/accounts/login/").read().decode()
    address = next(part for part in page.split('"') if part.endswith("htmx-2.min.js"))
    asked = urllib.request.Request(product.url + address, headers={"Accept-Encoding": "gzip"})
    file = urllib.request.urlopen(asked)
    assert "immutable" in file.headers["Cache-Control"]
    assert file.headers["Content-Encoding"] == "gzip"
    bare = urllib.request.urlopen(product.url + "/static/ui/start.js")
    assert bare.headers["Cache-Control"] == "no-cache"
    for outside in ("/static/../config/settings.py", "/static/%2e%2e/%2e%2e/etc/passwd", "/static/x/y/ui/start.js"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(product.url + outside)
        assert refused.value.code == 404
    product.stop()


@pytest.mark.slow
def test_a_worker_alone_ends_when_told(product):
    command = [sys.executable, "-m", "whiteglove.front.cli.main", "work", "--no-mail"]
    worker = subprocess.Popen(command, env=product.environment, stderr=subprocess.PIPE, text=True)
    while "Working" not in worker.stderr.readline():
        time.sleep(0.01)
    worker.terminate()
    assert worker.wait(15) == 0
    worker.stderr.close()


@pytest.mark.slow
def test_checking_a_house_that_is_well_finds_no_problem(product):
    well = product.run("check")
    assert (well.returncode, b"PROBLEM" in well.stdout) == (0, False), well.stdout.decode()


@pytest.mark.slow
@pytest.mark.engineless
def test_checking_says_that_the_database_is_away(product):
    away = subprocess.run(
        [sys.executable, "-m", "whiteglove.front.cli.main", "check"],
        env={**product.environment, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert away.returncode == 1
    assert "PROBLEM The database does not answer" in away.stdout


def test_a_check_that_breaks_does_not_end_the_others():
    def broken():
        raise LookupError("away")
        yield

    [said] = check.careful(broken)
    assert said.how == check.PROBLEM
    assert "The check of broken failed: away" in said.sentence


@pytest.mark.django_db
def test_a_given_up_reaction_is_a_problem(monkeypatch):
    from whiteglove.ground.events.models import Delivery, Event
    from whiteglove.ground.lib import clock

    event = Event.objects.create(name="ticket.solved", subject_type="ticket", subject_id=1, at=clock.now())
    Delivery.objects.create(event=event, reaction="desk.x", subject="ticket:1", state="dead", due_at=clock.now())
    assert "1 reaction(s) were given up" in next(check.deliveries()).sentence


@pytest.mark.django_db
def test_the_first_administrator_needs_a_real_address_and_a_good_password():
    from whiteglove.ground.people.models import Person

    for email, password in (("nonsense", "a-long-enough-one"), ("lee@whiteglove.example", "short")):
        with pytest.raises(Refusal):
            setup.found(email, "Lee", password, print)
    setup.found("lee@whiteglove.example", "Lee", "a-long-enough-one", print)
    assert Person.objects.get().role == "admin"


@pytest.mark.slow
@pytest.mark.engineless
def test_packs_are_checked_with_file_and_line(product, tmp_path):
    (tmp_path / "pack.yaml").write_text("id: [\n")
    done = product.run("packs", "check", str(tmp_path))
    assert done.returncode == 1
    assert b"pack.yaml" in done.stdout


@pytest.mark.slow
def test_signing_out_closes_the_open_pages_and_they_stay_closed(product):
    product.start()
    cookie = signed_in(product)
    with open_page(product, cookie) as page:
        page.recv(timeout=5)
        sign_out(product, cookie)
        with pytest.raises(ConnectionClosed) as closed:
            page.recv(timeout=5)
        assert closed.value.rcvd.code == 4401
    with open_page(product, cookie) as page, pytest.raises(ConnectionClosed):
        page.recv(timeout=5)
    product.stop()


@pytest.mark.slow
def test_it_ends_soon_although_pages_are_open(product):
    product.start()
    with open_page(product, signed_in(product)) as page:
        page.recv(timeout=5)
        product.process.terminate()
        assert product.process.wait(10) == 0


def signed_in(product: Product) -> dict[str, str]:
    """The cookies of an agent who signed in."""
    cookies = product.ask(
        "import json\n"
        "from django.test import Client\n"
        "from whiteglove.ground.people.models import Person\n"
        "ada, _ = Person.objects.get_or_create(email='ada@whiteglove.example', name='Ada Osei', role='agent')\n"
        "client = Client()\n"
        "client.force_login(ada, backend='whiteglove.ground.people.recognising.Backend')\n"
        "client.get('/accounts/logout/', headers={'host': '127.0.0.1'})\n"
        "print(json.dumps({name: one.value for name, one in client.cookies.items()}))"
    )
    return json.loads(cookies.splitlines()[-1])


def open_page(product: Product, cookies: dict[str, str]):
    return connect(
        f"ws://127.0.0.1:{product.port}/live/",
        origin=product.url,
        additional_headers={"Cookie": f"sessionid={cookies['sessionid']}"},
        compression=None,
    )


def sign_out(product: Product, cookies: dict[str, str]) -> None:
    """What the button does."""
    token = cookies.get("csrftoken", "t" * 32)
    headers = {"Cookie": f"sessionid={cookies['sessionid']}; csrftoken={token}", "X-CSRFToken": token}
    asked = urllib.request.Request(product.url + "/accounts/logout/", data=b"", headers=headers, method="POST")
    with urllib.request.urlopen(asked) as answer:
        assert answer.status == 200


def test_weights_of_another_version_are_a_problem_that_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(reader_in_force, "WEIGHTS", tmp_path)
    assert [one.how for one in check.reader()] == [check.NOTE]
    (tmp_path / reader_in_force.FILE).write_bytes(b"nothing of ours")
    [said] = check.reader()
    assert said.how == check.PROBLEM and "whiteglove reader train" in said.sentence
