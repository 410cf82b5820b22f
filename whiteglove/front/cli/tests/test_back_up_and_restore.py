"""A backup that comes back: the same rows, and a desk that works, on the same engine and on the other one."""

import json
import os
import subprocess
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import migrated
from tests.product import Product, whiteglove
from whiteglove.front.cli import archive, restore, tables
from whiteglove.front.cli.archive import Table, Writer
from whiteglove.front.cli.plain import Refusal
from whiteglove.service.desk.search import carry

# What an agent does first on a restored desk: look, search, answer.
FIRST_MINUTES = """
import logging; logging.disable(logging.CRITICAL)
from django.test import Client
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person
from whiteglove.service.desk import actions
from whiteglove.service.desk.models import Message, Tally, Ticket
from whiteglove.service.desk.search import find
ada = Person.objects.get(email='ada@whiteglove.example')
client = Client(headers={'host': '127.0.0.1'})
client.force_login(ada, backend='whiteglove.ground.people.recognising.Backend')
assert ada.check_password('whiteglove-demo')
ticket = Ticket.objects.get(subject='Charged twice for the March order')
assert client.get('/desk/').status_code == 200
assert 'time-out' in client.get(f'/desk/tickets/{ticket.pk}/').content.decode()
assert [hit.ticket.pk for hit in find(ada, '"charged twice" 4471').rows] == [ticket.pk]
before, ids = Tally.objects.sums(ada)['needs-me'], set(Message.objects.values_list('pk', flat=True))
actions.reply(ticket=ticket, by=ada, at=clock.now(), text='Zanzibar.', seen_message_id=ticket.last_inbound_id,
              seen_version=ticket.version, then='wait')
assert Tally.objects.sums(ada)['needs-me'] == before - 1
assert Message.objects.latest('pk').pk > max(ids)
assert [hit.ticket.pk for hit in find(ada, 'zanzibar').rows] == [ticket.pk]
print('well')
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory, prepared) -> Product:
    """The demo company's desk."""
    desk = Product(tmp_path_factory.mktemp("desk"))
    desk.begin_as(prepared)
    return desk


@pytest.fixture(scope="module")
def backup(desk: Product) -> Path:
    path = desk.home / "desk.wgb"
    done = desk.run("backup", str(path))
    assert done.returncode == 0, done.stderr.decode()
    return path


def new_house(home: Path, database: str = "") -> Product:
    """A machine on which nothing was set up yet; with the tests' engine unless `database` names one."""
    home.mkdir()
    house = Product(home)
    house.environment["DATABASE_URL"] = database or house.environment["DATABASE_URL"]
    return house


def empty_house(home: Path) -> Product:
    """A machine whose database has its tables and nothing in them; making them anew takes seconds."""
    home.mkdir()
    return new_house(home / "house", migrated.migrated_database(home))


def members(path: Path) -> dict[str, tuple[int, str]]:
    """{table: (rows, sha256)}"""
    manifest = json.loads(zipfile.ZipFile(path).read("manifest.json"))
    return {table["name"]: (table["rows"], table["sha256"]) for table in manifest["tables"]}


def moved(backup: Path, into: Product) -> Path:
    """Restore, back up again, and return that second backup."""
    done = into.run("restore", str(backup))
    assert done.returncode == 0, done.stderr.decode()
    again = into.home / "again.wgb"
    done = into.run("backup", str(again))
    assert done.returncode == 0, done.stderr.decode()
    return again


@pytest.mark.slow
def test_a_restored_desk_has_every_row_and_works(desk, backup, tmp_path):
    house = new_house(tmp_path / "new")
    assert members(moved(backup, house)) == members(backup)
    assert members(backup)["desk_ticket"][0] == 11
    assert house.ask(FIRST_MINUTES).splitlines()[-1] == "well"


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.skipif(
    not os.environ.get("DATABASE_URL", "").startswith("postgres"), reason="needs PostgreSQL: bin/test starts one"
)
def test_a_desk_moves_from_postgresql_to_sqlite_and_back(desk, backup, tmp_path):
    small = new_house(tmp_path / "small", f"sqlite:///{tmp_path}/small.sqlite3")
    on_sqlite = moved(backup, small)
    assert members(on_sqlite) == members(backup)
    assert small.ask(FIRST_MINUTES).splitlines()[-1] == "well"
    large = empty_house(tmp_path / "large")
    assert members(moved(on_sqlite, large)) == members(backup)
    assert large.ask(FIRST_MINUTES).splitlines()[-1] == "well"


