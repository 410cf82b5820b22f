"""What can be done with certificates."""

from .erase import erase
from .issue import issue_credential
from .reissue import reissue
from .revoke import revoke
from .rotate_key import rotate_key
from .set_up import set_up

__all__ = ["erase", "issue_credential", "reissue", "revoke", "rotate_key", "set_up"]
