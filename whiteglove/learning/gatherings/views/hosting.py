"""For hosts: the code of the room, and the list of who was there."""

import csv
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_GET, require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.lib.numbers import number
from whiteglove.ground.people.policy import door, require
from whiteglove.learning.gatherings import codes, queries
from whiteglove.learning.gatherings.actions import attend
from whiteglove.learning.gatherings.models import Gathering, Seat
from whiteglove.service.desk.errors import Refused

from .answer import done, known, refusals


def hosted(request: HttpRequest, pk: int) -> Gathering:
    row = known(pk)
    require(request.user, "gatherings.host", row)
    return row


@door("gatherings.host")
@require_GET
@refusals
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """What the host shows to the room. The page asks again for the part that changes."""
    row, now = hosted(request, pk), clock.now()
    seat = queries.seat_of(request.user, row)
    if seat and seat.is_standing:
        raise Refused("You have a seat in it: whoever hosts it shows you the code.")
    about = {"gathering": row, "open": row.takes_codes(now), "left": codes.seconds_left(now)}
    if about["open"]:
        about["code"] = codes.code_at(row.secret, now)
        where = f"{reverse('gatherings:here', args=[pk])}?code={quote(about['code'])}"
        about["drawn"] = drawn(request.build_absolute_uri(where))
    return render(request, f"gatherings/{'code_now' if request.htmx else 'code'}.html", about)


def drawn(url: str) -> SafeString:
    import segno

    out = BytesIO()
    segno.make(url, error="m", micro=False).save(
        out,
        kind="svg",
        border=2,
        xmldecl=False,
        svgns=False,
        omitsize=True,
        svgclass="gather-qr",
        lineclass=None,
        light="white",
    )
    return mark_safe(out.getvalue().decode())


@door("gatherings.host")
@require_http_methods(["GET", "HEAD", "POST"])
@refusals
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody with a seat who isn't ticked wasn't there. It can be noted again."""
    row, now = hosted(request, pk), clock.now()
    if request.method == "POST":
        there = {number(one) for one in request.POST.getlist("there")[:5000]}
        seen = {number(one) for one in request.POST["seen"].split(",")} if "seen" in request.POST else None
        attend.mark_attendance(gathering=row, there=there, by=request.user, at=now, seen=seen)
        return done(request, "Noted who was there.", "attendance", pk)
    seats = queries.list_of(row)
    about = {
        "gathering": row, "begun": row.has_begun(now), "seats": [one for one in seats if one.state != "waiting"],
        "waiting": [one for one in seats if one.state == "waiting"],
        "there": [one.person_id for one in seats if one.attended],
    }  # fmt: skip
    return render(request, "gatherings/attendance.html", about)


@door("gatherings.host")
@require_GET
def sheet(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """The list as a table, a line each."""
    row = hosted(request, pk)
    response = StreamingHttpResponse(lines(queries.list_of(row)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{row.name}-{row.day}.csv"'
    return response


class Echo:
    def write(self, line: str) -> str:
        return line


def lines(seats: list[Seat]) -> Iterator[str]:
    """A name is never a formula."""
    write = csv.writer(Echo()).writerow
    yield write(["person", "address", "seat", "was there", "how", "noted at", "noted by"])
    for one in seats:
        there = {True: "yes", False: "no", None: ""}[one.attended]
        noted = one.marked_at.isoformat(timespec="minutes") if one.marked_at else ""
        by = one.marked_by.name if one.marked_by else ""
        cells = (one.person.name, one.person.email, one.state, there, one.how, noted, by)
        yield write([f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell for cell in cells])
