"""Go on from an earlier version."""

from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.models import Version

from .change import changing, tell, words_of
from .draft import How, keep, put, says


def restore_version(*, version: Version, by: Person | None, at: datetime) -> Version:
    """Its words are the draft again, as a new version: nothing between is lost, and readers see nothing yet."""
    with changing(version.translation.article, by=by, at=at, permit="knowledge.write") as article:
        now = words_of(article, version.translation)
        words = (version.title, version.summary, version.body)
        if says(now.draft, words):
            return now.draft
        made, _ = keep(now, words, by, at, How.RESTORED)
        put(now, made)
        tell("article.version_restored", article, by, at, language=now.language, number=version.number)
    return made
