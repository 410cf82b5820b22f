from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from whiteglove.ground.events.models import Event
from whiteglove.service.customers.actions import (
    Taken,
    add,
    add_address,
    add_organisation,
    change,
    change_organisation,
    make_primary,
    note_bounce,
    recognise,
    remove_address,
    split_address,
    touch,
)
from whiteglove.service.customers.models import Customer
from whiteglove.service.customers.queries import found

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_every_interaction_updates_the_record(cleo_amara, at):
    touch(cleo_amara, at=at + HOUR)
    touch(cleo_amara, at=at - HOUR)
    kept = Customer.objects.get()
    assert (kept.contacts, kept.last_contact_at, kept.since) == (2, at + HOUR, at - HOUR)


def test_an_interaction_costs_one_query(cleo_amara, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        touch(cleo_amara, at=at, language="fr")


def test_a_guess_follows_the_letters_until_a_person_confirms_it(cleo_amara, ada, at):
    touch(cleo_amara, at=at, language="fr", utc_offset=60, country="CM")
    assert (cleo_amara.language, cleo_amara.time_zone, cleo_amara.time_zone_source) == (
        "fr",
        "Africa/Douala",
        "guessed",
    )
    change(customer=cleo_amara, by=ada, at=at, language="fr", time_zone="Africa/Lagos")
    touch(cleo_amara, at=at, language="en", utc_offset=-300, country="US")
    kept = Customer.objects.get()
    assert (kept.language, kept.language_source) == ("fr", "confirmed")
    assert (kept.time_zone, kept.time_zone_source) == ("Africa/Lagos", "confirmed")


def test_the_country_is_read_from_a_phone_number_or_domain(at):
    jonas = recognise(email="jonas@laden.de", at=at)
    touch(jonas, at=at, utc_offset=60)
    assert jonas.time_zone == "Europe/Berlin"


def test_a_mail_server_writing_utc_does_not_move_anybody(cleo_amara, at):
    touch(cleo_amara, at=at, utc_offset=60, country="CM")
    touch(cleo_amara, at=at, utc_offset=0)
    assert cleo_amara.time_zone == "Africa/Douala"


def test_a_change_that_changes_nothing_is_not_announced(cleo_amara, ada, at):
    change(customer=cleo_amara, by=ada, at=at, name="Cleo Amara")
    assert not Event.objects.filter(name="customer.changed").exists()


def test_facts_of_events_hold_no_personal_data(cleo_amara, ada, at):
    change(customer=cleo_amara, by=ada, at=at, name="Cleo N. Amara")
    assert Event.objects.get(name="customer.changed").facts == {"fields": ["name"]}


def test_a_new_name_is_found_and_the_old_one_is_not(cleo_amara, ada, at):
    change(customer=cleo_amara, by=ada, at=at, name="Cleo Okonkwo")
    assert found(ada, "okonkwo").rows == [cleo_amara]
    assert found(ada, "amara").rows == []


def test_a_customer_can_be_added_before_they_write(ada, at):
    sipho = add(name="Sipho Nkosi", email="sipho@nkosi.example", phone="011 978 5313", region="ZA", by=ada, at=at)
    assert [one.key for one in sipho.addresses.all()] == ["sipho@nkosi.example", "+27119785313"]
    assert found(ada, "sipho nk").rows == [sipho]


def test_an_address_belongs_to_one_customer(cleo_amara, jonas, ada, at):
    with pytest.raises(Taken) as refused:
        add_address(customer=jonas, kind="email", value="CLEO@customer.example", by=ada, at=at)
    assert refused.value.owner == cleo_amara
    with pytest.raises(Taken):
        add(name="Cleo again", email="cleo@customer.example", by=ada, at=at)
    assert Customer.objects.count() == 2


def test_the_main_address_passes_on_when_it_is_removed(cleo_amara, ada, at):
    add_address(customer=cleo_amara, kind="email", value="cleo@work.example", by=ada, at=at)
    gone = remove_address(address=cleo_amara.addresses.get(primary=True), by=ada, at=at)
    assert cleo_amara.addresses.get().primary
    add_address(customer=cleo_amara, by=ada, at=at, **gone)
    assert found(ada, "cleo@customer.example").rows == [cleo_amara]


def test_one_main_address_of_a_kind(cleo_amara, ada, at):
    work = add_address(customer=cleo_amara, kind="email", value="cleo@work.example", by=ada, at=at)
    make_primary(address=work, by=ada, at=at)
    assert cleo_amara.addresses.get(primary=True) == work


def test_a_split_address_becomes_somebody_else(cleo_amara, ada, at):
    shared = add_address(customer=cleo_amara, kind="email", value="office@amara.example", by=ada, at=at)
    office = split_address(address=shared, by=ada, at=at)
    assert recognise(email="office@amara.example", at=at) == office != cleo_amara
    with pytest.raises(ValueError, match="only address"):
        split_address(address=cleo_amara.addresses.get(), by=ada, at=at)


def test_a_bounce_is_remembered_at_the_address(cleo_amara, at):
    assert note_bounce(email="Cleo@customer.example", at=at)
    assert cleo_amara.addresses.get().bounced_at == at
    assert not note_bounce(email="who@nobody.example", at=at)


def test_people_join_an_organisation_when_its_domain_is_learnt(jonas, cleo_amara, lee, at):
    northwind = add_organisation(name="Northwind Ltd", by=lee, at=at)
    change_organisation(organisation=northwind, name="Northwind Ltd", domains=["northwind.example"], by=lee, at=at)
    jonas.refresh_from_db()
    assert jonas.organisation == northwind
    assert found(lee, "northwind ltd").rows == [jonas]


def test_a_domain_stands_for_one_organisation(lee, at):
    add_organisation(name="Northwind Ltd", domains=["northwind.example"], by=lee, at=at)
    with pytest.raises(ValueError, match="belongs to Northwind"):
        add_organisation(name="Southwind", domains=["northwind.example"], by=lee, at=at)


@pytest.mark.parametrize("who", ["mo", "zed", "cleo"])
def test_nobody_outside_the_desk_changes_a_customer(who, cleo_amara, at, request):
    stranger = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        change(customer=cleo_amara, by=stranger, at=at, name="Hacked")
    with pytest.raises(PermissionDenied):
        add_address(customer=cleo_amara, kind="email", value="a@b.example", by=stranger, at=at)
    assert not Customer.objects.visible_to(stranger).exists()


def test_an_agent_does_not_rearrange_organisations(ada, at):
    with pytest.raises(PermissionDenied):
        add_organisation(name="Northwind Ltd", by=ada, at=at)
