import pytest

from whiteglove.ground.lib import clock
from whiteglove.ground.packs.actions import load_pack
from whiteglove.ground.packs.commands import check, diff, keep_up, load
from whiteglove.ground.packs.models import Loading, Revision
from whiteglove.ground.packs.yamlmarks import PackError

pytestmark = pytest.mark.django_db


def cook(pack, text):
    (pack / "recipes/dishes.yaml").write_text(text)


def test_loading_freezes_what_the_pack_says(pack, kitchen, at):
    loading = load_pack(pack, by=None, at=at)
    assert loading.revision.number == 1 and loading.did == ["2 dishes"]
    assert loading.revision.part("recipes")["dishes"][0]["takes"] == 1800


def test_loading_twice_is_loading_once(pack, kitchen, at):
    assert load_pack(pack, by=None, at=at) == load_pack(pack, by=None, at=at)
    assert Revision.objects.count() == Loading.objects.count() == 1


def test_a_change_is_another_revision_and_the_old_one_stays_as_it_was(pack, kitchen, at):
    old = load_pack(pack, by=None, at=at).revision
    cook(pack, "- {id: soup, takes: 20 min}\n")
    new = load_pack(pack, by=7, at=at)
    assert (new.revision.number, new.by_id) == (2, 7)
    assert Revision.objects.current("kitchen") == new.revision
    assert Revision.objects.get(pk=old.pk).part("recipes")["dishes"][0]["takes"] == 1800


def test_going_back_puts_the_old_revision_in_force_again(pack, kitchen, at):
    first = load_pack(pack, by=None, at=at).revision
    before = (pack / "recipes/dishes.yaml").read_text()
    cook(pack, "- {id: soup, takes: 20 min}\n")
    load_pack(pack, by=None, at=at)
    cook(pack, before)
    assert load_pack(pack, by=None, at=at).revision == first == Revision.objects.current("kitchen")
    assert Revision.objects.count() == 2 and Loading.objects.count() == 3


def test_a_bad_pack_changes_nothing(pack, kitchen, at):
    cook(pack, "- {id: soup}\n")
    with pytest.raises(PackError):
        load_pack(pack, by=None, at=at)
    assert not Revision.objects.exists() and not kitchen


def test_a_part_that_fails_takes_the_whole_load_back(pack, kitchen, at, monkeypatch):
    from whiteglove.ground.packs import parts

    def burn(*args):
        raise RuntimeError("burnt")

    parts.register_part("recipes", parts.part("recipes").schema, burn)
    with pytest.raises(RuntimeError):
        load_pack(pack, by=None, at=at)
    assert not Revision.objects.exists()


def test_check_says_fine_or_every_problem(pack, kitchen):
    assert check(pack) == (["kitchen 1.0: fine, recipes."], 0)
    (pack / "stories").mkdir()
    (pack / "stories" / "one.yaml").write_text("a: 1\n")
    assert check(pack)[0][1] == "note: no room reads stories yet; it was left alone."
    cook(pack, "- {id: soup}\n")
    lines, code = check(pack)
    assert code == 1 and lines[-1] == "1 problem; nothing was changed."


def test_diff_names_what_changes(pack, kitchen, at):
    assert diff(pack)[0] == ["Nothing is in force yet; all of kitchen is new."]
    load(pack, at=at)
    assert diff(pack)[0] == ["Against kitchen 1.0, revision 1, in force now:", "No difference."]
    cook(pack, "- {id: pie, takes: 1 h}\n- {id: soup, takes: 20 min, course: first}\n")
    assert diff(pack)[0][1:] == [
        "~ recipes.dishes[soup].takes: 30 min -> 20 min",
        "- recipes.dishes[stew]: id: stew, takes: 3 h",
        "+ recipes.dishes[pie]: id: pie, takes: 1 h",
    ]


def test_diff_compares_two_packs(pack, kitchen, tmp_path_factory):
    other = tmp_path_factory.mktemp("fork")
    (other / "pack.yaml").write_text((pack / "pack.yaml").read_text().replace("Kitchen", "Our kitchen"))
    lines, code = diff(other, pack)
    assert code == 0 and lines[0] == "~ about.name: Kitchen -> Our kitchen"
    assert lines[1].startswith("- recipes: dishes:") and len(lines) == 2


def test_load_says_what_it_did(pack, kitchen, at):
    assert load(pack, at=at) == (["Loaded kitchen 1.0, revision 1.", "2 dishes"], 0)
    assert load(pack, at=at) == (["kitchen 1.0, revision 1 is in force already; nothing changed."], 0)


@pytest.fixture
def ours(pack, tmp_path_factory):
    """A pack of another name with the same part."""
    other = tmp_path_factory.mktemp("ours")
    (other / "recipes").mkdir()
    (other / "pack.yaml").write_text((pack / "pack.yaml").read_text().replace("id: kitchen", "id: ours"))
    (other / "recipes/dishes.yaml").write_text("- {id: pie, takes: 1 h}\n")
    return other


def test_a_pack_can_take_its_place_back_from_another(pack, ours, kitchen, at):
    load_pack(pack, by=None, at=at)
    load_pack(ours, by=None, at=at)
    again = load_pack(pack, by=None, at=at)
    assert [revision.pack for _, revision in kitchen] == ["kitchen", "ours", "kitchen"]
    assert again.revision.number == 1 and Loading.objects.count() == 3


def test_diff_is_against_what_is_in_force_and_not_what_once_was(pack, ours, kitchen, at):
    load_pack(ours, by=None, at=at)
    load_pack(pack, by=None, at=at)
    lines, _ = diff(ours)
    assert lines[0] == "Against kitchen 1.0, revision 1, in force now:" and len(lines) > 3


def test_diff_says_what_a_pack_leaves_as_it_is(pack, kitchen, at):
    load_pack(pack, by=None, at=at)
    (pack / "recipes" / "dishes.yaml").unlink()
    assert diff(pack)[0][-1].startswith("Nothing is in force") or "recipes: not in this pack" in diff(pack)[0][-1]


def test_a_pack_that_ships_never_pushes_a_chosen_one_aside(pack, ours, kitchen, at):
    assert keep_up(pack)[0][0] == "Loaded kitchen 1.0, revision 1."
    load(ours, at=clock.now())
    cook(pack, "- {id: soup, takes: 1 min}\n")
    assert "left alone" in keep_up(pack)[0][0]
    assert [revision.pack for _, revision in kitchen] == ["kitchen", "ours"]


def test_a_pack_that_ships_keeps_up_where_it_is_in_force(pack, kitchen):
    keep_up(pack)
    assert "nothing changed" in keep_up(pack)[0][0]
    cook(pack, "- {id: soup, takes: 1 min}\n")
    assert keep_up(pack)[0][0] == "Loaded kitchen 1.0, revision 2."
