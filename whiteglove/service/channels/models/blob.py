"""Bytes kept once under their own digest: raw mail, attachments, what we sent."""

import zlib
from hashlib import sha256

from django.db import models

from whiteglove.ground.lib.instances import fresh
from whiteglove.ground.lib.rows import insert_all

# Below this, deflate saves less than the row costs; above it the win is tried on a sample first.
WORTH_PACKING = 512
SAMPLE = 16 * 1024


class BlobManager(models.Manager):
    def keep(self, content: bytes) -> "Blob":
        """Stores the bytes unless they are there already; safe to call twice and from two processes."""
        stored, packed = pack(content)
        blob = fresh(Blob, sha256=digest_of(content), size=len(content), stored=stored, packed=packed)
        insert_all([blob], if_new=True)
        return blob

    def hold(self, content: bytes) -> "Blob":
        """As `keep`, and nobody drops it until the transaction's end: for a use that no foreign key tells of."""
        while True:
            blob = self.keep(content)
            # Somebody may just have dropped the one that was there.
            if self.select_for_update().filter(pk=blob.pk).values_list("pk").first():
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


def digest_of(content: bytes) -> str:
    """The key under which these bytes are kept."""
    return sha256(content).hexdigest()


def pack(content: bytes) -> tuple[bytes, bool]:
    """(bytes to store, whether deflated): deflated only where a sample shows a gain of a fifth."""
    if len(content) < WORTH_PACKING:
        return content, False
    sample = content[:SAMPLE]
    packed = zlib.compress(sample, 1)
    if len(packed) > len(sample) * 0.8:
        return content, False
    return (packed if len(content) <= SAMPLE else zlib.compress(content, 1)), True
