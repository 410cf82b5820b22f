"""What was said before: in the conversation somebody sees, and in those they had earlier."""

from typing import Any

from django.db.models import Q

from whiteglove.service.channels.chat.said import shown_with_files
from whiteglove.service.channels.models import ChatLine, ChatVisitor

AT_A_TIME = 50


def before(visitor: ChatVisitor, session: int, number: int) -> dict[str, Any]:
    """{lines, more}: up to `AT_A_TIME` lines that came before line `number` of their conversation `session`, the oldest
    first, each as `said.shown` tells it with its own `session` and `line`; whether there is more before them. Two
    statements and one for files, however long they have been a customer."""
    wanted, more = Q(), False
    room = AT_A_TIME
    known = visitor.sessions.filter(pk__lte=session).order_by("-pk").values_list("pk", "last")
    for place, (pk, last) in enumerate(known[: AT_A_TIME + 2]):
        upto = min(last, number - 1) if place == 0 and pk == session else last
        taken = max(0, min(upto, room))
        more = upto > taken
        room -= taken
        if taken:
            wanted |= Q(session=pk, number__gt=upto - taken, number__lte=upto)
        if more:
            break
    if not wanted:
        return {"lines": [], "more": False}
    lines = list(ChatLine.objects.filter(wanted).order_by("session", "number"))
    told = zip(shown_with_files(lines), lines, strict=True)
    return {"lines": [one | {"session": row.session_id, "line": row.pk} for one, row in told], "more": more}
