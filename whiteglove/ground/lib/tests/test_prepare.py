"""A prepared question gives what its queryset gives, for other values too."""

from datetime import timedelta

import pytest

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.people.models import Membership, Person

pytestmark = pytest.mark.django_db


def test_a_prepared_question_answers_for_each_value(ada, lee, django_assert_num_queries):
    person = Prepared(lambda pk: Person.objects.filter(pk=pk, is_active=True))
    with django_assert_num_queries(2):
        assert person(ada.pk) == [ada]
        assert person(lee.pk) == [lee]
    assert person.first(-1) is None


def test_an_instance_is_whole(ada):
    found = Prepared(lambda pk: Person.objects.filter(pk=pk)).first(ada.pk)
    plain = Person.objects.get(pk=ada.pk)
    assert {field.attname: getattr(found, field.attname) for field in Person._meta.concrete_fields} == {
        field.attname: getattr(plain, field.attname) for field in Person._meta.concrete_fields
    }
    assert not found._state.adding


def test_relatives_come_along_and_what_was_left_out_is_fetched_when_asked(ada, support, django_assert_num_queries):
    of = Prepared(lambda pk: Membership.objects.filter(person=pk).select_related("person").only("team", "person__name"))
    with django_assert_num_queries(1):
        membership = of.first(ada.pk)
        assert (membership.person.name, membership.team_id) == (ada.name, support.pk)
    with django_assert_num_queries(1):
        assert membership.person.email == ada.email


def test_lists_of_any_length_and_tuples(ada, lee, mo):
    names = Prepared(lambda ids: Person.objects.filter(pk__in=ids).order_by("pk").values_list("pk", "joined_at"))
    for people in ([ada], [ada, lee], [ada, lee, mo]):
        expected = sorted((person.pk, person.joined_at) for person in people)
        assert names([person.pk for person in people]) == expected
    assert names([]) == []


def test_lists_with_others_around_them(ada, lee, mo):
    chosen = Prepared(
        lambda no, ids, emails, role: (
            Person.objects.filter(pk__in=ids, email__in=emails, role=role).exclude(pk__in=no).values_list("pk")
        )
    )
    both = [ada.pk, lee.pk, 2**40]
    assert chosen([lee.pk], both, [ada.email, lee.email], ada.role) == [(ada.pk,)]
    assert chosen([ada.pk, lee.pk], both, [ada.email], ada.role) == []
    assert chosen([mo.pk, lee.pk], both, [lee.email], ada.role) == []


def test_what_can_find_nothing_is_refused():
    with pytest.raises(ValueError, match="must be able to find something"):
        Prepared(lambda pk: Person.objects.filter(pk=pk).none())(1)


def test_texts_and_instants_are_values_too(ada, lee):
    joined = Prepared(lambda emails, since: Person.objects.filter(email__in=emails, joined_at__gte=since))
    assert joined([ada.email, "nobody@whiteglove.example"], ada.joined_at) == [ada]
    assert joined([ada.email, lee.email], ada.joined_at + timedelta(days=1)) == []


def test_a_relative_of_many_rows_is_one_instance(ada, lee, support):
    of = Prepared(lambda team: Membership.objects.filter(team=team).select_related("team", "person").order_by("pk"))
    memberships = of(support.pk)
    assert len(memberships) > 1
    assert len({id(one.team) for one in memberships}) == 1
    assert [one.person for one in memberships] == [one.person for one in Membership.objects.filter(team=support)]


def test_a_condition_that_django_leaves_out_is_refused(db):
    """A positive number is never below the stand-in, so Django would drop the condition, and every row be found."""
    from whiteglove.service.channels.models import ChatLine

    with pytest.raises(ValueError, match="left one out"):
        Prepared(lambda number: ChatLine.objects.filter(number__gt=number))(3)
