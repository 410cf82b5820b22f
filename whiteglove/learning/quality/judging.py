"""How an item of a scorecard is judged: each kind of judge is a function from a conversation to a judgement. Pure.

Fit to what was asked, order and outcome count; that a phrase stands somewhere proves little.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from .brevity import sentences
from .deeds import check, clocks, events, facts, human, playbook, process, promises
from .fitting import Fit, asks, stems
from .judgement import Case, Judge, Judgement, Quote, judged, nothing, quote, quote_of
from .parting import content_of, parting, thanks_alone
from .telling import blocks_told, known_before, told
from .transcript import AGENT, CUSTOMER, Block, Found, Line, Transcript


def words(case: Case, about: Mapping[str, Any]) -> Judgement:
    """What was said: shown at the right moment, in the right order, and not broken."""
    side = about.get("side", AGENT)
    calls = _calls(case.talk, about.get("when"), about.get("unless"))
    if about.get("when") and not calls:
        return nothing("Nothing called for it.")
    if not case.talk.of(side):
        return nothing("There was no answer to judge.") if side == AGENT else nothing("The customer wrote nothing.")
    if "broken_by" in about and (broken := _broken(case.talk, side, about)) is not None:
        return broken
    if "shown_by" not in about:
        return judged(1, "Nothing was found against it.")
    return _shown(case, side, about, calls)


def _calls(talk: Transcript, when: Sequence[str] | None, unless: Sequence[str] | None) -> list[tuple[Line, Found]]:
    """Where the customer calls for it."""
    if not when:
        return []
    return [(line, one) for line in talk.of(CUSTOMER) for one in line.all(when)
            if not (unless and line.first(unless))]  # fmt: skip


def _broken(talk: Transcript, side: str, about: Mapping[str, Any]) -> Judgement | None:
    found = [quote(line, one) for line in talk.of(side) for one in line.all(about["broken_by"])]
    apart = list({(one.line, one.words): one for one in found}.values())
    pardons = about.get("pardons", 0)
    if len(apart) > pardons:
        share = 0.0 if len(apart) > pardons + 1 else 0.3
        return judged(share, f"{_times(len(apart))} the words went against it.", apart)
    return judged(0.7, "Once the words went against it.", apart) if apart else None


def _times(count: int) -> str:
    return {1: "Once", 2: "Twice"}.get(count, f"{count} times")


def _shown(case: Case, side: str, about: Mapping[str, Any], calls: list[tuple[Line, Found]]) -> Judgement:
    where = about.get("where", "next" if calls else "anywhere")
    places = _places(case.talk, side, where, calls)
    called = [quote(line, one) for line, one in calls[:1]]
    if not places:
        return judged(0, "Nobody answered after that.", called)
    shares = [_in_block(case, block, about) for block in places]
    found = [one for _, some in shares for one in some]
    share = sum(one for one, _ in shares) / len(shares) if where == "next" else max(one for one, _ in shares)
    if not found:
        return judged(0, "It wasn't found where it was called for." if calls else "It wasn't found.", called)
    return judged(share, _why(share, len(found)), [*called, *found])


def _why(share: float, count: int) -> str:
    if share >= 0.8:
        return "It was there, at the right moment." if count else "It was there."
    return "It was there, though late, in part or beside the matter."


def _places(talk: Transcript, side: str, where: str, calls: list[tuple[Line, Found]]) -> list[Block]:
    blocks = [one for one in talk.blocks if one.side == side]
    if where == "next":
        after = {next((one.number for one in blocks if one.number > line.number), None) for line, _ in calls}
        return [one for one in blocks if one.number in after]
    if where in ("first", "last"):
        return blocks[:1] if where == "first" else blocks[-1:]
    start = calls[0][0].number if calls else -1
    return [one for one in blocks if one.number > start]


def _in_block(case: Case, block: Block, about: Mapping[str, Any]) -> tuple[float, list[Quote]]:
    """(share of the points, words) of one answer."""
    full, part = block.first(about["shown_by"]), block.first(about.get("partly_by", ()))
    if full is None and part is None:
        return 0.0, []
    line, one = full or part
    share = 1.0 if full else 0.5
    first = block.first(about.get("before", ()))
    if first and (first[0].number, first[1].start) < (line.number, one.start):
        share *= 0.6
    if (wanted := about.get("after")) and not _said_before(case.talk, line, one, wanted):
        share *= 0.6
    if about.get("fits"):
        share *= 0.4 + 0.6 * _fit(case, block)
    return share, [quote(line, one)]


def _said_before(talk: Transcript, line: Line, found: Found, names: Sequence[str]) -> bool:
    return any(
        (other.number, one.start) < (line.number, found.start)
        for other in talk.of(line.side) for one in other.all(names)
    )  # fmt: skip


def _fit(case: Case, block: Block) -> float:
    before = [one for one in case.talk.blocks if one.side == CUSTOMER and one.number < block.number]
    found = case.fit.to_the_matter(before[-1], block, before[:-1]) if before else None
    # What repeats the customer's words and tells nothing only seems to fit.
    return found.degree * (0.3 + 0.7 * told(block, known_before(case.talk, block))) if found else 0.0


def answers(case: Case, about: Mapping[str, Any]) -> Judgement:
    """What the customer asked was answered, each of their questions by something that has to do with it."""
    asked = asks(case.talk)
    if not asked:
        return nothing("The customer asked for nothing.")
    if not case.talk.of(AGENT):
        return judged(0, "Nobody answered.", [quote_of(*asked[0])])
    found = [(line, place, case.fit.answered(line, place)) for line, place in asked]
    shares = [_step(best.degree if best else 0.0, about) for *_, best in found]
    worst = sorted(zip(shares, found, strict=True), key=lambda one: one[0])
    share = sum(shares) / len(shares)
    open_ones = [quote_of(line, place) for one, (line, place, _) in worst if one < 1]
    best = [quote_of(one.line, one.place) for done, (*_, one) in worst[::-1] if done == 1 and one]
    count = sum(one == 1 for one in shares)
    return judged(share, f"{count} of {len(shares)} things asked were answered by what has to do with them.",
                  [*open_ones[:2], *best[:2]])  # fmt: skip


def _step(degree: float, about: Mapping[str, Any]) -> float:
    met, partly = about.get("met", 0.6), about.get("partly", 0.25)
    return 1.0 if degree >= met else 0.5 if degree >= partly else 0.0


def tells(case: Case, about: Mapping[str, Any]) -> Judgement:
    """The answers tell something of the matter that the customer didn't know or hadn't said."""
    found = blocks_told(case.talk, [answer for _, answer in case.talk.answers])
    if not found:
        return nothing("There was nothing to answer.")
    best = sorted((degree for _, degree in found), reverse=True)
    # One empty answer among good ones is a slip; a talk of empty ones is none.
    share = (best[0] + sum(best) / len(best)) / 2
    met, partly = about.get("met", 0.7), about.get("partly", 0.1)
    worst = min(found, key=lambda one: one[1])[0]
    why = "How much the answers tell of the matter itself; here the least."
    return judged(max(0.0, min(1.0, (share - partly) / (met - partly))), why, _longest_words(worst))


def fits(case: Case, about: Mapping[str, Any]) -> Judgement:
    """Each answer has to do with what was said just before it; answers of courtesies alone are none."""
    pairs = [(said, answer, _nearest(case, said, answer)) for said, answer in case.talk.answers if _wants(said)]
    if not pairs:
        return nothing("There was nothing that an answer could have fitted.")
    degrees = [found.degree if found else 0.0 for *_, found in pairs]
    met, partly = about.get("met", 0.6), about.get("partly", 0.2)
    mean = sum(degrees) / len(degrees)
    share = max(0.0, min(1.0, (mean - partly) / (met - partly)))
    worst = min(zip(degrees, pairs, strict=True), key=lambda one: one[0])[1]
    quotes = [quote_of(worst[2].line, worst[2].place)] if worst[2] else _longest_words(worst[1])
    return judged(share, "How far each answer has to do with what was said before it; here the least.", quotes)


def _has_matter(block: Block) -> bool:
    return sum(len(line.text) for line in block.lines) >= 12


EARLIER = 0.85  # what answers something said before is a little beside what was said last


def _nearest(case: Case, said: Block, answer: Block) -> Fit | None:
    """In a chat one goes on with what was told some lines before."""
    found = case.fit.to_the_matter(said, answer)
    for one in case.talk.blocks:
        if one.side == CUSTOMER and one.number < said.number and (other := case.fit.to_the_matter(one, answer)):
            found = max(found, Fit(other.line, other.place, EARLIER * other.degree), key=lambda fit: fit.degree)
    return found


CONTENT = ("emotion.satisfied", "confirms_solved", "thanks", "accepts")


def _wants(block: Block) -> bool:
    """Whether an answer can fit it: there is nothing to fit in “perfect, thanks”, nor in a bare “yes, I can”."""
    if not _has_matter(block) or (block.first(CONTENT) and not block.first(("question",))):
        return False
    return len(stems(" ".join(line.text for line in block.lines))) > 1


def _longest_words(block: Block) -> list[Quote]:
    """Its longest sentence: a greeting says little about an answer."""
    places = [(line, place, len(words)) for line in block.lines for place, words in line.sentences]
    found = max(places, key=lambda one: one[2], default=None)
    return [quote_of(found[0], found[1])] if found else []


PICKS_UP = ("reflection", "summary", "empathy", "checks_details", "checks_assumption", "question.open",
            "question.probing", "question.context")  # fmt: skip


def listening(case: Case, about: Mapping[str, Any]) -> Judgement:
    """Our answers take up what was said, in words or with a question about it, before they go on."""
    pairs = [(said, answer) for said, answer in case.talk.answers if _has_matter(said)]
    if not pairs:
        return nothing("There was nothing to take up.")
    found = [(answer, answer.first(PICKS_UP), _fit(case, answer)) for _, answer in pairs]
    # A phrase of understanding that has nothing to do with what was said takes nothing up.
    shares = [min(1.0, (0.5 if picked else 0.0) + 0.5 * fit) if fit > 0.1 else 0.0 for _, picked, fit in found]
    met, partly = about.get("met", 0.6), about.get("partly", 0.1)
    share = max(0.0, min(1.0, (sum(shares) / len(shares) - partly) / (met - partly)))
    quotes = [quote(*picked) for _, picked, _ in found if picked]
    return judged(share, "How far the answers take up what was said.", quotes)


def ending(case: Case, about: Mapping[str, Any]) -> Judgement:
    """The customer's last words."""
    # What they came with isn't how they left.
    answered = next((line.number for line in case.talk.of(AGENT)), None)
    after = [line for line in case.talk.of(CUSTOMER) if answered is not None and line.number > answered]
    last = parting(after[-about.get("messages", 2) :], about)
    if not case.talk.of(CUSTOMER):
        return nothing("The customer wrote nothing.")
    if not last:
        return judged(None, "The customer said nothing after the answer.")
    good = [quote(line, one) for line in last for one in content_of(line, about)]
    bad = [quote(line, one) for line in last for one in line.all(about["bad"])]
    if (waits := _left_waiting(case.talk)) and not good:
        return judged(0, "The customer's last question was left without an answer.", [waits, *bad])
    if good and bad:
        later = max(good, key=lambda one: (one.line, one.start)), max(bad, key=lambda one: (one.line, one.start))
        share = 0.6 if (later[0].line, later[0].start) > (later[1].line, later[1].start) else 0.2
        return judged(share, "The customer's last words were mixed.", [*good, *bad])
    if good and (open_still := thanks_alone(case.talk, good, last[0], about)):
        return judged(PASSED_OVER, "They thanked, and nothing was done about what they had come back with.", open_still)
    if good:
        return judged(1, "The customer's last words were content.", good)
    if bad:
        return judged(0, "The customer's last words were unhappy.", bad)
    if passed_over := _passed_over(case):
        return judged(
            PASSED_OVER, "The customer came back to it, and the answer has little to do with that.", passed_over
        )
    return judged(None, "The customer's last words say neither.")


