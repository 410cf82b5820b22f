"""A conversation becomes an example: masked, checked, shared, withdrawn, forgotten."""

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import make_person
from whiteglove.ground.events.models import Event
from whiteglove.learning.coaching import queries
from whiteglove.learning.coaching.actions.examples import (
    ask,
    comment,
    draft,
    leave_out,
    mask_more,
    react,
    share,
    share_again,
    take_reaction_back,
    withdraw,
)
from whiteglove.learning.coaching.actions.prepare import prepare
from whiteglove.learning.coaching.masking import mask_words, masked
from whiteglove.learning.coaching.models import Example, Line, News
from whiteglove.learning.coaching.reactions import tell_whoever_is_asked, tell_whoever_shared
from whiteglove.service.customers import erasure
from whiteglove.service.desk.errors import Refused

from .conftest import NINE

WORDS = st.text(st.characters(categories=["Ll", "Lu", "Nd", "Zs", "Po"]), max_size=60)


def test_names_addresses_and_numbers_are_masked():
    text = "Hello Cleo, it is 4111 1111 1111 1111 of cleo@customer.example, order 88213. Ada Osei"
    said = masked(text, "en", ["Cleo Amara", "Ada Osei", "cleo@customer.example"])
    assert not {"Cleo", "4111", "cleo@customer.example", "88213", "Ada", "Osei"} & set(said.replace(",", " ").split())
    assert said.startswith("Hello [name]")


@given(WORDS, st.lists(st.sampled_from(["Cleo Amara", "Jonas", "ada@whiteglove.example"]), max_size=3))
def test_a_known_name_never_stays(text, known):
    said = masked(" ".join([text, *known, text]), "en", known)
    assert not any(part in said.split() for name in known for part in name.split())


@given(WORDS, WORDS)
def test_words_a_person_masks_are_gone_wherever_they_stand(text, words):
    wanted = " ".join(words.split())
    if wanted and wanted[0].isalnum() and wanted[-1].isalnum() and wanted.lower() not in "[masked]":
        said = mask_words(f"{text} {wanted} {text}", words).lower().replace("[masked]", "")
        assert f" {wanted.lower()} " not in f" {said} "


@pytest.fixture
def example(open_ticket, wrote, ada):
    ticket = open_ticket()
    wrote(ticket, None, "Hello, this is Cleo Amara at the lighthouse.", at=NINE)
    wrote(ticket, ada, "Hello Cleo, I see to it. Ada Osei", at=NINE.replace(hour=10))
    return draft(ticket=ticket, by=ada, at=NINE)


def shared(example, by, team=None) -> Example:
    return share(example=example, title="Calm at once", why="The first line.", team=team, by=by, at=NINE)


@pytest.fixture
def bo(billing):
    return make_person("Bo", "bo@whiteglove.example", "agent", billing)


pytestmark = pytest.mark.django_db


def test_a_draft_is_its_makers_until_they_share_it(example, ada, bo, lee):
    assert [one.text for one in example.lines.all()][1].startswith("Hello [name]")
    assert draft(ticket=example.ticket, by=ada, at=NINE) == example
    assert not Example.objects.visible_to(lee).exists()
    shared(example, ada)
    assert queries.examples_for(bo).shared().get() == example


def test_what_is_shared_with_a_team_is_read_there_alone(example, ada, bo, lee, support, billing):
    with pytest.raises(Refused, match="team of yours"):
        shared(example, ada, team=billing)
    shared(example, ada, team=support)
    assert Example.objects.visible_to(lee).exists()
    assert not Example.objects.visible_to(bo).exists()


def test_a_person_masks_more_and_leaves_out(example, ada):
    mask_more(example=example, words="The LIGHTHOUSE", by=ada, at=NINE)
    leave_out(line=example.lines.last(), out=True, by=ada, at=NINE)
    shared(example, ada)
    assert [one.text for one in example.lines.all()] == ["Hello, this is [name] at [masked]."]
    with pytest.raises(Refused, match="shared already"):
        mask_more(example=example, words="Hello", by=ada, at=NINE)


