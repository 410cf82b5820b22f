from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.customers.actions import add_organisation, learn, recognise
from whiteglove.service.customers.models import Address, Customer
from whiteglove.service.customers.queries import found, listed
from whiteglove.service.customers.words import asked_words, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(admin, at):
    add_organisation(name="Northwind Ltd", domains=["northwind.example"], by=admin, at=at)
    people = [("Élodie Weiß", "elodie@customer.example"), ("Jonas Weber", "j.weber@northwind.example"),
              ("Fatou Diop", "fatou@diop.example"), ("Jonas", "jonas@customer.example")]  # fmt: skip
    return {name: recognise(email=email, name=name, at=at) for name, email in people}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("fat", ["Fatou Diop"]),
        ("elodie", ["Élodie Weiß"]),
        ("ÉLODIE weiss", ["Élodie Weiß"]),
        ("weber jonas", ["Jonas Weber"]),
        ("northwind", ["Jonas Weber"]),
        ("j.weber@northwind.example", ["Jonas Weber"]),
        ("northwind.example", ["Jonas Weber"]),
        ("fatou@", ["Fatou Diop"]),
        ("jonas fatou", []),
        ("%", []),
        ("   ", []),
        ("' OR 1=1 --", []),
    ],
)
def test_customers_are_found_by_name_address_and_organisation(asked, names, cast, ada):
    assert [one.name for one in found(ada, asked).rows] == names


def test_a_whole_word_comes_before_a_longer_one(cast, ada):
    assert {one.name for one in found(ada, "jonas").rows} == {"Jonas", "Jonas Weber"}


def test_a_number_is_found_with_and_without_its_country_code(ada, at):
    sipho = recognise(phone="+27 11 978 5313", name="Sipho Nkosi", at=at)
    for asked in ("+27 11 978", "011 978 5313", "119785313"):
        assert found(ada, asked).rows == [sipho], asked


def many(at, number=60):
    rows = Customer.objects.bulk_create(
        Customer(name=f"Asker {n:03}", last_contact_at=at + timedelta(minutes=n // 2), since=at) for n in range(number)
    )
    Address.objects.bulk_create(
        Address(customer=row, value=f"a{row.pk}@x.example", key=f"a{row.pk}@x.example", domain="x.example")
        for row in rows
    )
    learn(Customer.objects.select_related("organisation").prefetch_related("addresses"))


@pytest.mark.parametrize(
    "read", [lambda ada, after: listed(ada, after=after), lambda ada, after: found(ada, "as", after=after)]
)
def test_pages_show_everybody_once(read, ada, at):
    many(at)
    seen, after = [], ""
    while True:
        page = read(ada, after)
        seen += [one.pk for one in page.rows]
        if not (after := page.after):
            break
    assert len(seen) == len(set(seen)) == 60


def test_somebody_with_two_words_that_match_is_listed_once(ada, at):
    recognise(email="anna@annan.example", name="Anna Annan", at=at)
    assert len(found(ada, "ann").rows) == 1


@pytest.mark.parametrize("cursor", ["nonsense", "W10=", "WyJ4IiwieSJd", "e30="])
def test_a_made_up_cursor_starts_at_the_beginning(cursor, cast, ada):
    assert len(listed(ada, after=cursor).rows) == 4


@pytest.mark.parametrize("who", ["mo", "zed", "cleo"])
def test_nobody_outside_the_desk_finds_anybody(who, cast, request):
    stranger = request.getfixturevalue(who)
    assert listed(stranger).rows == found(stranger, "jonas").rows == []


def test_the_list_costs_the_same_however_long_it_is(ada, at, django_assert_max_num_queries):
    many(at)
    for read in (lambda: listed(ada), lambda: found(ada, "asker")):
        with django_assert_max_num_queries(5):
            [(row.name, row.organisation, row.standing_verifications, list(row.addresses.all())) for row in read().rows]


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for(text):
    assert all(isinstance(word, bytes) and word for word in asked_words(text))


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), min_size=1, max_size=40))
def test_a_name_is_found_by_itself(name):
    known = words_of(name, [])
    for asked in asked_words(name):
        assert any(word.startswith(asked) for word in known) or asked.isdigit()
