"""For programs that do little else than read: what they have loaded stays, and needn't be looked through again."""

from __future__ import annotations

import gc

SELDOM = 20_000, 20, 20  # things made until the collector of garbage looks at them: a batch makes as many


def stay_loaded() -> None:
    """Call it once, when the reader is loaded: a long file is read in a tenth less time.

    It concerns the whole process, so no library may do it: all that is there now is never looked at again by Python's
    collector (what nobody holds is still freed, unless it holds itself), and what comes is looked at more seldom. Not
    for a process that exchanges its reader.
    """
    gc.freeze()
    gc.set_threshold(*SELDOM)
