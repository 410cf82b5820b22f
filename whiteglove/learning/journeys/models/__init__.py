"""Who applied, which level they stand on, what they handed in, what was decided."""

from .appeal import Appeal
from .application import Application
from .evidence import Evidence
from .proof import Proof
from .stage import Met, Renewal, Stage

__all__ = ["Appeal", "Application", "Evidence", "Met", "Proof", "Renewal", "Stage"]