PASSED_OVER = 0.3
ANSWERED = 0.55


def _passed_over(case: Case) -> list[Quote]:
    """What a customer who had an answer wrote once more, where nothing that was said then answers it."""
    theirs = [one for one in case.talk.blocks if one.side == CUSTOMER]
    if len(theirs) < 2 or case.talk.blocks[-1].side == CUSTOMER or not _wants(theirs[-1]):
        return []
    places = [(line, place) for line in theirs[-1].lines for place, _ in line.sentences]
    found = [case.fit.answered(line, place) for line, place in places]
    best = max((one.degree for one in found if one), default=0.0)
    return _longest_words(theirs[-1]) if best < ANSWERED else []


def _left_waiting(talk: Transcript) -> Quote | None:
    """A question with which the conversation ends."""
    last = talk.blocks[-1] if talk.blocks else None
    found = last.first(("question",)) if last and last.side == CUSTOMER else None
    return quote(*found) if found else None


def asked_again(case: Case, about: Mapping[str, Any]) -> Judgement:
    """The customer didn't have to ask twice."""
    again = [quote(line, one) for line in case.talk.of(CUSTOMER)[1:] for one in line.all(about["shown_by"])]
    asked = [(line, place) for line, place in asks(case.talk)]
    for number, (line, place) in enumerate(asked):
        earlier = [one for one in asked[:number] if _answered_between(case.talk, one[0], line)]
        if any(case.fit.between((one.number, at), (line.number, place)) >= 0.95 for one, at in earlier):
            again.append(quote_of(line, place))
    again = list({(one.line, one.start): one for one in again}.values())
    pardons = about.get("pardons", 0)
    if not case.talk.answers:
        return nothing("There was no answer to ask about again.")
    if not again:
        return judged(1, "Nothing had to be asked twice.")
    return judged(0.4 if len(again) <= pardons + 1 else 0, f"{_times(len(again))} they had to come back to it.", again)


def _answered_between(talk: Transcript, one: Line, other: Line) -> bool:
    return any(line.side == AGENT for line in talk.lines[one.number + 1 : other.number])


JUDGES: Mapping[str, Judge] = {
    "words": words, "answers": answers, "fits": fits, "tells": tells, "listening": listening, "ending": ending,
    "asked_again": asked_again, "clocks": clocks, "promises": promises, "events": events, "facts": facts,
    "check": check, "human": human, "process": process, "playbook": playbook,
    "sentences": sentences,
}  # fmt: skip
