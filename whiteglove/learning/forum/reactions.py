"""What this room does when something happened, and what it does again and again."""

from datetime import datetime

from whiteglove.ground.events.models import Event
from whiteglove.ground.events.registry import every, on
from whiteglove.ground.lib import clock
from whiteglove.ground.people.models import Person

from . import letters, queries
from .actions.category import ship_categories
from .actions.digest import send_digest, tell_due
from .actions.forget import leave
from .actions.member import know_everybody
from .actions.notice import tell, tell_followers, tell_mentioned, tell_moderators
from .models import DigestLetter, Mentor, Post, Topic


@every(seconds=600, name="forum.letters")
def write_what_is_due(at: datetime) -> None:
    ship_categories()
    know_everybody(at=at)
    tell_due(at=at)


def _post(event: Event) -> Post | None:
    return Post.objects.standing().select_related("topic", "author").filter(pk=event.facts.get("post")).first()


@on("topic.opened", "topic.answered", "topic.reworded")
def tell_whoever_is_named_and_follows(event: Event) -> None:
    post = _post(event)
    if post is None or not post.topic.stands:
        return
    for member in tell_mentioned(post=post, by=post.author_id, at=event.at):
        if member.mail_mentions:
            letters.tell_of_mention(member, queries.name_of(post.author), post.topic, post.pk)
    if event.name == "topic.answered":
        tell_followers(post=post, at=event.at)


@on("topic.settled", "topic.helped")
def tell_whoever_helped(event: Event) -> None:
    """That a topic was settled; that something helped, for the first time alone: thanks aren't counted out."""
    post = _post(event)
    if post is None:
        return
    kind = "settled" if event.name == "topic.settled" else "helped"
    tell(person=post.author_id, key=f"{kind}:{post.pk}", kind=kind, topic=post.topic_id, post=post.pk, by=event.by_id,
         at=event.at)  # fmt: skip


@on("topic.hidden", "topic.shown", "topic.closed")
def tell_whose_it_was(event: Event) -> None:
    kind = event.name.partition(".")[2]
    tell(person=event.facts["person"], key=f"{kind}:{event.facts['deed']}", kind=kind, topic=event.subject_id,
         post=event.facts.get("post"), by=event.by_id, at=event.at)  # fmt: skip


@on("topic.reported")
def tell_whoever_moderates(event: Event) -> None:
    if topic := Topic.objects.filter(pk=event.subject_id).first():
        tell_moderators(topic=topic, report=event.facts["report"], at=event.at)


@on("forum_mentor.named")
def tell_the_mentor(event: Event) -> None:
    if Mentor.objects.standing().filter(pk=event.subject_id).exists():
        tell(person=event.facts["person"], key=f"mentor:{event.subject_id}", kind="mentor", by=event.by_id, at=event.at)


@on("forum_digest.came_due", atomic=False)
def write_the_letter(event: Event) -> None:
    if letter := DigestLetter.objects.select_related("member__person").filter(pk=event.subject_id).first():
        send_digest(letter=letter, at=clock.now())


@on("person.deactivated", "person.role_changed")
def let_whoever_leaves_go(event: Event) -> None:
    person = Person.objects.filter(pk=event.subject_id).first()
    if person and not person.is_staff_member:
        leave(person=person, at=event.at)
