"""The letters of this room: who and where, with the way out in each. What is said in the forum is in none of them."""

from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from whiteglove.ground.people.post import post

from . import queries
from .digesting import MOST
from .models import DigestLetter, Member, Topic

SALT = "forum.letters"


def token_of(member: Member) -> str:
    return signing.dumps(member.pk, salt=SALT)


def meant_by(token: str) -> Member | None:
    """Whose letters a link is about; None for a link that isn't ours."""
    try:
        return Member.objects.select_related("person").filter(pk=signing.loads(token[:200], salt=SALT)).first()
    except signing.BadSignature:
        return None


def whole(name: str, *parts: object) -> str:
    return urljoin(settings.PUBLIC_URL, reverse(name, args=parts))


def news_for(member: Member, since, until) -> list[Topic]:
    """What moved between the two and they haven't read, what they follow first."""
    moved = Topic.objects.standing().filter(last_at__gt=since, last_at__lte=until).select_related("category", "author")
    rows = queries.rows_of(member.person, list(moved.order_by(*queries.ORDER)[: MOST * 5]))
    unread = sorted((row for row in rows if row.unread), key=lambda row: not row.follows)
    return [row.topic for row in unread][:MOST]


def send_digest(member: Member, news: list[Topic], letter: DigestLetter) -> bool:
    """False if it couldn't be handed over. Its id is its row's, so that a mailbox tells a second copy."""
    shown = [(one, whole("forum:topic", one.pk)) for one in news]
    host = urlsplit(settings.PUBLIC_URL).hostname
    made = _letter("digest", "News of the forum", member, {"news": shown, "home": whole("forum:home")})
    made.extra_headers["Message-ID"] = f"<forum-digest-{letter.pk}@{host}>"
    return bool(made.send(fail_silently=True))


def tell_of_mention(member: Member, who: str, topic: Topic, number: int) -> None:
    url = f"{whole('forum:topic', topic.pk)}?post={number}#post-{number}"
    post(_letter("mention", f"{who} mentions you in the forum", member, {"who": who, "topic": topic, "url": url}))


def _letter(name: str, subject: str, member: Member, words: dict) -> EmailMessage:
    """RFC 2369 names the way out, RFC 8058 lets mail programs take it with one press of theirs."""
    stop = whole("forum_letters:stop", token_of(member))
    text = render_to_string(f"forum/letters/{name}.txt", words | {"to": member.person, "stop": stop})
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
               "Auto-Submitted": "auto-generated"}  # fmt: skip
    return EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [member.person.email],
                        headers=headers)  # fmt: skip
