from .choice import Choice
from .follow_up import ENDED, STANDING, FollowUp, How, Stage
from .self_check import SelfAnswer, SelfCheck, Verdict

__all__ = ["ENDED", "STANDING", "Choice", "FollowUp", "How", "SelfAnswer", "SelfCheck", "Stage", "Verdict"]
