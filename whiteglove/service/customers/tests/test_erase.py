import json

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.actions import (
    CannotMerge,
    add_address,
    change,
    erase,
    export_customer,
    merge,
    note,
    recognise,
    verify,
)
from whiteglove.service.customers.models import Address, Customer, CustomerNote, Term
from whiteglove.service.customers.queries import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_room():
    """A room that keeps birthdays."""
    seen = []
    erasure.register("birthdays", lambda customer, at: seen.append(customer.pk) or 3)
    export.register("birthdays", lambda customer: [f"birthday of {customer.pk}"])
    yield seen
    erasure.parts._parts.pop("birthdays")
    export.parts._parts.pop("birthdays")


def test_the_export_holds_what_every_room_keeps(cleo_amara, jonas, ada, admin, at, other_room):
    note(customer=cleo_amara, by=ada, at=at, text="Prefers mornings.")
    verify(customer=cleo_amara, by=ada, at=at, how="callback")
    merge(source=jonas, target=cleo_amara, by=ada, at=at)
    whole = json.loads(json.dumps(export_customer(customer=cleo_amara, by=admin, at=at)))
    assert [one["name"] for one in whole["records"]] == ["Cleo Amara", "Jonas Weber"]
    first = whole["records"][0]
    assert {one["key"] for one in first["addresses"]} == {"cleo@customer.example", "jonas.weber@northwind.example"}
    assert first["notes"][0]["text"] == "Prefers mornings." and first["verifications"][0]["how"] == "callback"
    assert whole["birthdays"] == [f"birthday of {cleo_amara.pk}", f"birthday of {jonas.pk}"]


def test_erasure_reaches_every_room_and_every_merged_record(cleo_amara, jonas, ada, admin, at, other_room):
    note(customer=cleo_amara, by=ada, at=at, text="Prefers mornings.")
    verify(customer=cleo_amara, by=ada, at=at, how="other", detail="Knew her dog's name")
    merge(source=jonas, target=cleo_amara, by=ada, at=at)
    row = erase(customer=cleo_amara, by=admin, at=at, reason="She asked on 2 March")
    assert row.removed["addresses"] == 2 and row.removed["notes"] == 1 and row.removed["birthdays"] == 6
    assert not Address.objects.exists() and not CustomerNote.objects.exists()
    assert set(Customer.objects.values_list("name", "language")) == {("Erased customer", "")}
    assert cleo_amara.verifications.get().detail == ""
    assert sorted(other_room) == sorted([cleo_amara.pk, jonas.pk])
    assert not found(admin, "cleo").rows and not Term.objects.filter(word=b"jonas").exists()


def test_erasing_twice_is_erasing_once(cleo_amara, admin, at):
    assert erase(customer=cleo_amara, by=admin, at=at) == erase(customer=cleo_amara, by=admin, at=at)


def test_nothing_more_is_kept_about_an_erased_customer(cleo_amara, ada, admin, at):
    erase(customer=cleo_amara, by=admin, at=at)
    more = {"customer": cleo_amara, "by": ada, "at": at}
    for keep, what in (
        (add_address, {"kind": "email", "value": "cleo@work.example"}),
        (change, {"name": "Cleo Amara"}),
        (note, {"text": "Prefers mornings."}),
        (verify, {"how": "callback"}),
    ):
        with pytest.raises(ValueError, match="was erased"):
            keep(**more, **what)
    assert not cleo_amara.addresses.exists() and not cleo_amara.notes.exists()


def test_erasing_again_removes_what_came_since_and_adds_it_up(cleo_amara, admin, at, other_room):
    erase(customer=cleo_amara, by=admin, at=at, reason="She asked on 2 March")
    Customer.objects.filter(pk=cleo_amara.pk).update(name="Cleo Amara")
    CustomerNote.objects.create(customer=cleo_amara, at=at, text="Prefers mornings.")
    row = erase(customer=cleo_amara, by=admin, at=at)
    assert not CustomerNote.objects.exists() and Customer.objects.get(pk=cleo_amara.pk).name == "Erased customer"
    assert (row.removed["addresses"], row.removed["notes"], row.removed["birthdays"]) == (1, 1, 3)
    assert row.reason == "She asked on 2 March"


def test_erasing_a_merged_record_erases_the_one_it_lives_on_in(cleo_amara, jonas, ada, admin, at):
    merge(source=jonas, target=cleo_amara, by=ada, at=at)
    jonas.refresh_from_db()
    whole = export_customer(customer=jonas, by=admin, at=at)
    assert [one["name"] for one in whole["records"]] == ["Cleo Amara", "Jonas Weber"]
    assert erase(customer=jonas, by=admin, at=at).customer == cleo_amara
    assert not Address.objects.exists()
    assert set(Customer.objects.values_list("name", flat=True)) == {"Erased customer"}


def test_the_page_asks_about_the_record_that_will_be_erased(cleo_amara, jonas, ada, admin, at, signed_in):
    merge(source=jonas, target=cleo_amara, by=ada, at=at)
    boss, door = signed_in(admin), reverse("customers:erase", args=[jonas.pk])
    assert boss.get(door)["Location"] == reverse("customers:erase", args=[cleo_amara.pk])
    assert boss.post(door, {"sure": "on"})["Location"] == reverse("customers:customer", args=[cleo_amara.pk])
    assert not Address.objects.exists()


def test_the_page_of_an_erased_customer_takes_nothing_in(cleo_amara, ada, admin, at, signed_in):
    erase(customer=cleo_amara, by=admin, at=at)
    page = signed_in(admin).get(reverse("customers:customer", args=[cleo_amara.pk])).content.decode()
    assert "Erase what came since" in page and "Add note" not in page and 'data-opens="#customer-address"' not in page
    edit = reverse("customers:edit", args=[cleo_amara.pk])
    told = signed_in(ada).post(edit, {"name": "Cleo Amara"}, follow=True).content.decode()
    assert "Add them as a new customer" in told and "Cleo Amara" not in told


def test_an_erased_customer_who_writes_again_is_new(cleo_amara, admin, at):
    erase(customer=cleo_amara, by=admin, at=at)
    assert recognise(email="cleo@customer.example", at=at) != cleo_amara


def test_an_erased_customer_is_nobody_to_merge_with(cleo_amara, jonas, admin, at):
    erase(customer=cleo_amara, by=admin, at=at)
    with pytest.raises(CannotMerge, match="erased"):
        merge(source=jonas, target=cleo_amara, by=admin, at=at)


@pytest.mark.parametrize("who", ["ada", "lee", "mo", "zed"])
def test_only_an_administrator_erases(who, cleo_amara, at, request):
    with pytest.raises(PermissionDenied):
        erase(customer=cleo_amara, by=request.getfixturevalue(who), at=at)
    assert cleo_amara.addresses.exists()


@pytest.mark.parametrize("who", ["ada", "lee", "mo", "zed"])
def test_nobody_who_sees_only_some_teams_carries_data_out(who, cleo_amara, at, request):
    with pytest.raises(PermissionDenied):
        export_customer(customer=cleo_amara, by=request.getfixturevalue(who), at=at)
