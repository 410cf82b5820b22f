"""Put a picture into an article."""

import hashlib
from datetime import datetime

from whiteglove.ground.people.models import Person
from whiteglove.service.knowledge.errors import Refused
from whiteglove.service.knowledge.models import Article, Picture
from whiteglove.service.knowledge.pictures import Unreadable, looked_at

from .change import changing, tell

HEAVIEST = 5 * 1024 * 1024
MOST = 100


def add_picture(*, article: Article, by: Person | None, at: datetime, name: str, content: bytes) -> Picture:
    """Refused unless it is a PNG, JPEG, GIF or WebP of a size that can be drawn. The same one twice is kept once."""
    if len(content) > HEAVIEST:
        raise Refused("This picture is heavier than 5 MB. Make it smaller first.")
    try:
        seen = looked_at(content)
    except Unreadable as error:
        raise Refused(str(error)) from None
    with changing(article, by=by, at=at, permit="knowledge.write") as now:
        if now.pictures.count() >= MOST:
            raise Refused(f"An article holds {MOST} pictures at most.")
        about = {"name": name.replace("\x00", "")[:120] or "picture", "at": at, "by": by, "content": content}
        about |= {"type": seen.type, "width": seen.width, "height": seen.height, "size": len(content)}
        made, new = Picture.objects.get_or_create(
            article=now, digest=hashlib.sha256(content).hexdigest(), defaults=about
        )
        if new:
            tell("article.picture_added", now, by, at, picture=made.pk)
    return made
