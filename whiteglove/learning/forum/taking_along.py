"""One's own words in the forum as a file."""

from typing import Any

from whiteglove.ground.people.models import Person

from . import queries
from .models import Deed, DigestLetter, Draft, Helped, Mentor, Notice, Post, Read, Report, Wording


def file_of(person: Person) -> dict[str, Any]:
    """All that this room keeps of oneself."""
    member = queries.member_of(person)
    posts = Post.objects.filter(author=person).select_related("topic").order_by("id")
    wordings = Wording.objects.filter(post__author=person).order_by("id")
    reads = Read.objects.filter(person=person).order_by("topic").values("topic", "seen", "follows")
    sent = DigestLetter.objects.filter(member=member, sent_at__isnull=False).order_by("id")
    return {
        "person": person.name,
        "letters": {"handle": member.handle, "digest": member.digest, "mentions": member.mail_mentions,
                    "all_read_at": member.all_read_at, "sent": list(sent.values_list("sent_at", flat=True)),
                    } if member else None,
        "posts": [{"topic": one.topic_id, "title": title_for(person, one), "post": one.pk, "at": one.at,
                   "text": one.text, "state": one.state, "helped": one.helpful} for one in posts],
        "earlier_wordings": [{"post": one.post_id, "until": one.at, "title": one.title, "text": one.text}
                             for one in wordings],
        "drafts": list(Draft.objects.filter(person=person).values("topic", "title", "text", "at")),
        "helped_me": list(Helped.objects.filter(person=person).order_by("id").values("post", "at")),
        "read": list(reads),
        "reported": list(Report.objects.filter(by=person).order_by("id").values("post", "why", "note", "at", "upheld")),
        "done_about_mine": list(Deed.objects.filter(whose=person).order_by("id").values(
            "kind", "topic", "post", "reason", "at", "undone_at", "undone_why")),
        "notices": list(Notice.objects.filter(person=person).order_by("id").values("kind", "topic", "post", "at")),
        "mentor": list(Mentor.objects.filter(person=person).order_by("id").values("at", "ended_at")),
    }  # fmt: skip


def title_for(person: Person, post: Post) -> str:
    """What a colleague's topic is called is no longer theirs to read once it was hidden."""
    return post.topic.title if post.topic.stands or post.topic.author_id == person.pk else ""
