"""The nouns of this room."""

from .address import Address
from .care import CustomerMerge, CustomerNote, Verification
from .customer import Customer, Erasure, Source, Term
from .organisation import Domain, Organisation

__all__ = [
    "Address",
    "Customer",
    "CustomerMerge",
    "CustomerNote",
    "Domain",
    "Erasure",
    "Organisation",
    "Source",
    "Term",
    "Verification",
]
