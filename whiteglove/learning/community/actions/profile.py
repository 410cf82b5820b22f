"""Write one's own profile, choose a picture, empty all of it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from whiteglove.ground.people.models import Person
from whiteglove.ground.people.policy import require
from whiteglove.learning.community import portrait, wording
from whiteglove.learning.community.models import (
    Feedback,
    Goal,
    Mentorship,
    Offer,
    Picture,
    Profile,
    Publication,
    Request,
    Session,
    Speech,
)
from whiteglove.service.desk.errors import Refused

from .changing import one_at_a_time, refuse_unseen, said, tell
from .publish import withdraw


def change_profile(
    *, title: str, bio: str, achievements: str, links: str, seen: str = "", by: Person, at: datetime
) -> Profile:  # fmt: skip
    """One's own alone. `achievements` and `links` come as lines. `seen`: the mark of the words one began with; Stale
    if they are others by now."""
    require(by, "community.own")
    about = {
        "title": " ".join(said(title, "", 80, 0).split()),
        "bio": said(bio, "", wording.BIO, 0),
        "achievements": wording.lines_of(achievements),
        "links": wording.links_of(links),
        "changed_at": at,
    }
    with transaction.atomic():
        one_at_a_time(by)
        now, new = Profile.objects.filter(person=by).first() or Profile(), Profile(**about)
        refuse_unseen(seen, now.mark, new.mark)
        row, _ = Profile.objects.update_or_create(person=by, defaults=about)
        filled = [name for name in ("title", "bio", "achievements", "links") if about[name]]
        tell("profile.changed", row, by.pk, by, at, filled=filled)
    return row


def set_picture(*, content: bytes, by: Person, at: datetime) -> Profile:
    """Drawn anew; the file itself isn't kept."""
    require(by, "community.own")
    try:
        fresh = portrait.drawn(content)
    except portrait.Unreadable as no:
        raise Refused(str(no)) from None
    with transaction.atomic():
        row, _ = Profile.objects.get_or_create(person=by, defaults={"changed_at": at})
        Picture.objects.update_or_create(profile=row, defaults={"content": fresh, "at": at})
        _pictured(row, portrait.digest(fresh), by, at)
    return row


def remove_picture(*, by: Person, at: datetime) -> None:
    require(by, "community.own")
    with transaction.atomic():
        row = Profile.objects.filter(person=by).exclude(picture_digest="").first()
        if row:
            Picture.objects.filter(profile=row).delete()
            _pictured(row, "", by, at)


def _pictured(row: Profile, digest: str, by: Person, at: datetime) -> None:
    row.picture_digest, row.changed_at = digest, at
    row.save(update_fields=["picture_digest", "changed_at"])
    tell("profile.pictured", row, by.pk, by, at, there=bool(digest))


def clear_profile(*, person: Person, by: Person | None, at: datetime) -> None:
    """All that somebody wrote of themselves, for good, and their public page with it. By themselves; of somebody who
    left, by an administrator: then with all else they wrote here."""
    if by is not None:
        require(by, "community.own" if by.pk == person.pk else "people.forget")
        if by.pk != person.pk and person.is_staff_member:
            raise Refused("Whoever works here empties their own profile.")
    with transaction.atomic():
        withdraw(person=person, by=by if by == person else None, at=at)
        row = Profile.objects.filter(person=person).first()
        if row or not person.is_staff_member:
            tell("profile.cleared", row or person, person.pk, by, at)
        if row:
            row.delete()
        if not person.is_staff_member:
            _forget(person)


def _forget(person: Person) -> None:
    """Words. That two met, and when, stays: it counts for the other."""
    both = Mentorship.objects.of(person)
    Goal.objects.filter(Q(by=person) | Q(mentorship__mentee=person)).delete()
    Feedback.objects.filter(mentorship__in=both).delete()
    Session.objects.filter(mentorship__in=both).update(where="")
    Request.objects.filter(mentee=person).update(topics=[], why="", answer="")
    Request.objects.filter(offer__mentor=person).update(answer="")
    Offer.objects.filter(mentor=person).update(topics=[], about="", times="")
    Speech.objects.filter(person=person).delete()
    Publication.objects.filter(person=person).delete()
