"""Judges of what is known besides the words: times, promises, what was done at the desk, steps. Pure.

What nobody knows (None) counts neither way.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .judgement import Case, Judgement, Quote, judged, nothing, quote
from .scorecard import ProcessStep
from .transcript import AGENT, CUSTOMER


def clocks(case: Case, about: Sequence[str]) -> Judgement:
    """Answers in time, by the desk's own clocks."""
    if case.facts.clocks is None:
        return judged(None, "No clock ran on it.")
    counts = [case.facts.clocks[one] for one in about if one in case.facts.clocks]
    met, breached = sum(one for one, _ in counts), sum(one for _, one in counts)
    if not met + breached:
        return nothing("None of these clocks ran.")
    return judged(met / (met + breached), f"{met} of {met + breached} times it was in time.")


def promises(case: Case, about: bool) -> Judgement:
    if case.facts.promises is None:
        return judged(None, "Nobody kept track of promises.")
    kept, broken = case.facts.promises
    if not kept + broken:
        return nothing("Nothing was promised.")
    return judged(kept / (kept + broken), f"{kept} of {kept + broken} promises were kept.")


def events(case: Case, about: Mapping[str, Any]) -> Judgement:
    """What was done at the desk."""
    happened = case.facts.events
    if happened is None:
        return judged(None, "What was done besides isn't known.")
    called = [place for place, name in enumerate(happened) if name in about.get("when", ())]
    if "when" in about and not called:
        return nothing("Nothing called for it.")
    if any(name in about.get("broken_by", ()) for name in happened):
        return judged(0, "It happened.")
    if "shown_by" not in about:
        return judged(1, "It didn't happen.")
    done = [place for place, name in enumerate(happened) if name in about["shown_by"]]
    if not done:
        return judged(0, "It wasn't done.")
    late = "first" in about and any(name in about["first"] for name in happened[: done[0]])
    return judged(0.3, "It was done, too late.") if late else judged(1, "It was done.")


def facts(case: Case, about: str) -> Judgement:
    if about == "solved_and_stayed":
        if case.facts.stayed is None:
            return judged(None, "Whether it stayed solved isn't known.")
        return judged(float(case.facts.stayed), "It stayed solved." if case.facts.stayed else "It was opened again.")
    if about == "customer_rated":
        if case.facts.rated is None:
            return judged(None, "The customer wasn't asked, or hasn't answered.")
        return judged(case.facts.rated, "What the customer answered when asked how it went.")
    if case.facts.escalation is None:
        return judged(None, "Whether it was handed to a supervisor isn't known.")
    cause, done = case.facts.escalation
    if not cause:
        return nothing("Nothing asked for a supervisor.")
    return judged(float(done), "A supervisor was asked." if done else "There was cause to ask a supervisor.")


def check(case: Case, about: str) -> Judgement:
    answer = case.facts.checks.get(about)
    if answer is None:
        return judged(None, "The check before solving has no answer to it.")
    return judged(float(answer), f"The check before solving says {'yes' if answer else 'no'}.")


def human(case: Case, about: bool) -> Judgement:
    return judged(None, "Only a person can judge this.")


def process(case: Case, about: Mapping[str, Any]) -> Judgement:
    """Steps of the process, each seen in our words or in what was done, where something the customer said called for
    them. `any`: one of them is enough."""
    if "when" in about and not any(line.first(about["when"]) for line in case.talk.of(CUSTOMER)):
        return nothing("Nothing called for it.")
    if not case.talk.of(AGENT):
        return nothing("There was no answer to judge.")
    found = [(case.steps[one], *_seen(case, case.steps[one])) for one in about["steps"] if one in case.steps]
    known = [(step, done, words) for step, done, words in found if done is not None]
    if not known:
        return judged(None, "Whether it was done isn't known.")
    done = [step for step, so, _ in known if so]
    share = float(bool(done)) if about.get("any") else len(done) / len(known)
    return judged(share, _steps_in_words(known, done), [one for *_, words in known for one in words])


def _seen(case: Case, step: ProcessStep) -> tuple[bool | None, list[Quote]]:
    """(whether it was done, its words); None where only the desk could know."""
    words = [quote(line, one) for line in case.talk.of(AGENT) for one in line.all(step.shown_by)][:1]
    if words or not step.events:
        return bool(words), words
    happened = case.facts.events
    return (None if happened is None and not step.shown_by else any(one in step.events for one in happened or ())), []


def _steps_in_words(known: Sequence[tuple[ProcessStep, bool | None, list[Quote]]], done: Sequence[ProcessStep]) -> str:
    left = [step.name for step, *_ in known if step not in done]
    says = f"{len(done)} of {len(known)} steps were done"
    return f"{says}; not seen: {', '.join(left)}." if left else f"{says}."


def playbook(case: Case, about: Mapping[str, Any]) -> Judgement:
    """The steps of the playbook that was open beside it: by `enough` of them it is met."""
    steps = case.facts.playbook
    if steps is None:
        return judged(None, "Which playbook was followed isn't known.")
    if not steps:
        return nothing("No playbook was open beside it.")
    done = [name for name, so in steps if so]
    left = [name for name, so in steps if not so]
    share = min(1.0, len(done) / len(steps) / about.get("enough", 1.0))
    says = f"{len(done)} of {len(steps)} steps of its playbook were done"
    return judged(share, f"{says}; not seen: {', '.join(left[:4])}." if left else f"{says}.")
