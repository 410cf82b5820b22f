"""The files of evidence: kept with it, and gone with it."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from whiteglove.learning.journeys.models import Evidence, Proof
from whiteglove.service.channels.actions.forget import drop_unused
from whiteglove.service.channels.given import Given
from whiteglove.service.channels.models import Blob
from whiteglove.service.desk.errors import Refused

MOST, LARGEST = 3, 10 * 1024 * 1024  # files, and bytes of all of them together


def bounded(files: Sequence[Given]) -> Sequence[Given]:
    if len(files) > MOST or sum(len(one.content) for one in files) > LARGEST:
        raise Refused(f"At most {MOST} files, and 10 MB in all: choose what shows it best.")
    if any(not one.content for one in files):
        raise Refused("One of the files is empty: choose it again.")
    return files


def keep(evidence: Evidence, files: Iterable[Given]) -> None:
    """The same file chosen twice is kept once."""
    found = {Blob.objects.keep(one.content).pk: one for one in files}
    Proof.objects.bulk_create(
        Proof(evidence=evidence, blob_id=digest, name=one.name[:120], type=one.type[:255], size=len(one.content))
        for digest, one in found.items()
    )


def erase(rows: "QuerySet[Evidence]") -> int:
    """These rows with their files; bytes that belong to something else stay. How many rows went."""
    digests = set(Proof.objects.filter(evidence__in=rows).values_list("blob", flat=True))
    gone = rows.delete()[0]
    drop_unused(digests)
    return gone
