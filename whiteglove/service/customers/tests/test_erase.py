import json

import pytest
from django.core.exceptions import PermissionDenied

from whiteglove.service.customers import erasure, export
from whiteglove.service.customers.actions import (
    CannotMerge,
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
