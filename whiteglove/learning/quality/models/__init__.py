"""What a scorecard said of a conversation, what people say of it, and how far they agree."""

from .calibration import Calibration, CalibrationCase, Reference
from .dispute import Dispute
from .review import Review, Verdict
from .sample import Sample
from .score import Score

__all__ = ["Calibration", "CalibrationCase", "Dispute", "Reference", "Review", "Sample", "Score", "Verdict"]
