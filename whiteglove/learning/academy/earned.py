"""What a certificate rests on, in words that may be public, and the numbers. Pure."""

from .state import GateState, Standing


def evidence(standing: Standing) -> list[dict[str, str]]:
    """A module each."""
    return [{"name": one.module.name, "says": _said(one.gates, len(one.module.lessons))} for one in standing.modules]


def results(standing: Standing) -> list[dict[str, object]]:
    """A gate each, as far as its kind has a score: the average of the items that were passed."""
    scored = [(gate.gate.name, [one.score for one in gate.items if one.passed and one.score is not None])
              for gate in standing.gates if gate.gate.score]  # fmt: skip
    return [{"name": name, "score": round(sum(scores) / len(scores))} for name, scores in scored if scores]


def _said(gates: tuple[GateState, ...], lessons: int) -> str:
    passed = ", ".join(one.gate.name for one in gates)
    read = f"{lessons} lesson{'s' * (lessons != 1)} read. " if lessons else ""
    return f"{read}Passed: {passed}." if passed else read.strip()
