"""The account's part of what one takes along and of what is erased."""

from . import keeping
from .actions.erase import erase_account
from .taking_along import account_of

keeping.register("account", give=lambda person, at: account_of(person), forget=erase_account)
