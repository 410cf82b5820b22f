"""Bytes kept once under their own digest: raw mail, attachments, what we sent."""

import zlib
from hashlib import sha256

from django.db import models

# Below this, deflate saves less than the row costs; above it the win is tried on a sample first.
WORTH_PACKING = 512
SAMPLE = 16 * 1024


class BlobManager(models.Manager):
    def keep(self, content: bytes) -> "Blob":
        """Stores the bytes unless they are there already; safe to call twice and from two processes."""
        stored, packed = pack(content)
        blob = Blob(sha256=sha256(content).hexdigest(), size=len(content), stored=stored, packed=packed)
        self.bulk_create([blob], ignore_conflicts=True)
        return blob


class Blob(models.Model):
    """Content-addressed bytes in the database, so that one backup holds everything."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    stored = models.BinaryField()
    packed = models.BooleanField(default=False)

    objects = BlobManager()

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def content(self) -> bytes:
        """The bytes as they were given to `keep`."""
        return zlib.decompress(self.stored) if self.packed else bytes(self.stored)


def pack(content: bytes) -> tuple[bytes, bool]:
    """(bytes to store, whether deflated): deflated only where a sample shows a gain of a fifth."""
    if len(content) < WORTH_PACKING:
        return content, False
    sample = content[:SAMPLE]
    if len(zlib.compress(sample, 1)) > len(sample) * 0.8:
        return content, False
    return zlib.compress(content, 1), True
