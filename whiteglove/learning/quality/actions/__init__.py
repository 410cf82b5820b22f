"""What this room does, one file a verb."""

from .calibrate import call_calibration, close, reveal, settle
from .dispute import decide, dispute, remind, withdraw
from .draw_samples import draw_samples, skip_sample, take_up_sample
from .review import (
    begin_case,
    begin_review,
    discard_review,
    give_review,
    save_note,
    save_verdict,
    see_review,
    take_back_review,
)
from .score_ticket import end_score, score_ticket, tickets_to_score

__all__ = [
    "begin_case",
    "begin_review",
    "call_calibration",
    "close",
    "decide",
    "discard_review",
    "dispute",
    "draw_samples",
    "end_score",
    "give_review",
    "remind",
    "reveal",
    "save_note",
    "save_verdict",
    "score_ticket",
    "see_review",
    "settle",
    "skip_sample",
    "take_back_review",
    "take_up_sample",
    "tickets_to_score",
    "withdraw",
]
