"""What a run came to, as it is kept with it: no later engine or pack changes a score that was given. Pure."""

from typing import Any

from .engine.scoring import score
from .engine.state import Run
from .engine.survey import survey


def outcome(run: Run) -> dict[str, Any]:
    """How it ended, its score, and what was shown of the manner. `run` is over."""
    scored = score(run)
    return {
        "ending": run.ending, "score": scored.total, "passed": scored.passed,
        "result": {
            "parts": {name: round(share, 4) for name, share in scored.parts.items()},
            "items": {item.id: shown for item, shown in scored.items},
            "caps": list(scored.caps),
            "survey": survey(run).score,
        },
    }  # fmt: skip
