"""Numbers in addresses and forms that are none: answered, never by a page of error."""

import pytest
from django.http import Http404
from django.urls import reverse

from whiteglove.service.customers.panels import customer_for

pytestmark = pytest.mark.django_db
ODD = ["²", "9" * 30, "x", ""]


@pytest.mark.parametrize("odd", ODD)
def test_a_customer_nobody_can_be_is_not_found(odd, rf, ada, cleo_amara):
    request = rf.get("/")
    request.user = ada
    with pytest.raises(Http404):
        customer_for(request, odd)


@pytest.mark.parametrize("odd", ODD)
def test_the_doors_take_odd_numbers_for_none(odd, signed_in, ada, cleo_amara):
    browser, pk = signed_in(ada), cleo_amara.pk
    assert browser.post(reverse("customers:merge", args=[pk]), {"source": odd}).status_code == 404
    assert browser.get(reverse("customers:card", args=[pk]), {"ticket": odd}).context["of_ticket"] == ""
    form = browser.get(reverse("customers:verification", args=[pk]), {"ticket": odd}).context["verify_form"]
    assert form.initial["ticket"] is None
