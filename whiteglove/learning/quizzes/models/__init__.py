from .attempt import Attempt, Given, Judgement, Wording
from .portrait import Portrait
from .taken_in import Import

__all__ = ["Attempt", "Given", "Import", "Judgement", "Portrait", "Wording"]
