"""Whether what was noted of a simulated customer tells the next colleague anything. Pure."""

import re
from collections.abc import Sequence

TELLS = 4  # different words of a note; with fewer one knows no more than before
WORD = re.compile(r"\w+")


def telling(notes: Sequence[str], said: set[str]) -> bool:
    """Whether one of these tells something, and not what was noted of another. What does is added to `said`."""
    words = [WORD.findall(one.casefold()) for one in notes]
    new = [" ".join(one) for one in words if len(set(one)) >= TELLS and " ".join(one) not in said]
    said.update(new)
    return bool(new)
