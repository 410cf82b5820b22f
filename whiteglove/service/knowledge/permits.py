"""Who may read, write and publish articles on the staff's pages. What readers may read is models/article.py."""

from typing import Any

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import permit
from whiteglove.service.knowledge.models import Article

STAFF = {"admin", "lead", "agent", "trainee"}
DESK = {"admin", "lead", "agent"}
LEADS = {"admin", "lead"}


def in_reach(person: Person, article: Any) -> bool:
    """An article of some teams is for their people."""
    return Article.objects.visible_to(person).filter(pk=article.pk).exists()


permit("knowledge.see", roles=STAFF, says="See articles, their drafts and history", scope=in_reach, rehearsed=True)
permit("knowledge.write", roles=DESK, says="Write drafts of articles", scope=in_reach)
permit("knowledge.publish", roles=LEADS, says="Publish, archive and move articles", scope=in_reach)
permit("knowledge.organise", roles=LEADS, says="Add and change the categories of articles")
permit("knowledge.misses", roles=DESK, says="See what was searched for and not found")
permit("knowledge.own_notes", roles=STAFF, says="Keep quick references of your own", rehearsed=True)
