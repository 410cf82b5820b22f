"""What a customer can put right about themselves."""

from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.service.customers import actions
from whiteglove.service.customers.guest import Guest
from whiteglove.service.portal import tongue
from whiteglove.service.portal.doors import customers_door, owned
from whiteglove.service.portal.forms import ProfileForm
from whiteglove.service.portal.page import page


@customers_door("portal.see", writes="portal.profile")
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest, guest: Guest) -> HttpResponse:
    customer = guest.customer
    if request.method == "GET":
        known = {"name": customer.name, "language": customer.language, "time_zone": customer.time_zone}
        return shown(request, guest, known | {"kept": "kept" in request.GET})
    form = ProfileForm(request.POST, customer.language)
    if not form.is_valid():
        return shown(request, guest, {"wrong": True, **request.POST.dict()}, status=422)
    actions.change(customer=owned(guest, "portal.profile", customer), by=None, at=clock.now(), **form.cleaned_data)
    return redirect(reverse("my:profile") + "?kept=yes")


def shown(request: HttpRequest, guest: Guest, values: dict, status: int = 200) -> HttpResponse:
    own = guest.customer.language
    spoken = [*tongue.known(), *([own] if own and own not in tongue.known() else [])]
    about = {"spoken_here": spoken, "zones": sorted(available_timezones()), "values": values,
             "addresses": [one for one in guest.customer.addresses.all() if one.kind == "email"]}  # fmt: skip
    about |= {"wrong": values.get("wrong"), "kept": values.get("kept"), "here": "profile"}
    return page(request, "profile.html", about, guest, status)
