"""Who issues, with which keys; what was issued to whom, and what became of it."""

from .credential import Credential, Revocation, StatusList, Why
from .issuer import IssuerProfile, SigningKey

__all__ = ["Credential", "IssuerProfile", "Revocation", "SigningKey", "StatusList", "Why"]
