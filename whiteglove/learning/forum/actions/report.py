"""Say that something shouldn't stand; say that it may."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.learning.forum import queries
from whiteglove.learning.forum.errors import Refused
from whiteglove.learning.forum.models import Deed, DeedKind, Post, Report
from whiteglove.learning.forum.trust import folds

from .keep import announce, changing
from .moderate import ONES_OWN, hide_now, undo

FOLDED = "Reported by several colleagues: folded until somebody has looked"


def report(*, post: Post, why: str, note: str = "", by: Person, at: datetime) -> Report:
    """Told to whoever moderates. What several trusted people report is folded until then, unless a lead wrote it."""
    if why not in Report.WHY:
        raise Refused("Choose what is the matter with it.")
    if post.author_id == by.pk:
        raise Refused("These are your own words: change or delete them.")
    weight = queries.trust_in(by, at).weight
    with changing(post.topic, by=by, at=at) as row:
        now = Post.objects.standing().filter(pk=post.pk).select_related("author").first()
        if now is None:
            raise Refused("This no longer stands here.")
        about = {"why": why, "note": " ".join(note.split())[:300], "weight": weight, "at": at}
        made, new = Report.objects.get_or_create(post=now, by=by, settled_at=None, defaults=about)
        if new:
            announce("topic.reported", row, by, at, post=now.pk, report=made.pk)
        if folds(_weights(now)) and now.author.role not in ("admin", "lead"):
            hide_now(now, row, FOLDED, None, at)
    return made


def _weights(post: Post) -> list[int]:
    """Of the reports that wait. Whoever said it before, and a lead let it stand, waits for the lead this time."""
    looked_at = Report.objects.filter(post=post, upheld=False)
    if post.edited_at:
        looked_at = looked_at.filter(settled_at__gt=post.edited_at)
    rows = Report.objects.open().filter(post=post).exclude(by__in=looked_at.values("by"))
    return list(rows.values_list("weight", flat=True))


def dismiss(*, post: Post, by: Person, at: datetime) -> int:
    """It may stand; what reports folded is shown again. How many reports that settles."""
    if post.author_id == by.pk:
        raise Refused(ONES_OWN)
    with changing(post.topic, by=by, at=at, permit="forum.moderate") as row:
        settled = Report.objects.open().filter(post=post).update(settled_at=at, settled_by=by, upheld=False)
        if settled:
            announce("topic.report_settled", row, by, at, post=post.pk)
        folded = Deed.objects.standing().filter(post=post, kind=DeedKind.HIDE, by=None).first()
    if folded:
        undo(deed=folded, reason="Looked at: it may stand", by=by, at=at)
    return settled
