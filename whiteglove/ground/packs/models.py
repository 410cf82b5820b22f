"""What was loaded, frozen: work done under a revision keeps pointing at it for ever."""

from typing import Any

from django.db import models


class RevisionQuerySet(models.QuerySet):
    def current(self, pack: str) -> "Revision | None":
        """The revision of this pack that was loaded last."""
        loading = Loading.objects.filter(revision__pack=pack).select_related("revision").order_by("-at", "-id").first()
        return loading.revision if loading else None


class Revision(models.Model):
    """The whole content of a pack at one moment. The same content is the same revision, whenever it is loaded."""

    pack = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    hash = models.CharField(max_length=64)
    number = models.PositiveIntegerField(help_text="Counts the revisions of one pack from 1")
    content = models.JSONField()
    made_at = models.DateTimeField()

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["pack", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["pack", "hash"], name="revision_is_kept_once"),
            models.UniqueConstraint(fields=["pack", "number"], name="revision_has_its_own_number"),
        ]

    def __str__(self) -> str:
        return f"{self.pack} {self.version}, revision {self.number}"

    @property
    def short_hash(self) -> str:
        return self.hash[:10]

    @property
    def about(self) -> dict[str, Any]:
        return self.content["about"]

    def part(self, name: str) -> Any:
        return self.content["parts"].get(name)


class LoadingQuerySet(models.QuerySet):
    def of_part(self, name: str) -> "LoadingQuerySet":
        """Of packs that have this part."""
        return self.filter(revision__content__parts__has_key=name).select_related("revision")

    def rulers(self, name: str) -> "LoadingQuerySet":
        """Of packs that have this part: the one it runs by, then those before. Read the id alone: a content is long."""
        return self.of_part(name).order_by("-at", "-id")


class Loading(models.Model):
    """Somebody loaded a revision; the latest of a pack is the one in force. `by_id` is a person's id or none."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="loadings")
    by_id = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    did = models.JSONField(default=list, help_text="What the parts said they did, one line each")

    objects = LoadingQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at", "-id"], name="loading_latest_first")]
