"""Colleagues meet in the directory; whoever has no access doesn't."""

from django.urls import reverse


def test_everybody_on_the_staff_finds_the_community(signed_in, mo, ada):
    page = signed_in(mo).get(reverse("community:home"))
    assert page.status_code == 200
    assert 'aria-label="Community"' in page.text


def test_somebody_without_access_stays_outside(signed_in, zed, ada):
    browser = signed_in(zed)
    for address in (reverse("community:home"), reverse("community:profile", args=[ada.pk])):
        assert browser.get(address).status_code == 403
