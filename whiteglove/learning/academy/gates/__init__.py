"""The kinds of gates, a module each: where its results come from, and where it is done."""

from . import case, lab, mentoring, portfolio, practice, quiz, sign_off, simulation, workshop

__all__ = ["case", "lab", "mentoring", "portfolio", "practice", "quiz", "sign_off", "simulation", "workshop"]
