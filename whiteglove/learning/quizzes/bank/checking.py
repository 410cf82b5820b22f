"""Whether a question can be asked and graded: what is missing, in words for whoever writes it."""

from collections.abc import Iterator

from .question import CHOICE, FALSE, MATCH, NUMBER, SEVERAL, SHORT, TRUE, TRUTH, Question

LONGEST = 20_000  # characters of a question's text
LONGEST_ANSWER = 5_000
MOST_ANSWERS = 40
NEAR_ENOUGH = 1.0  # three answers of 33.3 % make a hundred


def faults_of(one: Question) -> list[str]:
    return [*_sizes(one), *CHECKS.get(one.kind, lambda question: iter(()))(one)]


def _sizes(one: Question) -> Iterator[str]:
    if len(one.text.text) > LONGEST:
        yield f"the question is longer than {LONGEST} characters."
    texts = [*(each.text.text for each in one.answers), *(pair.left.text + pair.right for pair in one.pairs)]
    if max(map(len, texts), default=0) > LONGEST_ANSWER:
        yield f"an answer is longer than {LONGEST_ANSWER} characters."
    if max(len(one.answers), len(one.pairs), len(one.spans)) > MOST_ANSWERS:
        yield f"it has more than {MOST_ANSWERS} answers."


def _choice(one: Question) -> Iterator[str]:
    if len(one.answers) < 2:
        yield "it has one answer to choose from: add a wrong one with ~."
    if max((answer.weight or 0 for answer in one.answers), default=0) != 100:
        yield "no answer counts 100 %: begin the right one with =."
    yield from _alike(one)


def _several(one: Question) -> Iterator[str]:
    right = sum(answer.weight for answer in one.answers if (answer.weight or 0) > 0)
    if len(one.answers) < 2:
        yield "it has one answer to choose from: add a wrong one with ~."
    if not right:
        yield "no answer is right: begin the right one with =, or give shares such as ~%50% where several are."
    elif abs(right - 100) > NEAR_ENOUGH:
        yield f"the right answers make {right:g} % together, and should make 100 %."
    yield from _alike(one)


def _alike(one: Question) -> Iterator[str]:
    texts = [answer.text.text.casefold() for answer in one.answers]
    if len(set(texts)) < len(texts):
        yield "two answers say the same."


def _best(one: Question) -> Iterator[str]:
    weights = [each.weight or 0 for each in (*one.answers, *one.spans)]
    if max(weights, default=0) != 100:
        yield "no answer counts 100 %."


def _truth(one: Question) -> Iterator[str]:
    if {answer.text.text for answer in one.answers} != {TRUE, FALSE}:
        yield "it is either true or false: write {T} or {F}."


def _match(one: Question) -> Iterator[str]:
    lefts = [pair.left.text for pair in one.pairs if pair.left]
    if len(lefts) < 2:
        yield "it has fewer than two pairs: write =left -> right on each line."
    if len(set(lefts)) < len(lefts):
        yield "the same stands on the left of two pairs."


CHECKS = {CHOICE: _choice, SEVERAL: _several, TRUTH: _truth, SHORT: _best, NUMBER: _best, MATCH: _match}
