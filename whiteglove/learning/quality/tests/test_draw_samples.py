from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.quality.actions.draw_samples import is_late
from whiteglove.learning.quality.drawing import ORDER, Candidate, draw, quotas

SHARES = {"risk": 0.4, "low": 0.2, "newcomer": 0.2, "random": 0.2}
WHY = st.frozensets(st.sampled_from(["risk", "low", "newcomer"]))
PEOPLE = st.integers(1, 5)
CANDIDATES = st.lists(
    st.builds(Candidate, st.integers(1, 10**6), PEOPLE, st.lists(PEOPLE, max_size=3, unique=True).map(tuple), WHY),
    max_size=60, unique_by=lambda one: one.ticket,
)  # fmt: skip


def drawn(candidates, seed="2026-03-02-0", **quotas):
    return draw(candidates, seed=seed, shares=SHARES, **{"per_person": 2, "per_reviewer": 10} | quotas)


@given(CANDIDATES)
def test_nobody_is_drawn_for_themselves_twice_or_beyond_a_quota(candidates):
    found = drawn(candidates)
    assert all(one.about != one.reviewer for one in found)
    assert len({one.ticket for one in found}) == len(found)
    people, reviewers = [one.about for one in found], [one.reviewer for one in found]
    assert all(people.count(one) <= 2 for one in people) and all(reviewers.count(one) <= 10 for one in reviewers)


@given(CANDIDATES, st.randoms())
def test_the_same_seed_draws_the_same_in_whatever_order_they_come(candidates, chance):
    shuffled = list(candidates)
    chance.shuffle(shuffled)
    assert drawn(candidates) == drawn(shuffled)


def test_what_was_at_risk_comes_as_such():
    risky = [Candidate(n, n, (99,), frozenset({"risk"})) for n in range(1, 21)]
    plain = [Candidate(n, n, (99,)) for n in range(21, 41)]
    found = drawn([*risky, *plain])
    assert [one.why for one in found].count("risk") == 4 and len(found) == 6


def test_quotas_count_what_was_drawn_before():
    some = [Candidate(n, 1, (99,)) for n in range(1, 9)]
    assert not drawn(some, had={1: 2}) and not drawn(some, has={99: 10}) and len(drawn(some)) == 2


def week_of(*batches, late=0, **quotas):
    """Everything drawn while candidates come in batches, each time with what was drawn before. `late`: the last so many
    come from Friday on."""
    found, here = [], []
    for number, batch in enumerate(batches):
        here += batch
        taken = {one.ticket for one in found}
        about, reviewers, whys = ([getattr(one, name) for one in found] for name in ("about", "reviewer", "why"))
        found += drawn([one for one in here if one.ticket not in taken], seed=f"{number}", had=Counter(about),
                       has=Counter(reviewers), drawn=Counter(whys),
                       late=number >= len(batches) - late, **quotas)  # fmt: skip
    return found


BATCHES = st.lists(st.integers(0, 60), max_size=8).map(sorted)


@given(CANDIDATES, BATCHES)
def test_shares_are_kept_however_often_and_whenever_it_draws(candidates, cuts):
    batches = [candidates[first:last] for first, last in zip([0, *cuts], [*cuts, 60], strict=True)]
    room = 5 * len({who for one in candidates for who in one.reviewers})
    most, found = quotas(room, SHARES), week_of(*batches, per_reviewer=5)
    counts = Counter(one.why for one in found)
    assert all(counts[why] <= most[why] for why in ORDER)
    assert week_of(*batches, [], per_reviewer=5) == found
    late = week_of(*batches, late=1, per_reviewer=5)
    assert week_of(*batches, [], late=2, per_reviewer=5) == late and len(found) <= len(late) <= room


@given(st.integers(1, 40), st.integers(0, 40))
def test_what_goes_wrong_on_tuesday_still_finds_its_room(times, risky):
    monday = [Candidate(n, n, (99,)) for n in range(1, 41)]
    tuesday = [Candidate(n, n, (99,), frozenset({"risk"})) for n in range(100, 100 + risky)]
    whys = Counter(one.why for one in week_of(monday, *[[]] * times, tuesday))
    assert whys["random"] == 2 and whys["risk"] == min(risky, 4)


def test_late_in_the_week_nothing_is_kept_back():
    plain = [Candidate(n, n, (99,)) for n in range(1, 41)]
    assert len(week_of(plain, [])) == 2 and len(week_of(plain, [], late=1)) == 10
    friday = datetime(2026, 3, 6, 9, tzinfo=UTC)
    assert is_late(friday) and not is_late(friday - timedelta(days=1)) and not is_late(friday + timedelta(days=3))


@given(st.integers(0, 60), st.lists(st.floats(0, 1), min_size=4, max_size=4))
def test_quotas_never_promise_more_than_there_is(room, shares):
    found = quotas(room, dict(zip(ORDER, shares, strict=True)))
    assert all(one >= 0 for one in found.values()) and sum(found.values()) <= room
