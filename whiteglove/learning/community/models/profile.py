"""What somebody writes of themselves for colleagues, and what of it they show to everybody."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from whiteglove.ground.lib.text import mark_of

PERSON = settings.AUTH_USER_MODEL
# What may be shown to strangers, each chosen by itself; the name alone comes with any of it.
PARTS = {
    "picture": "Picture",
    "title": "Title",
    "bio": "About me",
    "achievements": "Achievements",
    "languages": "Languages",
    "links": "Links",
    "level": "Level",
    "credentials": "Certificates",
    "speeches": "Talks I chose to show",
}


class Profile(models.Model):
    """`achievements` is a list of lines, `links` one of {"says", "url"}. `picture_digest` stands here too: lists know
    of a picture without reading it."""

    person = models.OneToOneField(PERSON, models.CASCADE, related_name="profile")
    title = models.CharField(max_length=80, blank=True)
    bio = models.TextField(blank=True)
    achievements = models.JSONField(default=list, blank=True)
    links = models.JSONField(default=list, blank=True)
    picture_digest = models.CharField(max_length=16, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Profile of {self.person_id}"

    @property
    def mark(self) -> str:
        """Of the words alone: another picture changes none of them."""
        return mark_of(self.title, self.bio, self.achievements, self.links)


class Picture(models.Model):
    """A square, drawn anew from what was given; nothing of the file that came is kept."""

    profile = models.OneToOneField(Profile, models.CASCADE, related_name="picture")
    content = models.BinaryField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Picture of {self.profile_id}"


class PublicationQuerySet(models.QuerySet):
    def standing(self) -> "PublicationQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def open_to_all(self) -> "PublicationQuerySet":
        """Those of people who still work here."""
        return self.standing().filter(person__is_active=True).exclude(person__role__in=("", "customer"))

    def listed(self) -> "PublicationQuerySet":
        return self.open_to_all().filter(in_list=True)


class Publication(models.Model):
    """Somebody said: strangers may see this much of me. Another choice ends this row and begins the next."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="publications")
    slug = models.SlugField(max_length=80)
    parts = models.JSONField(default=list)
    in_list = models.BooleanField(default=False, help_text="Named in the public directory")
    indexed = models.BooleanField(default=False, help_text="Search engines may list it")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_public_page_a_person", fields=["person"], condition=Q(withdrawn_at__isnull=True)
            ),
            models.UniqueConstraint(
                name="a_public_address_is_one_s_own", fields=["slug"], condition=Q(withdrawn_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.slug
