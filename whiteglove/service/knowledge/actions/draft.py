"""Keep what is being written: as a version, and never over somebody else's words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from whiteglove.ground.lib.text import storable
from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.models import Translation, Version

from .change import changing, tell, words_of
from .index import index

LONGEST = 200_000
# For so long what one person keeps without naming it is one version.
TOGETHER = timedelta(minutes=10)
How = Version.How


@dataclass(frozen=True)
class Kept:
    """`beside`: somebody else had saved first, so these words stand beside theirs. `edition` is what to send next."""

    version: Version
    edition: int
    beside: bool = False


def save_draft(
    *,
    translation: Translation,
    by: Person | None,
    at: datetime,
    title: str,
    body: str,
    summary: str = "",
    edition: int | None = None,
    beside: int | None = None,
    by_itself: bool = False,
) -> Kept:
    """Keep these words as the draft, unless the draft isn't any more the one of `edition` that the writer saw.

    Then they are kept as a version beside it, or in `beside`, the number of the one that holds what they wrote so far.
    Raises Refused for no title or a text beyond all measure.
    """
    words = checked(title, summary, body)
    with changing(translation.article, by=by, at=at, permit="knowledge.write") as article:
        now = words_of(article, translation)
        same = says(now.draft, words)
        late = edition is not None and edition != now.edition and not same
        how = How.BESIDE if late else How.BY_ITSELF if by_itself else How.WRITTEN
        version, new = (now.draft, False) if same else keep(now, words, by, at, how, beside)
        if not by_itself and version.how == How.BY_ITSELF and version.by_id == getattr(by, "pk", None):
            version.how = How.WRITTEN
            version.save(update_fields=["how"])
        if not late and not same:
            put(now, version)
        if new:
            tell("article.saved", article, by, at, language=now.language, number=version.number, beside=late)
    translation.refresh_from_db()
    return Kept(version, now.edition, late)


def checked(title: str, summary: str, body: str) -> tuple[str, str, str]:
    # Slides break lines by vertical tabs.
    given = (text.replace("\r\n", "\n").replace("\x0b", "\n") for text in (title, summary, body))
    title, summary, body = map(storable, given)
    title, summary = " ".join(title.split()), " ".join(summary.split())
    if not title:
        raise Refused("Give the article a title: it is what people look for.")
    if len(title) > 200 or len(summary) > 300:
        raise Refused("A title holds at most 200 characters, a summary 300.")
    if len(body) > LONGEST:
        raise Refused("This text is too long for one article. Make several of it.")
    return title, summary, body


def says(version: Version | None, words: tuple[str, str, str]) -> bool:
    return version is not None and (version.title, version.summary, version.body) == words


def keep(
    translation: Translation,
    words: tuple[str, str, str],
    by: Person | None,
    at: datetime,
    how: str,
    beside: int | None = None,
) -> tuple[Version, bool]:
    """The version that holds these words now, and whether it is a new one."""
    title, summary, body = words
    going_on = unfinished(translation, by, at, how, beside)
    if going_on is not None:
        going_on.title, going_on.summary, going_on.body, going_on.at = title, summary, body, max(at, going_on.began_at)
        going_on.save()
        return going_on, False
    last = translation.versions.aggregate(last=Max("number"))["last"] or 0
    return translation.versions.create(
        number=last + 1, title=title, summary=summary, body=body, by=by, at=at, began_at=at, how=how
    ), True  # fmt: skip


def unfinished(
    translation: Translation, by: Person | None, at: datetime, how: str, beside: int | None
) -> Version | None:
    """The version this person is still writing: unnamed, seen by no reader, begun just now.

    That is the draft, or the one of number `beside`: another page of the same person may write beside it, too.
    """
    near = translation.versions.filter(by=by, began_at__gt=at - TOGETHER, publications=None)
    if how == How.BESIDE:
        return near.filter(how=how, number=beside).first() if beside else None
    return near.filter(how=How.BY_ITSELF, pk=translation.draft_id).first()


def put(translation: Translation, version: Version) -> None:
    """Make this version the draft, findable by staff."""
    translation.draft, translation.title = version, version.title
    translation.edition += 1
    translation.save(update_fields=["draft", "title", "edition"])
    index(translation=translation)
