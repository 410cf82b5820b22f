"""The signed addresses in a survey's mail: whoever has one may answer, and nobody can make one."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

_signer = Signer(salt="surveys.answer", sep=".")


def token_of(survey: int) -> str:
    return _signer.sign(str(survey))


def meant_by(token: str) -> int:
    """The number of the survey; 0 for a token that isn't ours."""
    try:
        return int(_signer.unsign(token[:200]))
    except (BadSignature, ValueError):
        return 0


def whole(name: str, *parts: object) -> str:
    """With our public address, for mails."""
    return urljoin(settings.PUBLIC_URL, reverse(f"survey:{name}", args=parts))
