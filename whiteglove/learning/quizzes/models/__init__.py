from .attempt import Attempt, Given, Judgement, Wording
from .taken_in import Import

__all__ = ["Attempt", "Given", "Import", "Judgement", "Wording"]
