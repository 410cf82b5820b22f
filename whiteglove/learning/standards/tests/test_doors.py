from datetime import timedelta

import pytest
from django.urls import reverse

from whiteglove.learning.standards import queries
from whiteglove.learning.standards.actions import load_standard

# Who may open what, what is learnt and what is whispered doesn't hang on the engine.
pytestmark = [pytest.mark.django_db, pytest.mark.engineless]


@pytest.fixture
def revision(admin, at):
    return load_standard(by=admin, at=at).revision


def doors(revision):
    return {
        "guide": ("get", "/standard/", {"admin", "lee", "ada", "mo"}),
        "setup": ("get", "/setup/standard/", {"admin", "lee"}),
        "revision": ("get", reverse("standards:revision", args=[revision.pk]), {"admin", "lee"}),
        "load": ("post", "/setup/standard/shipped/", {"admin"}),
    }


@pytest.mark.parametrize("name", ["guide", "setup", "revision", "load"])
@pytest.mark.parametrize("who", ["admin", "lee", "ada", "mo", "cleo", "zed"])
def test_the_door_opens_for_whom_it_should(name, who, revision, signed_in, request):
    method, path, allowed = doors(revision)[name]
    answer = getattr(signed_in(request.getfixturevalue(who)), method)(path)
    assert answer.status_code == (403 if who not in allowed else 302 if method == "post" else 200)


@pytest.mark.parametrize("name", ["guide", "setup", "revision", "load"])
def test_a_stranger_is_sent_to_sign_in(name, revision, client):
    method, path, _ = doors(revision)[name]
    answer = getattr(client, method)(path)
    assert answer.status_code == 302 and "login" in answer["Location"]


def test_everybody_reads_the_times_and_values(revision, mo, signed_in):
    page = signed_in(mo).get("/standard/").content.decode()
    assert "Empathy first" in page and "48 h to 72 h" in page and "80 %" in page


def test_before_anything_is_loaded_the_pages_say_what_to_do(admin, signed_in):
    boss = signed_in(admin)
    assert b"No standard is in force yet" in boss.get("/standard/").content
    assert b"Put the White Glove standard in force" in boss.get("/setup/standard/").content
    boss.post("/setup/standard/shipped/")
    assert queries.current() is not None
    page = boss.get("/setup/standard/").content.decode()
    assert "white-glove 1.0, revision 1" in page and "Acknowledgement by email" in page and "G5" in page


def test_a_revision_says_what_it_changed(admin, at, fork, signed_in):
    load_standard(by=admin, at=at, path=fork)
    path = fork / "standards" / "targets.yaml"
    path.write_text(path.read_text().replace("within: 2 h", "within: 1 h"))
    second = load_standard(by=admin, at=at, path=fork).revision
    page = signed_in(admin).get(reverse("standards:revision", args=[second.pk])).content.decode()
    assert "Acknowledged by email (G5)" in page and "time, changed" in page
    assert "</span>2 h</del>" in page and "</span>1 h</ins>" in page and "1 change against white-glove" in page


def test_the_first_revision_of_an_own_pack_is_told_against_what_it_pushed_aside(admin, at, fork, signed_in):
    load_standard(by=admin, at=at)
    (fork / "pack.yaml").write_text((fork / "pack.yaml").read_text().replace("id: white-glove", "id: northwind"))
    path = fork / "standards" / "greetings.yaml"
    path.write_text(path.read_text().replace("thank you for telling us", "thanks for telling us <b>"))
    ours = load_standard(by=admin, at=at, path=fork).revision
    page = signed_in(admin).get(reverse("standards:revision", args=[ours.pk])).content.decode()
    assert "against white-glove 1.0, revision 1" in page and "Words to begin with" in page
    assert "by email, words, in English, changed" in page and "thanks for telling us &lt;b&gt;" in page


def test_a_step_and_a_playbook_are_called_by_their_names(admin, at, fork, signed_in):
    load_standard(by=admin, at=at, path=fork)
    process, book = fork / "standards" / "process.yaml", fork / "playbooks" / "billing.yaml"
    process.write_text(process.read_text().replace("We speak of what can be done.", "We say what goes."))
    book.write_text(book.read_text().replace("name: Explain it line by line", "name: Read it out"))
    second = load_standard(by=admin, at=at, path=fork).revision
    page = signed_in(admin).get(reverse("standards:revision", args=[second.pk])).content.decode()
    assert "Positive language (P5)" in page and "what it says, changed" in page
    assert "Billing question (G113), Explain it line by line" in page and "Read it out" in page


def test_the_setup_page_costs_a_known_number_of_queries(revision, admin, signed_in, django_assert_max_num_queries):
    boss = signed_in(admin)
    with django_assert_max_num_queries(12):
        boss.get("/setup/standard/")


def test_an_administrator_puts_an_earlier_revision_back(revision, fork, admin, lee, at, signed_in):
    targets = fork / "standards" / "targets.yaml"
    targets.write_text(targets.read_text().replace("within: 4 h", "within: 3 h", 1))
    later = load_standard(by=admin, at=at + timedelta(hours=1), path=fork).revision
    page = reverse("standards:revision", args=[revision.pk])
    assert "Put it in force" not in signed_in(lee).get(page).content.decode()
    assert signed_in(lee).post(page).status_code == 403 and queries.current().revision_id == later.pk
    assert "Put it in force" in signed_in(admin).get(page).content.decode()
    assert signed_in(admin).post(page).status_code == 302
    assert queries.current().revision_id == revision.pk
    assert "Put it in force" not in signed_in(admin).get(page).content.decode()