def test_it_says_why_and_shows_something(example, ada):
    with pytest.raises(Refused, match="title"):
        share(example=example, title="", why="", team=None, by=ada, at=NINE)
    for line in example.lines.all():
        leave_out(line=line, out=True, by=ada, at=NINE)
    with pytest.raises(Refused, match="left out"):
        shared(example, ada)


def test_a_ticket_one_does_not_see_is_no_example(example, bo):
    with pytest.raises(Http404):
        draft(ticket=example.ticket, by=bo, at=NINE)


def test_colleagues_answer_and_whoever_shared_hears(example, ada, bo):
    shared(example, ada)
    react(example=example, how="tried", by=bo, at=NINE)
    react(example=example, how="tried", by=bo, at=NINE)
    comment(example=example, text="It worked", by=bo, at=NINE)
    for event in Event.objects.filter(name__startswith="example."):
        tell_whoever_shared(event)
        tell_whoever_shared(event)
    assert News.objects.filter(person=ada).count() == 2
    take_reaction_back(example=example, how="tried", by=bo, at=NINE)
    assert not example.tried.exists()


def test_withdrawn_nobody_reads_it_until_it_is_shared_again(example, ada, bo):
    shared(example, ada)
    withdraw(example=example, by=ada, at=NINE)
    assert not Example.objects.visible_to(bo).exists()
    share_again(example=example, by=ada, at=NINE)
    assert Example.objects.visible_to(bo).exists()


def test_erasing_the_customer_takes_the_copy_and_their_words_on_agendas(example, talk, cleo_amara, ada, lee, wrote):
    wrote(example.ticket, ada, "You should have told us.", "fault.blame", at=NINE.replace(hour=11))
    shared(example, ada)
    prepare(talk=talk, by=lee, at=NINE.replace(day=6))
    assert Line.objects.filter(ticket=example.ticket).exists()
    with transaction.atomic():
        dict(erasure.parts)["coaching"](cleo_amara, NINE)
    assert not Example.objects.exists()
    assert not Line.objects.filter(ticket=example.ticket).exists()


def test_nameless_only_among_so_many_that_nobody_can_tell(example, ada, lee, bo, support, signed_in):
    with pytest.raises(Refused, match="so few"):
        share(example=example, title="Calm", why="How", team=None, by=ada, at=NINE, nameless=True)
    for number in range(3):
        make_person(f"P{number}", f"p{number}@whiteglove.example", "agent", support)
    share(example=example, title="Calm", why="How", team=None, by=ada, at=NINE, nameless=True)
    for address in ("/coaching/", "/coaching/examples/", f"/coaching/examples/{example.pk}/"):
        page = signed_in(bo).get(address).content.decode()
        assert "Calm" in page and "Ada" not in page
    with pytest.raises(Refused, match="shared already"):
        share(example=example, title="Calm", why="How", team=None, by=ada, at=NINE)


def test_one_colleague_alone_is_asked_for_a_look_and_answers(
    example, ada, bo, lee, admin, signed_in, mailoutbox, django_capture_on_commit_callbacks
):
    with pytest.raises(Refused, match="Choose a colleague"):
        ask(example=example, colleague=ada, question="Too short?", by=ada, at=NINE)
    ask(example=example, colleague=bo, question="Was my second answer too short?", by=ada, at=NINE)
    assert list(Example.objects.visible_to(bo)) == list(Example.objects.visible_to(ada)) == [example]
    assert not Example.objects.visible_to(lee).exists() and not Example.objects.visible_to(admin).exists()
    page = signed_in(bo).get(f"/coaching/examples/{example.pk}/").content.decode()
    assert "second answer too short" in page and f"#{example.ticket_id}" not in page
    with django_capture_on_commit_callbacks(execute=True):
        for event in Event.objects.filter(name="example.asked"):
            tell_whoever_is_asked(event)
            tell_whoever_is_asked(event)
    assert [(one.to, "too short" in one.body) for one in mailoutbox] == [(["bo@whiteglove.example"], False)]
    assert list(queries.looks_to_take(bo)) == [example]
    comment(example=example, text="A little: say when.", by=bo, at=NINE)
    assert not queries.looks_to_take(bo)
    with pytest.raises(Http404):
        comment(example=example, text="Me too", by=lee, at=NINE)
