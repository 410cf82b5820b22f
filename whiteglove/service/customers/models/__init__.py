"""The nouns of this room."""

from .address import Address
from .care import CustomerMerge, CustomerNote, Verification
from .customer import Customer, Erasure, Source, Term
from .organisation import Domain, Organisation
from .visit import SignInLink, Visit

__all__ = [
    "Address",
    "Customer",
    "CustomerMerge",
    "CustomerNote",
    "Domain",
    "Erasure",
    "Organisation",
    "SignInLink",
    "Source",
    "Term",
    "Verification",
    "Visit",
]
