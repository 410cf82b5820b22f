"""What the pages say: where am I, why, what next; what waits; who stands where."""

from datetime import timedelta

import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from whiteglove.learning.journeys.actions import hand_in, judge
from whiteglove.learning.journeys.actions.depart import forget, part
from whiteglove.learning.journeys.models import Application, Evidence, Proof, Stage
from whiteglove.learning.journeys.reactions import look_again
from whiteglove.learning.journeys.taking_along import file_of
from whiteglove.service.channels.given import Given
from whiteglove.service.channels.models import Blob

from .deeds import STATEMENT, WORDS, accepted, admitted, handed
from .small import NINE

MINE, QUEUE = "/journeys/", "/journeys/review/"


def test_an_application_keeps_its_words_and_is_decided(small, mo, lee, signed_in):
    learner, lead, at = signed_in(mo), signed_in(lee), reverse("journeys:apply", args=[1])
    said = learner.post(at, {"statement": "Too short."})
    assert said.status_code == 422 and "Too short." in said.content.decode()
    learner.post(at, {"statement": STATEMENT, "links": "https://one.example javascript:alert(1)"})
    row = Application.objects.get()
    assert row.links == ["https://one.example"] and "waits for a decision" in learner.get(MINE).content.decode()
    decide = reverse("journeys:applied", args=[row.pk])
    assert STATEMENT in lead.get(decide).content.decode()
    said = lead.post(decide, {"how": "", "words": "Neither yes nor no."})
    assert said.status_code == 422 and "Neither yes nor no." in said.content.decode()
    lead.post(decide, {"how": "decline", "words": "After your first month."})
    assert "After your first month." in learner.get(MINE).content.decode()
    lead.delete(decide)
    lead.post(decide, {"how": "accept", "words": ""})
    assert Stage.objects.get().level == 1 and "Level 1: Beginner" in learner.get(MINE).content.decode()


def test_a_duty_says_what_counts_and_takes_what_is_handed_in(small, mo, lee, signed_in):
    admitted(mo, lee, NINE)
    learner, at = signed_in(mo), reverse("journeys:duty", args=["one.guide"])
    hostile = f"<script>alert(1)</script> {WORDS}"
    said = learner.post(at, {"title": "Page one", "on": "2026-03-01", "words": hostile, "link": "no address"})
    assert said.status_code == 422 and "&lt;script&gt;" in said.content.decode()
    learner.post(at, {"title": "Page one", "on": "2026-03-01", "words": hostile, "link": ""})
    row = Evidence.objects.get()
    lead, decide = signed_in(lee), reverse("journeys:evidence", args=[row.pk])
    assert "Page one" in lead.get(QUEUE).content.decode()
    lead.post(decide, {"how": "return", "words": "Which page?"})
    assert "Which page?" in learner.get(at).content.decode()
    lead.delete(decide)
    lead.post(decide, {"how": "accept", "words": ""})
    assert 'pill-positive push"' in learner.get(at).content.decode()
    assert lead.get(f"{QUEUE}?state=decided&kind=deed").content.decode().count("data-row") == 1


def test_a_reviewer_hears_that_somebody_else_handed_in_the_same(small, mo, ada, lee, signed_in):
    for person in (mo, ada):
        admitted(person, lee, NINE)
        row = handed(person, NINE)
    handed(ada, NINE, title="Page two")
    shown = signed_in(lee).get(reverse("journeys:evidence", args=[row.pk])).content.decode()
    assert "Somebody else handed in the same" in shown and "Mo" not in shown
    assert "Page two" in shown, "what else they have of the same sort"


def test_a_journey_is_seen_by_its_own_and_whoever_looks_after_them(small, mo, ada, lee, signed_in):
    admitted(mo, lee, NINE)
    at = reverse("journeys:person", args=[mo.pk])
    assert "Journey of Mo" in signed_in(lee).get(at).content.decode()
    assert [signed_in(one).get(at).status_code for one in (ada, mo)] == [403, 403]


def test_the_pages_cost_the_same_however_much_there_is(small, mo, ada, lee, signed_in):
    pages = [(mo, MINE), (lee, QUEUE), (lee, f"{QUEUE}applications/"), (lee, "/journeys/people/")]
    browsers = {person.pk: signed_in(person) for person in (mo, lee)}
    admitted(mo, lee, NINE)
    counts = []
    for number in range(3):
        handed(mo, NINE + timedelta(minutes=number), "activities", f"Evening {number}")
        if number == 2:
            admitted(ada, lee, NINE)
            judge.accept(evidence=handed(ada, NINE), by=lee, at=NINE)
        counts.append([asked(browsers[person.pk], url) for person, url in pages])
    assert counts[1] == counts[2] and all(one <= most for one, most in zip(counts[2], (34, 10, 9, 11), strict=True))


