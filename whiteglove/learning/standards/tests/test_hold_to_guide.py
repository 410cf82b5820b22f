"""Every row of the guide and every step of the process: who answers for it, what observes it, where one meets it."""

import pytest
from django.urls import reverse

from whiteglove.ground.packs.commands import check
from whiteglove.ground.packs.reading import read
from whiteglove.learning.standards import document, guide_words, queries
from whiteglove.learning.standards.actions import SHIPPED, load_standard
from whiteglove.learning.standards.advice import advise
from whiteglove.learning.standards.guide import PARTLY, SEEN, UNSEEN, counted, gaps, rows_of, sections


@pytest.fixture(scope="module")
def pack():
    return read(SHIPPED)


@pytest.fixture(scope="module")
def rows(pack):
    return rows_of(sections(pack.content["parts"]))


def told(pack) -> list[str]:
    """What the standard names and isn't there, as `packs check` says it."""
    from whiteglove.ground.packs.reading import _nodes
    from whiteglove.ground.packs.schema import Report

    report = Report()
    advise(pack.content["parts"], _nodes(pack.path, report)["standards"], report.tell)
    return [str(one) for one in report.problems]


def test_there_are_a_hundred_and_sixteen_rows_and_sixty_eight_steps_each_once(rows):
    numbers = [row.number for row in rows]
    assert numbers == [*(f"G{n}" for n in range(1, 117)), *(f"P{n}" for n in range(1, 69))]


def test_everything_a_row_names_exists(pack):
    assert told(pack) == []


def test_each_row_is_observed_or_says_why_not(rows):
    assert [row.number for row in rows if not row.seen_by and not row.not_yet] == []
    assert [row.number for row in rows if not (row.says and row.name and row.place and row.page and row.owner)] == []
    for row in rows:
        expected = SEEN if not row.not_yet else PARTLY if row.seen_by else UNSEEN
        assert row.standing == expected


def test_no_two_rows_say_the_same(rows):
    says = [row.says for row in rows]
    assert len(set(says)) == len(says)


def test_the_page_of_the_standard_is_current(pack):
    assert document.DOCUMENT.read_text() == document.document(pack.content["parts"]), "run bin/standard"


@pytest.mark.parametrize(
    ("numbers", "lost", "twice"),
    [([], [], []), (["G1", "G2"], [], []), (["G1", "G4", "G4"], ["G2", "G3"], ["G4"]), (["P2", "P1", "P10", "P10"],
     [f"P{n}" for n in range(3, 10)], ["P10"])],
)  # fmt: skip
def test_numbers_that_are_missing_or_twice_are_named(numbers, lost, twice):
    assert gaps(numbers) == (lost, twice)


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("standards/guide.yaml", "[empathy, reflection,", "[empaty, reflection,", "Did you mean empathy?"),
        ("standards/guide.yaml", "page: desk:rules", "page: desk:rulez", "no page is called desk:rulez"),
        ("standards/guide.yaml", "{g: G3, ", "{g: G2, ", "G2 here twice"),
        ("standards/guide.yaml", "email.first-reply", "email.first", "email.first isn't among the targets"),
        ("standards/guide.yaml", "angry-customer/calm", "angry-customer/clam", "Did you mean angry-customer/calm?"),
        ("standards/process.yaml", "reader: [greeting, welcome]", "reader: [greting]", "Did you mean greeting?"),
        ("standards/process.yaml", "[ticket.acknowledged]", "[ticket.confirmed]", "ticket.confirmed isn't among"),
        ("playbooks/billing.yaml", "account_check,", "acount_check,", "Did you mean account_check?"),
        ("playbooks/refund.yaml", "ticket.noted", "ticket.notet", "nothing called ticket.notet happens here"),
    ],
)
def test_a_name_that_stands_nowhere_is_told_with_file_and_line(file, old, new, says, fork, monkeypatch):
    from whiteglove.ground.packs import parts

    # The patterns of ninety behaviours are tried elsewhere.
    part = parts.part("behaviours")
    monkeypatch.setitem(parts._parts, "behaviours", parts.Part(part.name, part.schema, part.load))
    path = fork / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    lines, code = check(fork)
    assert code == 1 and any(line.startswith(f"{file}:") and says in line for line in lines), lines


@pytest.mark.django_db
@pytest.mark.engineless
class TestReading:
    @pytest.fixture
    def in_force(self, at):
        return load_standard(by=None, at=at)

    def test_an_agent_sees_all_of_it_and_what_is_theirs(self, in_force, ada, signed_in):
        page = signed_in(ada).get("/standard/").content.decode()
        assert page.count('class="guide-row"') == 184
        mine = signed_in(ada).get("/standard/?owner=agent").content.decode()
        assert 'id="G6"' in mine and 'id="G101"' not in mine and "Yours" in mine

    def test_words_numbers_and_what_isnt_observed_are_found(self, in_force, ada, signed_in):
        browser = signed_in(ada)

        def found(query: str) -> str:
            return browser.get(f"/standard/?{query}", headers={"HX-Request": "true"}).content.decode()

        assert 'id="G58"' in found("q=apologis") and 'id="G12"' in found("q=g12") and 'id="P40"' in found("q=P40")
        assert "No row says so" in found("q=zanzibar") and "<html" not in found("q=g12")
        unseen = found("standing=partly")
        assert 'id="G74"' in unseen and 'id="G1"' not in unseen
        assert "Asked in a coaching talk: a day with the neighbours" in found("q=g78")

    def test_places_lead_only_where_one_may_go(self, in_force, mo, lee, signed_in):
        queue = f'href="{reverse("desk:queue")}">The clock in the queue'
        assert queue in signed_in(lee).get("/standard/").content.decode()
        assert queue not in signed_in(mo).get("/standard/").content.decode()

    def test_it_costs_a_known_number_of_questions(self, in_force, ada, signed_in, django_assert_max_num_queries):
        browser = signed_in(ada)
        browser.get("/standard/")
        with django_assert_max_num_queries(6):
            browser.get("/standard/")

    def test_a_pack_without_a_guide_still_shows_its_standard(self, fork, at, ada, signed_in):
        (fork / "standards" / "guide.yaml").unlink()
        (fork / "standards" / "process.yaml").unlink()
        load_standard(by=None, at=at, path=fork)
        page = signed_in(ada).get("/standard/").content.decode()
        assert "What every answer is held to" in page and "48 h to 72 h" in page

    def test_what_a_pack_leaves_out_is_shown_as_not_observed(self, small_pack, at):
        load_standard(by=None, at=at, path=small_pack)
        found = {row.number: row for row in rows_of(sections(queries.parts_in_force()))}
        assert found["G20"].standing == UNSEEN and "isn't part of this pack" in found["G20"].not_yet
        assert found["G58"].standing == SEEN


def test_what_happens_is_told_before_it_has_happened():
    told = guide_words.happens
    assert told("ticket.kind_set") == "somebody set the kind"
    assert told("article.published") == "somebody published an article"
    assert told("ticket.identity_confirmed") == "identity confirmed"
    assert told("ticket.assigned") == "somebody gave the ticket to somebody"


def test_the_counts_add_up(rows):
    assert sum(number for _, _, number in counted(rows)) == 184
