"""What is kept of oneself, as a file."""

from typing import Any

from whiteglove.ground.people.models import Person

from .models import Gathering, Seat


def kept_of(person: Person) -> dict[str, Any]:
    """What one said of a gathering isn't there: nobody knows whose it is."""
    seats = Seat.objects.filter(person=person).select_related("gathering").order_by("id")
    hosted = Gathering.objects.filter(hosts=person).order_by("starts_at")
    return {
        "person": person.name,
        "seats": [_seat(one) for one in seats],
        "hosted": [{"name": one.name, "title": one.title, "starts_at": one.starts_at} for one in hosted],
    }


def _seat(one: Seat) -> dict[str, Any]:
    about = one.gathering
    return {
        "name": about.name, "title": about.title, "starts_at": about.starts_at, "called_off_at": about.called_off_at,
        "seat": one.state, "since": one.at, "attended": one.attended, "how": one.how, "noted_at": one.marked_at,
        "reminded_at": one.reminded_at, "certified_at": one.certified_at, "said_how_it_was": one.fed_back,
        "wrong_codes": one.tries, "wrong_answers": one.guesses,
    }  # fmt: skip
