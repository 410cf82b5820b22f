from threading import Thread

import pytest
from django.db import connection

from whiteglove.ground.events.models import Event
from whiteglove.service.customers.actions import add_organisation, merge, recognise
from whiteglove.service.customers.models import Address, Customer

pytestmark = pytest.mark.django_db


def test_the_first_letter_makes_a_customer(at):
    cleo = recognise(email="Cleo@Customer.example", name="Cleo Amara", language="en", at=at)
    assert (cleo.name, cleo.language, cleo.language_source, cleo.since) == ("Cleo Amara", "en", "guessed", at)
    address = cleo.addresses.get()
    assert (address.value, address.key, address.primary) == ("Cleo@Customer.example", "cleo@customer.example", True)


def test_the_second_letter_finds_her_again_however_it_is_spelt(cleo_amara, at):
    assert recognise(email="CLEO@CUSTOMER.EXAMPLE", at=at) == cleo_amara
    assert Event.objects.filter(name="customer.recognised").count() == 1


def test_a_known_sender_costs_one_query(cleo_amara, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        recognise(email="cleo@customer.example", name="Cleo Amara", language="en", at=at)


def test_what_was_unknown_is_filled_and_what_is_known_stays(at):
    nameless = recognise(email="fatou@diop.example", at=at)
    assert nameless.name == "fatou@diop.example"
    recognise(email="fatou@diop.example", name="Fatou Diop", language="fr", at=at)
    recognise(email="fatou@diop.example", name="Somebody Else", language="en", at=at)
    fatou = Customer.objects.get()
    assert (fatou.name, fatou.language) == ("Fatou Diop", "fr")


def test_people_of_an_organisation_are_known_by_their_domain(admin, at):
    northwind = add_organisation(name="Northwind Ltd", domains=["northwind.example"], by=admin, at=at)
    assert recognise(email="jonas@mail.northwind.example", at=at).organisation == northwind
    assert recognise(email="sipho@notnorthwind.example", at=at).organisation is None


def test_mail_to_a_merged_address_goes_to_the_record_it_lives_on_in(cleo_amara, jonas, ada, at):
    merge(source=jonas, target=cleo_amara, by=ada, at=at)
    assert recognise(email="jonas.weber@northwind.example", at=at) == cleo_amara


@pytest.mark.parametrize("sender", ["not an address", "a" * 900 + "@customer.example", "\x00\x01", "x@y\nBcc: z"])
def test_a_broken_sender_is_kept_and_never_refused(sender, at):
    once = recognise(email=sender, name="Broken\x00 Name" * 40, at=at)
    assert once.pk and "\x00" not in once.name
    if sender.strip("\x00\x01"):
        assert recognise(email=sender, at=at) == once


def test_two_letters_without_a_sender_are_never_taken_for_one_person(at):
    assert recognise(email="", at=at) != recognise(email="", at=at)


def test_a_caller_is_known_by_the_number(at):
    sipho = recognise(phone="+27 11 978 5313", name="Sipho Nkosi", at=at)
    assert recognise(phone="+27119785313", at=at) == sipho
    assert sipho.addresses.get().key == "+27119785313"


@pytest.mark.django_db(transaction=True)
def test_two_letters_at_the_same_moment_make_one_customer(at):
    def write():
        recognise(email="cleo@customer.example", name="Cleo Amara", at=at)
        connection.close()

    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time; PostgreSQL shows the race")
    letters = [Thread(target=write) for _ in range(6)]
    [one.start() for one in letters]
    [one.join() for one in letters]
    assert Customer.objects.count() == Address.objects.count() == 1
