"""What this room records."""

from whiteglove.ground.events.registry import declare

SENTENCES = {
    "credential.issued": "{by} gave {holder} the certificate {name}",
    "credential.revoked": "{by} took back the certificate {name}",
    "credential.erased": "{by} erased a certificate, as its holder wished",
    "issuer.changed": "{by} changed who certificates are issued by: {name}",
    "issuer.key_rotated": "{by} put {new} in the place of {old} to sign certificates with",
}

for name, sentence in SENTENCES.items():
    declare(name, sentence, room="credentials")
