"""Which ticket a mail belongs to."""

from hashlib import sha256

LONGEST_ID = 255


def normal_id(value: str) -> str:
    """A Message-ID as it is compared: without brackets and blanks; very long ones by their digest; "" for none."""
    bare = "".join(value.split()).strip("<>")
    return bare if len(bare) <= LONGEST_ID else f"sha256:{sha256(bare.encode()).hexdigest()}"
