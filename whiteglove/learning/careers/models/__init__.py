"""What people say of somebody's levels, and what somebody means to do about them. What evidence shows is never kept."""

from .aim import Aim
from .claim import Claim
from .opinion import Opinion
from .remembered import Remembered
from .step import Step

__all__ = ["Aim", "Claim", "Opinion", "Remembered", "Step"]
