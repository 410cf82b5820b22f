from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from whiteglove.service.customers.actions import (
    CannotMerge,
    add_address,
    change,
    make_primary,
    merge,
    note,
    recognise,
    remove_address,
    touch,
    unmerge,
    verify,
)
from whiteglove.service.customers.models import Address, Customer, CustomerMerge
from whiteglove.service.customers.queries import found

pytestmark = pytest.mark.django_db
# A room above whose rows must travel too, reached without importing it.
Ticket = apps.get_model("desk", "Ticket")
OWN = ("name", "organisation_id", "language", "language_source", "time_zone", "time_zone_source", "since",
       "last_contact_at", "contacts", "merged_into_id")  # fmt: skip


def picture(*customers):
    """Everything a merge may change, as plain values."""
    rows = Customer.objects.filter(pk__in=[one.pk for one in customers]).order_by("pk")
    return [
        (
            [getattr(row, field) for field in OWN],
            sorted(row.addresses.values_list("pk", "primary")),
            sorted(row.notes.values_list("pk", flat=True)),
            sorted(bytes(word) for word in row.terms.values_list("word", flat=True)),
            sorted(Ticket.objects.filter(customer=row).values_list("pk", flat=True)),
        )
        for row in rows
    ]


@pytest.fixture
def lived_in(cleo_amara, jonas, ada, at):
    """Both have written, have notes and a ticket; Jonas has a second address and a confirmed zone."""
    for days, customer in enumerate((cleo_amara, jonas), start=1):
        touch(customer, at=at + timedelta(days=days))
        note(customer=customer, by=ada, at=at, text="Prefers mornings.")
        Ticket.objects.create(customer=customer, subject="Charged twice", opened_at=at, changed_at=at)
    add_address(customer=jonas, kind="email", value="jw@weber.example", by=ada, at=at)
    change(customer=jonas, by=ada, at=at, time_zone="Europe/Berlin")
    return cleo_amara, jonas


def test_everything_goes_over(lived_in, ada, at):
    cleo, jonas = lived_in
    merge(source=jonas, target=cleo, by=ada, at=at)
    cleo.refresh_from_db()
    assert cleo.addresses.count() == 3 and cleo.notes.count() == 2
    assert (cleo.contacts, cleo.time_zone) == (2, "Europe/Berlin")
    assert Ticket.objects.filter(customer=cleo).count() == 2
    assert cleo.addresses.get(primary=True).key == "cleo@customer.example"


def test_undoing_puts_everything_back_exactly(lived_in, ada, lee, at):
    cleo, jonas = lived_in
    before = picture(cleo, jonas)
    made = merge(source=jonas, target=cleo, by=ada, at=at)
    assert picture(cleo, jonas) != before
    unmerge(merge=made, by=lee, at=at)
    assert picture(cleo, jonas) == before


def test_what_somebody_changed_since_stays_changed(lived_in, ada, at):
    cleo, jonas = lived_in
    made = merge(source=jonas, target=cleo, by=ada, at=at)
    cleo.refresh_from_db()
    change(customer=cleo, by=ada, at=at, time_zone="Africa/Douala")
    unmerge(merge=made, by=ada, at=at)
    cleo.refresh_from_db()
    assert cleo.time_zone == "Africa/Douala"


def test_what_was_made_the_main_address_since_does_not_stop_the_undo(cleo_amara, jonas, ada, at):
    second = add_address(customer=jonas, kind="email", value="jonas@weber.example", by=ada, at=at)
    made = merge(source=jonas, target=cleo_amara, by=ada, at=at)
    second.refresh_from_db()
    make_primary(address=second, by=ada, at=at)
    unmerge(merge=made, by=ada, at=at)
    main = Address.objects.filter(primary=True).values_list("customer", "key")
    assert sorted(main) == [(cleo_amara.pk, "cleo@customer.example"), (jonas.pk, "jonas.weber@northwind.example")]


def test_a_source_without_its_former_main_address_has_another(cleo_amara, jonas, ada, at):
    add_address(customer=jonas, kind="email", value="jonas@weber.example", by=ada, at=at)
    made = merge(source=jonas, target=cleo_amara, by=ada, at=at)
    remove_address(address=Address.objects.get(key="jonas.weber@northwind.example"), by=ada, at=at)
    unmerge(merge=made, by=ada, at=at)
    assert jonas.addresses.get(primary=True).key == "jonas@weber.example"


def test_a_confirmed_identity_never_travels(cleo_amara, jonas, ada, at):
    verify(customer=jonas, by=ada, at=at, how="callback")
    merge(source=jonas, target=cleo_amara, by=ada, at=at)
    assert not cleo_amara.verifications.standing().exists()


def test_the_merged_record_is_found_as_the_one_it_lives_on_in(cleo_amara, jonas, ada, at):
    merge(source=jonas, target=cleo_amara, by=ada, at=at)
    assert found(ada, "jonas.weber@northwind.example").rows == [cleo_amara]


def test_a_chain_of_merges_ends_at_the_last_and_is_undone_from_there(cleo_amara, jonas, ada, at):
    fatou = recognise(email="fatou@diop.example", name="Fatou Diop", at=at)
    first = merge(source=jonas, target=cleo_amara, by=ada, at=at)
    merge(source=cleo_amara, target=fatou, by=ada, at=at)
    assert recognise(email="jonas.weber@northwind.example", at=at) == fatou
    assert Customer.objects.get(pk=jonas.pk).current == fatou
    with pytest.raises(CannotMerge, match="undo that first"):
        unmerge(merge=first, by=ada, at=at)


def test_a_merge_that_makes_no_sense_says_why(cleo_amara, jonas, ada, at):
    with pytest.raises(CannotMerge, match="into themselves"):
        merge(source=jonas, target=jonas, by=ada, at=at)
    made = merge(source=jonas, target=cleo_amara, by=ada, at=at)
    with pytest.raises(CannotMerge, match="merged already"):
        merge(source=jonas, target=cleo_amara, by=ada, at=at)
    unmerge(merge=made, by=ada, at=at)
    with pytest.raises(CannotMerge, match="undone before"):
        unmerge(merge=made, by=ada, at=at)


@pytest.mark.parametrize("who", ["mo", "zed", "cleo"])
def test_nobody_outside_the_desk_merges(who, cleo_amara, jonas, at, request):
    with pytest.raises(PermissionDenied):
        merge(source=jonas, target=cleo_amara, by=request.getfixturevalue(who), at=at)
    assert not CustomerMerge.objects.exists()
