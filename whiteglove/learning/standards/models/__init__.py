"""What the reader found in the desk's messages, what people answered to it, and what was learnt from the answers."""

from .coach_rest import CoachRest
from .correction import Correction
from .let_be import LetBe
from .reading import EMOTIONS, Reading
from .signal import SIGNALS, Signal
from .trial import Trial

__all__ = ["EMOTIONS", "SIGNALS", "CoachRest", "Correction", "LetBe", "Reading", "Signal", "Trial"]
