"""The name under which this process holds rows, and whether another holder is still alive.

`host:pid:salt`. A lease always ends by itself; a dead process of this machine is noticed at once.
"""

import os
import socket
from hashlib import sha256
from secrets import token_hex


def _host() -> str:
    return sha256(socket.gethostname().encode()).hexdigest()[:8]


def new() -> str:
    """A fresh name for one turn of work, at most 40 characters."""
    return f"{_host()}:{os.getpid()}:{token_hex(6)}"


def is_dead(claim: str) -> bool:
    """True only when the holder surely no longer runs: a process of this machine that is gone."""
    host, _, rest = claim.partition(":")
    pid = rest.partition(":")[0]
    if host != _host() or not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
