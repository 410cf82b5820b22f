"""A certificate in words for a page, and as files to take along."""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.dateformat import format as dated

from . import addresses, printing
from .models import Credential
from .open_badges import baking, drawing
from .open_badges.checking import Verdict

DAY = "j F Y"


def day(moment: str | datetime) -> str:
    return dated(datetime.fromisoformat(moment) if isinstance(moment, str) else moment, DAY)


def in_words(document: dict[str, Any]) -> dict[str, Any]:
    """What the signed document says, for people. Only for one whose signature was found to be ours."""
    subject = document["credentialSubject"]
    said, results = (
        subject["achievement"],
        {one["resultDescription"]: one["value"] for one in subject.get("result", ())},
    )
    asks = said.get("resultDescription", ())
    return {
        "holder": subject["identifier"][0]["identityHash"], "name": said["name"], "kind": said["achievementType"],
        "about": said["description"], "criteria": said["criteria"]["narrative"], "issuer": document["issuer"],
        "given": day(document["validFrom"]), "until": day(document["validUntil"]) if "validUntil" in document else "",
        "evidence": document.get("evidence", ()), "tags": said.get("tag", ()), "leads_to": said.get("alignment", ()),
        "results": [(one["name"], valued(one, results[one["id"]])) for one in asks if one["id"] in results],
        "id": document["id"],
    }  # fmt: skip


def valued(ask: dict[str, Any], value: str) -> str:
    return f"{value} %" if ask["resultType"] == "Percent" else value


def badge_of(credential: Credential) -> str:
    return drawing.badge(credential.name, credential.document["issuer"]["name"])


def baked_svg(credential: Credential) -> bytes:
    return baking.baked_svg(badge_of(credential), credential.signed).encode()


def baked_png(credential: Credential) -> bytes:
    return baking.baked_png(printing.png(badge_of(credential)), credential.signed)


def on_paper(credential: Credential) -> bytes:
    words = in_words(credential.document)
    facts = [("Given on", words["given"]), *([("Valid until", words["until"])] if words["until"] else [])]
    return printing.pdf(
        {
            "title": f"{words['name']}: {words['holder']}", "issuer": words["issuer"]["name"],
            "description": f"Certificate of {words['holder']}", "name": words["name"], "holder": words["holder"],
            "did": "has done all that this certificate asks.", "about": words["about"],
            "facts": [*facts, *words["results"]][:7], "url": words["id"], "badge": badge_of(credential),
            "badge_says": f"Badge: {words['name']}", "credential": credential.signed,
        },
        credential.issued_at,
    )  # fmt: skip


def to_a_profile(credential: Credential) -> str:
    """A link that fills in the form of a professional network; nothing is sent by following ours."""
    at, until = credential.valid_from, credential.valid_until
    said = {"startTask": "CERTIFICATION_NAME", "name": credential.name, "issueYear": at.year, "issueMonth": at.month,
            "organizationName": credential.document["issuer"]["name"],
            "certUrl": addresses.credential(credential.public_id), "certId": str(credential.public_id)}  # fmt: skip
    if until:
        said |= {"expirationYear": until.year, "expirationMonth": until.month}
    return f"https://www.linkedin.com/profile/add?{urlencode(said)}"


def archive(credentials: Iterable[Credential]) -> bytes:
    """Everything of each, in a folder of its own, and what it is in a list."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        listed = []
        for number, one in enumerate(credentials, 1):
            folder = f"{number:02}-{one.achievement}"
            listed.append({"folder": folder, "name": one.name, "address": addresses.credential(one.public_id)})
            file.writestr(f"{folder}/credential.json", json.dumps(one.document, ensure_ascii=False, indent=2))
            file.writestr(f"{folder}/credential.jwt", one.token)
            file.writestr(f"{folder}/badge.svg", baked_svg(one))
            file.writestr(f"{folder}/badge.png", baked_png(one))
            file.writestr(f"{folder}/certificate.pdf", on_paper(one))
        file.writestr("certificates.json", json.dumps(listed, ensure_ascii=False, indent=2))
    return out.getvalue()


def tone(verdict: Verdict) -> str:
    """positive, warning or negative: how a verdict is coloured, beside its words."""
    return "positive" if verdict.genuine else "warning" if verdict.signed_here else "negative"
