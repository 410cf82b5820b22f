"""What is certified, who issues, and what this house knows of its own certificates."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models import QuerySet

from whiteglove.ground.packs import in_force
from whiteglove.ground.packs.models import Revision
from whiteglove.ground.people.models import Person
from whiteglove.service.desk.models import DeskRules

from . import addresses, keeping
from .errors import Refused
from .models import Credential, IssuerProfile, SigningKey, StatusList
from .open_badges import checking, proof, status_bits
from .open_badges.achievement import Achievement, Asked, Issuer, stamp
from .open_badges.checking import House, Kept, Verdict

PART = "achievements"
KEPT_FOR = 300  # seconds that a signed status list is given out again


def in_force_now() -> dict[str, dict[str, Any]]:
    """{id: what the pack says} of everything that can be certified."""
    ruling = in_force.ruling(PART)
    return in_force.content(PART, ruling) or {} if ruling else {}


def ruling_revision() -> Revision | None:
    ruling = in_force.ruling(PART)
    return Revision.objects.get(pk=ruling[0]) if ruling else None


def achievement(revision: Revision, name: str) -> Achievement | None:
    """What `name` certified by that revision; None where it had no such thing."""
    said = in_pack(revision, name)
    return described(said, revision.hash, name) if said else None


def in_pack(revision: Revision, name: str) -> dict[str, Any]:
    return (in_force.content(PART, (revision.pk, revision.hash)) or {}).get(name, {})


def described(said: dict[str, Any], revision_hash: str, name: str) -> Achievement:
    asks = [Asked(one["id"], one["name"], one.get("kind", "Percent"), one.get("least", ""), one.get("most", ""),
                  one.get("required", "")) for one in said.get("asks", ())]  # fmt: skip
    return Achievement(
        id=addresses.achievement(revision_hash, name), name=said["name"], kind=said["kind"], about=said["about"],
        criteria=said["criteria"], image=addresses.badge(revision_hash, name), tags=said.get("tags", ()), asks=asks,
        alignments=said.get("leads_to", ()),
    )  # fmt: skip


def ends(said: dict[str, Any], begins: datetime) -> datetime | None:
    return begins + timedelta(seconds=said["valid_for"]) if "valid_for" in said else None


def profile() -> IssuerProfile:
    """Who issues; where nobody has said so yet, what this desk is called."""
    found = IssuerProfile.objects.order_by("-id").first()
    return found or IssuerProfile(name=DeskRules.current().company or settings.HELP_NAME, url=settings.PUBLIC_URL)


def issuer() -> Issuer:
    by = profile()
    image = addresses.whole("logo") if by.image else ""
    return Issuer(addresses.own_did(), by.name, by.url, by.email, by.about, image)


def current_key() -> SigningKey | None:
    return SigningKey.objects.current(addresses.own_did()).first()


def published_keys() -> QuerySet[SigningKey]:
    """Those that the document of this address names: all that are trusted, retired ones too."""
    return SigningKey.objects.trusted().filter(did=addresses.own_did()).order_by("number")


def all_keys() -> QuerySet[SigningKey]:
    """The newest first."""
    return SigningKey.objects.select_related("by").order_by("-number")


def house() -> House:
    """What is known here, to check certificates by."""
    keys = list(SigningKey.objects.only("number", "did", "public", "distrusted_at"))
    known = {way: key.key.raw for key in keys for way in (key.method, key.jwk_method)}
    bad = {way for key in keys if key.distrusted_at for way in (key.method, key.jwk_method)}
    return House({key.did for key in keys}, known, bad, kept)


def kept(address: str) -> Kept | None:
    public_id = addresses.public_id_in(address)
    found = Credential.objects.filter(public_id=public_id).select_related("revocation").first() if public_id else None
    if found is None:
        return None
    gone = getattr(found, "revocation", None)
    return Kept(found.document or None, gone.get_why_display() + "." if gone else "")


def verdict(text: str, at: datetime) -> Verdict:
    return checking.check(text, house(), at)


def verdict_of(credential: Credential, at: datetime) -> Verdict:
    """The same look that anybody else takes, at what is stored."""
    return verdict(credential.signed, at)


def named(public_id: Any) -> Credential | None:
    return (
        Credential.objects.select_related("revision", "revocation", "replaced_by").filter(public_id=public_id).first()
    )


def of_person(person: Person) -> QuerySet[Credential]:
    """The newest first; what was erased is nobody's any more."""
    found = Credential.objects.kept().filter(person=person).select_related("revocation", "replaced_by", "revision")
    return found.order_by("-issued_at", "-id")


def given(person: Person) -> QuerySet[Credential]:
    """What `person` may see of what others hold."""
    found = Credential.objects.kept().visible_to(person).select_related("person", "by", "revocation", "replaced_by")
    return found.order_by("-issued_at", "-id")


def status_document(row: StatusList) -> dict[str, Any]:
    """The signed list. What was taken back shows at once: the copy that is kept is known by how many there are."""
    key = current_key()
    if key is None:
        raise Refused("Nothing has been signed at this desk's address yet.")
    gone = Credential.objects.filter(status_list=row, revocation__isnull=False)
    count, latest = gone.count(), gone.order_by("-revocation__at").values_list("revocation__at", flat=True).first()
    name = f"credentials.status.{row.pk}.{key.public}.{count}"
    found = cache.get(name)
    if found is None:
        indexes = gone.values_list("status_index", flat=True)
        unsigned = status_bits.credential(
            addresses.status_list(row.pk), addresses.own_did(), indexes, stamp(row.made_at)
        )
        found = proof.signed(unsigned, keeping.opened(key.secret), key.method, stamp(latest or row.made_at))
        cache.set(name, found, KEPT_FOR)
    return found