@pytest.mark.slow
def test_nothing_is_thrown_away_unless_asked_twice(desk, backup):
    refused = desk.run("restore", str(backup))
    assert refused.returncode == 1
    assert b"holds 11 tickets and 6 people" in refused.stderr
    unsure = desk.run("restore", str(backup), "--replace")
    assert (unsure.returncode, b"--yes" in unsure.stderr) == (1, True)
    replaced = desk.run("restore", str(backup), "--replace", "--yes")
    assert replaced.returncode == 0, replaced.stderr.decode()
    assert desk.ask("from whiteglove.service.desk.models import Ticket; print(Ticket.objects.count())") == "11\n"


@pytest.mark.slow
def test_a_failure_on_the_way_leaves_the_old_rows(desk, backup, tmp_path):
    broken = tmp_path / "broken.wgb"
    rewritten(backup, broken, "desk_message", lambda row: {**row, "ticket_id": 999_999})
    before = tmp_path / "before.wgb"
    assert desk.run("backup", str(before)).returncode == 0
    refused = desk.run("restore", str(broken), "--replace", "--yes")
    assert refused.returncode == 1
    assert b"its rows are as they were" in refused.stderr
    after = tmp_path / "after.wgb"
    assert desk.run("backup", str(after)).returncode == 0
    assert members(after) == members(before)


def rewritten(backup: Path, into: Path, name: str, change) -> None:
    """The same backup with every row of one table changed, and an honest manifest."""
    with archive.opened(str(backup)) as source, into.open("wb") as stream:
        out, manifest, made = Writer(stream), source.manifest, []
        for table in manifest.tables:
            rows = source.rows(table)
            fresh = Table(table.name, table.columns)
            for _ in out.table(fresh, map(change, rows) if table.name == name else rows):
                pass
            made.append(fresh)
        manifest.tables = made
        out.close_with(manifest)


@pytest.mark.slow
@pytest.mark.engineless
def test_another_secret_is_told_with_what_to_do(backup, tmp_path):
    house = empty_house(tmp_path / "new")
    house.environment["WHITEGLOVE_SECRET"] = "quite another one"
    done = house.run("restore", str(backup))
    assert done.returncode == 0, done.stderr.decode()
    assert b"put the old `secret` file into" in done.stderr


@pytest.mark.slow
def test_an_older_backup_is_restored_and_brought_up_to_date(backup, desk, tmp_path):
    older = tmp_path / "older.wgb"
    without_last_change(backup, older)
    house = new_house(tmp_path / "new")
    done = house.run("restore", str(older))
    assert done.returncode == 0, done.stderr.decode()
    assert b"is up to date" in house.run("check").stdout
    there = empty_house(tmp_path / "set-up")
    assert there.run("setup", "--quiet").returncode == 0
    refused = there.run("restore", str(older))
    assert b"without running `whiteglove setup` first" in refused.stderr


def without_last_change(backup: Path, into: Path) -> None:
    """As a product would have written it that lacked the newest change of usersessions."""
    with archive.opened(str(backup)) as source, into.open("wb") as stream:
        out, manifest = Writer(stream), source.manifest
        for table in manifest.tables:
            fresh = Table(table.name, table.columns)
            assert list(out.table(fresh, source.rows(table)))[-1:] in ([], [table.rows])
        last = max(name for room, name in manifest.migrations if room == "usersessions")
        manifest.migrations.remove(["usersessions", last])
        out.close_with(manifest)


def test_a_backup_from_before_migrations_became_one_is_known_by_the_new_name():
    one = SimpleNamespace(replaces=[("desk", "0001_initial"), ("desk", "0002_commitments")])
    known = {("desk", "0001_tables"): one, ("sla", "0001_initial"): SimpleNamespace(replaces=[])}
    whole = SimpleNamespace(migrations=[["sla", "0001_initial"], *map(list, one.replaces)])
    assert restore.under_new_names(whole, known) == set(known)
    part = SimpleNamespace(migrations=[["desk", "0001_initial"]])
    assert restore.under_new_names(part, known) == {("desk", "0001_initial")}


