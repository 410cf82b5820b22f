import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.packs import parts
from whiteglove.ground.packs.reading import read
from whiteglove.ground.packs.schema import Duration, Mapping, Report, Text, spoken
from whiteglove.ground.packs.yamlfile import read_text
from whiteglove.ground.packs.yamlmarks import Node, PackError


def problems(pack):
    with pytest.raises(PackError) as refused:
        read(pack)
    return [str(one) for one in refused.value.problems]


def test_a_good_pack_is_read_as_plain_values(pack):
    found = read(pack)
    assert (found.id, found.version) == ("kitchen", "1.0")
    assert found.content["parts"]["recipes"]["dishes"][1] == {"id": "stew", "takes": 10800}


def test_a_folder_without_pack_yaml_is_no_pack(tmp_path):
    assert "there is no pack.yaml" in problems(tmp_path)[0]


def test_every_problem_is_named_with_file_line_and_key(pack):
    (pack / "recipes/dishes.yaml").write_text("- id: Soup\n  takes: ages\n- id: stew\n  take: 3 h\n")
    assert problems(pack) == [
        "recipes/dishes.yaml:1: dishes[0].id: “Soup” isn't an id: use lower case, digits, dots and dashes, "
        "such as email.first-reply.",
        "recipes/dishes.yaml:2: dishes[0].takes: “ages” isn't a length of time: write 30 s, 2 min, 4 h or 3 d.",
        "recipes/dishes.yaml:4: dishes[1].take: nothing is called take here. Did you mean takes?",
        "recipes/dishes.yaml:3: dishes[1].takes: takes is missing.",
    ]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("a: &x [1]\nb: *x\n", 1, "anchors"),
        ("a: 1\nb: *x\n", 2, "aliases"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "tag"),
        ("a: 1\na: 2\n", 2, "twice"),
        ("a: [1\nb: 2\n", 2, "a closing bracket is missing"),
        ("? [a]\n: 1\n", 1, "a key is a single word"),
        ("a: 'open\n", 2, "a quote is opened"),
        ("[" * 40 + "]" * 40, 1, "nested more than 30"),
        ("- " * 31 + "1", 1, "nested more than 30"),
        ("a: 1\n--- \nb: 2\n", 2, "single document"),
        ("a: \x07", 1, "YAML"),
    ],
)
def test_what_the_dialect_leaves_out_is_refused_by_line(text, line, says):
    with pytest.raises(PackError, match=says) as refused:
        read_text(text.encode(), "odd.yaml")
    assert refused.value.problems[0].line == line


def test_an_alias_bomb_does_not_go_off():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{'*' + chr(97 + n)}]\n" for n in range(9)
    )
    with pytest.raises(PackError):
        read_text(bomb.encode(), "bomb.yaml")


def test_a_file_that_is_too_large_is_refused_unread(pack):
    (pack / "recipes/dishes.yaml").write_text("# " + "x" * 1_000_001)
    assert "at most 1000 kB" in problems(pack)[0]


def test_a_file_with_too_many_values_is_refused():
    with pytest.raises(PackError, match="at most 50000 values"):
        read_text(("- 1\n" * 50_001).encode(), "long.yaml")


def test_text_in_another_encoding_is_refused_by_line(pack):
    (pack / "pack.yaml").write_bytes("id: kitchen\nname: Küche\n".encode("latin-1"))
    assert problems(pack)[0] == "pack.yaml:2: this isn't UTF-8 text: save the file as UTF-8."


def test_a_link_out_of_the_pack_is_refused(pack, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.yaml"
    outside.write_text("- id: x\n")
    (pack / "recipes/words.yaml").symlink_to(outside)
    assert any("points outside the pack" in one for one in problems(pack))


def test_words_that_surprise_in_yaml_stay_words():
    plain = read_text(b"no: no\nat: 09:00\nday: 2026-03-02\nyes: true\nn: 007\nnothing:\n", "x").plain()
    assert plain == {"no": "no", "at": "09:00", "day": "2026-03-02", "yes": True, "n": "007", "nothing": None}


def test_two_items_with_one_id_are_refused(pack):
    (pack / "recipes/dishes.yaml").write_text("- {id: soup, takes: 1 h}\n- {id: soup, takes: 2 h}\n")
    assert problems(pack) == ["recipes/dishes.yaml:2: dishes[1].id: “soup” stands here twice."]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("en: Hello {guest}\n", ""),
        ("en: Hello {gest}\n", "Did you mean guest?"),
        ("en: Hello {guest.__class__}\n", "isn't a variable"),
        ("en: Hello {guest!r}\n", "isn't a variable"),
        ("en: Hello {guest\n", "opened and not closed"),
        ("fr: Bonjour {guest}\n", "en is missing"),
    ],
)
def test_a_template_knows_its_variables(text, says, pack):
    (pack / "recipes/words.yaml").write_text(text)
    if says:
        assert says in problems(pack)[0]
    else:
        assert read(pack).content["parts"]["recipes"]["words"] == {"en": "Hello {guest}"}


def test_comments_and_layout_make_no_other_pack(pack):
    before = read(pack).hash
    (pack / "recipes/dishes.yaml").write_text(
        "# ours\n- {takes: 30 min, id: soup, course: first}\n- {id: stew, takes: 3 h}\n"
    )
    assert read(pack).hash == before


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    try:
        read_text(content, "any.yaml").plain()
    except PackError as error:
        assert error.problems[0].line >= 1


@given(st.integers(1, 10**6))
def test_a_length_of_time_is_written_and_read_back(seconds):
    report = Report()
    assert Duration().check(Node(spoken(seconds), "x", 1), "", report.tell) == seconds and not report.problems


def test_a_part_reads_texts_of_the_endings_it_asks_for(pack, kitchen):
    parts.register_part("lessons", Mapping(Text(), Mapping(Text(), Text())), lambda *given: [], texts=(".md",))
    (pack / "lessons" / "cold").mkdir(parents=True)
    (pack / "lessons" / "cold" / "salad.md").write_bytes(b"# Salad\r\n\r\nCut it.\r\n")
    for elsewhere in ("lessons/cold/notes.txt", "recipes/notes.md", "notes.md"):
        (pack / elsewhere).write_text("not read")
    assert read(pack).content["parts"]["lessons"] == {"cold": {"salad": "# Salad\n\nCut it."}}


def test_a_text_that_is_none_is_named_with_its_line(pack, kitchen):
    parts.register_part("lessons", Mapping(Text(), Text()), lambda *given: [], texts=(".md",))
    (pack / "lessons").mkdir()
    (pack / "lessons" / "salad.md").write_bytes(b"# Salad\n\xff\n")
    assert problems(pack) == ["lessons/salad.md:2: this isn't UTF-8 text: save the file as UTF-8."]
