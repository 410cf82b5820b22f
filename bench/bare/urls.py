"""The one page: whoever is signed in sees 25 tickets. One statement of its own, beside the session's and the user's.

Five columns of text and numbers, no dates: Django's own way of showing dates would make this page a quarter slower.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from bench.bare.models import Ticket


@login_required
def tickets(request: HttpRequest) -> HttpResponse:
    return render(request, "tickets.html", {"tickets": Ticket.objects.order_by("-id")[:25]})


urlpatterns = [path("", tickets)]
