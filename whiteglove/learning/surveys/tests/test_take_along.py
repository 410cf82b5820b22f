"""What customers said of one's work is one's own to know, without the customer; of who was erased it is nobody's."""

import json

import pytest

from whiteglove.learning.surveys.actions.erase import erase_person
from whiteglove.learning.surveys.models import SeenTo, Survey, SurveyAnswer
from whiteglove.learning.surveys.taking_along import file_of, nameless

from .conftest import later

SAID = "Ada was kind. Yours, Cleo (cleo@customer.example)"


@pytest.fixture
def answered(asked) -> SurveyAnswer:
    return SurveyAnswer.objects.create(
        survey=asked, kind="csat", score=2, source="email", bad=True, comment=SAID, answered_at=later(hours=1)
    )


@pytest.mark.django_db
def test_answers_about_oneself_without_whose_they_are(answered, ada, lee):
    SeenTo.objects.create(answer=answered, by=lee, at=later(hours=2), note="Rang Cleo Amara")
    told = file_of(ada)
    assert [(one["ticket"], one["score"], one["most"]) for one in told["answers"]] == [
        (answered.survey.ticket_id, 2, 5)
    ]
    assert told["answers"][0]["comment"] == "Ada was kind. Yours, […] ([…])"
    assert file_of(lee)["answers"] == [] and file_of(lee)["seen_to"][0]["note"] == "Rang […] […]"
    assert not any(word in json.dumps([told, file_of(lee)], default=str) for word in ("Cleo", "customer.example"))


@pytest.mark.django_db
def test_the_file_costs_the_same_however_many_answered(answered, ada, django_assert_num_queries):
    with django_assert_num_queries(2):
        file_of(ada)


@pytest.mark.django_db
def test_of_who_is_erased_the_answer_stays_and_is_nobodys(answered, ada):
    erase_person(ada, later(days=1))
    assert Survey.objects.get().person is None and SurveyAnswer.objects.get().comment == SAID
    assert file_of(ada)["answers"] == []


@pytest.mark.parametrize(
    ("said", "name", "left"),
    [
        ("Thank you, CLEO!", "Cleo Amara", "Thank you, […]!"),
        ("Cleopatra is another", "Cleo Amara", "Cleopatra is another"),
        ("Ring +44 20 7946 0958", "", "Ring […]"),
        ("It is so", "Bo So", "It is so"),
        ("Amara-Diaz (amara) said", "C. Amara-Diaz", "[…]-[…] ([…]) said"),
        ("", "Cleo", ""),
    ],
)
def test_names_and_addresses_are_left_out(said, name, left):
    assert nameless(said, name) == left