@pytest.mark.slow
def test_a_backup_goes_through_a_pipe(desk, backup):
    done = desk.run("backup", "-", "--quiet")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout[:2] == b"PK"


@pytest.mark.slow
@pytest.mark.engineless
def test_a_backup_that_cannot_be_written_leaves_nothing_behind(desk, tmp_path):
    done = desk.run("backup", str(tmp_path / "nowhere" / "desk.wgb"))
    assert done.returncode == 1
    assert b"can't be written: No such file or directory" in done.stderr
    (tmp_path / "folder").mkdir()
    assert desk.run("backup", str(tmp_path / "folder")).returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


@pytest.mark.slow
def test_only_its_owner_may_read_a_backup_and_it_holds_no_sign_ins(backup):
    assert backup.stat().st_mode & 0o077 == 0
    assert not {"django_session", "usersessions_usersession"} & set(members(backup))


def test_a_file_that_was_cut_off_or_changed_is_refused(tmp_path):
    whole = tmp_path / "whole.wgb"
    small_archive(whole)
    cut = tmp_path / "cut.wgb"
    cut.write_bytes(whole.read_bytes()[:-40])
    with pytest.raises(Refusal, match="not a whole backup"), archive.opened(str(cut)):
        pass
    changed = tmp_path / "changed.wgb"
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(changed, "w") as new:
        new.writestr("tables/t.jsonl", '{"id":2}\n')
        new.writestr("manifest.json", old.read("manifest.json"))
    with pytest.raises(Refusal, match="was changed"), archive.opened(str(changed)) as source:
        source.check(source.manifest.tables[0])


def test_a_backup_of_a_later_product_is_refused(tmp_path):
    later = tmp_path / "later.wgb"
    small_archive(later, format=99)
    with pytest.raises(Refusal, match="later Whiteglove"), archive.opened(str(later)):
        pass


def small_archive(path: Path, **told) -> None:
    with path.open("wb") as stream:
        out, table = Writer(stream), Table("t", {"id": "number"})
        assert list(out.table(table, iter([{"id": 1}]))) == [1]
        about = {"version": "0", "made_at": "", "engine": "", "key": "", "demo": False, "migrations": []}
        out.close_with(archive.Manifest(**{**about, "tables": [table], **told}))


def test_every_table_is_carried_or_left_for_a_reason():
    from django.apps import apps

    every = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    known = {model._meta.db_table for model in tables.carried()}
    assert every - known == tables.MADE_BY_MIGRATIONS | tables.OF_THE_MOMENT


def test_every_column_has_a_kind_and_follows_what_it_points_at():
    seen = set()
    for model in tables.carried():
        assert all(tables.kind(field) for field in tables.columns(model).values())
        assert tables.points_at(model) - tables.MADE_BY_MIGRATIONS <= seen, model
        seen.add(model._meta.db_table)


def test_two_tables_that_name_each_other_go_one_after_the_other():
    from whiteglove.service.knowledge.models import Translation, Version

    order = tables.carried()
    assert tables.points_ahead(Translation) == {"knowledge_version"} and not tables.points_ahead(Version)
    assert order.index(Translation) < order.index(Version)


def test_text_that_postgresql_refuses_loses_only_the_signs_it_refuses():
    assert tables.clean("a\0b\ud800ç") == "abç"
    assert json.loads(tables.postgres_json({"a\0": ["\ud83d", "\\u0000", 1, None]})) == {"a": ["", "\\u0000", 1, None]}


def test_a_vector_is_unrolled_into_the_words_it_was_made_of():
    vector = "'@all' '@n7' '7':1 'cleo':3 'hello':5,8 'again':6"
    assert carry.from_vector(vector) == "@all @n7 @ 7 @ cleo @ hello again @ hello @"


@pytest.mark.slow
def test_a_command_whose_reader_left_ends_without_a_word(tmp_path):
    letter = b"From: a@customer.example\nSubject: long\n\n" + b"word " * 40_000 + b"\n"
    paths = [tmp_path / f"{n}.eml" for n in range(9)]
    for path in paths:
        path.write_bytes(letter)
    house = Product(tmp_path)
    process = subprocess.Popen(
        [whiteglove(), "mail", "--parse", *map(str, paths)],
        env=house.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 141
    process.stderr.close()