def asked(browser, url: str) -> int:
    """How many statements it took."""
    with CaptureQueriesContext(connection) as found:
        assert browser.get(url).status_code == 200
    return len(found)


def test_who_stands_where_is_a_table_and_a_file(small, mo, ada, lee, signed_in):
    mo.name = "=Mo"
    mo.save(update_fields=["name"])
    for person in (mo, ada):
        admitted(person, lee, NINE)
    accepted(handed(mo, NINE), lee, NINE)
    look_again(NINE + timedelta(hours=2))
    lead = signed_in(lee)
    assert "1 of 2" in lead.get("/journeys/people/?level=1").content.decode()
    sheet = b"".join(lead.get("/journeys/people/journeys.csv").streaming_content).decode().splitlines()
    assert len(sheet) == 3 and "'=Mo,1,Beginner,1,2,2026-03-02" in sheet[1]


def test_all_of_it_is_taken_along_and_what_waits_goes_with_whoever_leaves(small, mo, lee, signed_in):
    admitted(mo, lee, NINE)
    judge.give_back(evidence=handed(mo, NINE), reason="Which page?", by=lee, at=NINE)
    handed(mo, NINE, title="Page two")
    found = file_of(mo)
    assert [len(found[name]) for name in ("applications", "levels", "evidence")] == [1, 1, 2]
    assert found["evidence"][0]["reason"] == "Which page?" and file_of(lee)["decided_for_others"][0]["words"]
    assert signed_in(mo).get("/journeys/mine.json").json()["person"] == mo.name
    mo.role = ""
    mo.save(update_fields=["role"])
    for _ in range(2):
        part(person=mo, at=NINE)
    assert not Evidence.objects.waiting().exists() and Stage.objects.exists()
    forget(person=mo, at=NINE)
    assert not Evidence.objects.exists() and not Application.objects.exists() and Stage.objects.exists()


def test_a_house_without_a_journey_says_so(db, mo, signed_in):
    assert "No journey yet" in signed_in(mo).get(MINE).content.decode()
    assert signed_in(mo).get(reverse("journeys:apply", args=[1])).status_code == 404


def test_files_go_with_what_they_show_and_are_read_by_whoever_decides(small, mo, ada, lee, signed_in):
    admitted(mo, lee, NINE)
    here, told = "/journeys/duties/one.guide/", {"title": "Page one", "on": f"{NINE:%Y-%m-%d}", "words": WORDS}
    page = b"<script>alert(1)</script>" * 300
    with time_machine.travel(NINE, tick=False):
        files = [SimpleUploadedFile("programme.html", page), SimpleUploadedFile("again.html", page)]
        signed_in(mo).post(here, told | {"files": files})
        many = [SimpleUploadedFile(f"{n}.txt", b"one") for n in range(4)]
        assert "At most 3 files" in signed_in(mo).post(here, told | {"files": many}).content.decode()
        ada_says = {"about": "guide", "title": "Page two", "words": f"{WORDS} Also twice.", "on": NINE.date()}
        admitted(ada, lee, NINE)
        copied = hand_in.hand_in(**ada_says, files=[Given("mine.html", "text/html", page)], by=ada, at=NINE)
    shown = Proof.objects.get(evidence__person=mo)
    where = f"/journeys/evidence/{shown.evidence_id}/files/{shown.pk}/"
    answer = signed_in(lee).get(where)
    assert answer.content == page and answer["Content-Type"] == "application/octet-stream"
    assert signed_in(ada).get(where).status_code == 404
    assert "Somebody else handed in the same" in signed_in(lee).get(f"/journeys/review/{copied.pk}/").content.decode()
    assert file_of(mo)["evidence"][0]["files"][0]["address"] == where
    hand_in.take_back(evidence=shown.evidence, by=mo, at=NINE)
    assert Blob.objects.filter(size=len(page)).count() == 1
    hand_in.take_back(evidence=copied, by=ada, at=NINE)
    assert not Blob.objects.filter(size=len(page)).exists()
