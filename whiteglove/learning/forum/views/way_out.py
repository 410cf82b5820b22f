"""The way out of the forum's letters. Reading changes nothing: machines open links, too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from whiteglove.ground.lib import clock
from whiteglove.ground.people.policy import public
from whiteglove.learning.forum import actions, letters


@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The signed address is the whole right to do it: no cookie counts, so a forged form has no hold. Mail programs
    send the POST by themselves when asked to (RFC 8058)."""
    member = letters.meant_by(token)
    if member is None:
        return render(request, "forum/stop.html", {"gone": True}, status=404)
    if request.method == "POST":
        actions.end_digest(member=member, at=clock.now())
        member.refresh_from_db()
    stopped = member.digest == "never" and not member.mail_mentions
    return render(request, "forum/stop.html", {"token": token, "stopped": stopped})


by_link.csrf_exempt = True
by_link.opened_by_link = True
stop = public(by_link)
