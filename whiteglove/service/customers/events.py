"""What this room records. Facts hold ids and plain values, never names or addresses: erasure must reach everything."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "customer.recognised": "{subject} wrote for the first time",
    "customer.added": "{by} added {subject}",
    "customer.changed": "{by} changed what is known about {subject}",
    "customer.address_added": "{by} added an address to {subject}",
    "customer.address_removed": "{by} removed an address from {subject}",
    "customer.address_made_primary": "{by} chose the address to write to",
    "customer.address_split": "{by} made a customer of their own out of an address",
    "customer.noted": "{by} added a note about {subject}",
    "customer.note_changed": "{by} changed a note about {subject}",
    "customer.note_removed": "{by} removed a note about {subject}",
    "customer.note_restored": "{by} brought back a note about {subject}",
    "customer.verified": "{by} confirmed the identity of {subject}",
    "customer.verification_withdrawn": "{by} withdrew the confirmed identity of {subject}",
    "customer.merged": "{by} merged another record into {subject}",
    "customer.unmerged": "{by} took a merged record out of {subject} again",
    "customer.exported": "{by} exported what is kept about {subject}",
    "customer.erased": "{by} erased the personal data of {subject}",
    "customer.signed_in": "{subject} signed in to the portal",
    "customer.signed_out": "{subject} signed out of the portal",
    "organisation.added": "{by} added an organisation",
    "organisation.changed": "{by} changed an organisation",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="customers")
