"""What this room hangs into the pages of others."""

from django.http import HttpRequest
from django.urls import reverse

from whiteglove.ground.lib.prepared import Prepared
from whiteglove.ground.ui import palette
from whiteglove.ground.ui.addresses import address
from whiteglove.ground.ui.slots import panel
from whiteglove.service.answers import summary
from whiteglove.service.answers.actions.carry_out import title_of
from whiteglove.service.answers.models import Outcome, Talk, Turn
from whiteglove.service.desk.models import Attendance, Ticket

Ending = Attendance.Ending

attendances_of = Prepared(lambda ticket: Attendance.objects.filter(ticket=ticket).order_by("-id")[:1])


@panel("ticket.band", order=10, permit="desk.see", template="answers/band.html")
def attendance(request: HttpRequest, ticket: Ticket) -> dict | None:
    """Asks nothing of what isn't a chat, and one thing of a chat in which no bot talked."""
    rows = attendances_of(ticket.pk) if ticket.channel == "chat" else []
    if not rows or rows[0].ending in (Ending.HELPED, Ending.LEFT):
        return None
    return {"attendance": rows[0]} | (before_people(rows[0]) if rows[0].ended_at else {})


def before_people(row: Attendance) -> dict:
    """What was tried before somebody of ours took over."""
    why = row.why if row.ending == Ending.HANDED_OVER else ""
    says = "talked with the customer first" + (f": {why}" if why else "")
    talk = Talk.objects.filter(session=row.session).first()
    return {"says": says} | ({"shown": shown(talk), "told": list(talk.told.items())} if talk else {})


def shown(talk: Talk) -> list[dict]:
    """Each article it quoted: {"title", "url", "verdict"}."""
    rows = Turn.objects.filter(session=talk.session, outcome=Outcome.ANSWERED).select_related("article").order_by("id")
    return [
        {
            "title": title_of(row),
            "url": reverse("help:article", args=[row.language or "en", row.article.slug]) if row.article else "",
            "verdict": summary.VERDICTS[row.helped],
        }
        for row in rows[:10]
    ]  # fmt: skip


@panel("setup.pages", order=28, permit="answers.setup", template="ui/setup_item.html")
def bots(request: HttpRequest) -> dict:
    says = "Answers chats from your articles, and hands over to people."
    return {"url": reverse("answers:bots"), "icon": "chat", "title": "Answer bot", "says": says}


@panel("nav.learn", order=36, permit="answers.see", template="ui/nav_item.html")
def answers(request: HttpRequest) -> dict:
    url = address("answers:index")
    here = request.path.startswith(url) and not request.path.startswith(reverse("answers:bots"))
    return {"url": url, "label": "Answer bot", "icon": "chat", "current": here}


for key, label, url_name in (
    ("seen", "What the answer bot did", "answers:index"),
    ("missed", "What the answer bot missed", "answers:missed"),
    ("try", "Try the answer bot", "answers:try"),
):
    palette.command(key=f"answers.{key}", label=label, url_name=url_name, permit="answers.see", icon="chat")

palette.command(
    key="answers.setup", label="Setup: the answer bot", url_name="answers:bots", permit="answers.setup", icon="chat"
)
