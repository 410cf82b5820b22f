from hypothesis import given
from hypothesis import strategies as st

from whiteglove.learning.quality.drawing import Candidate, draw

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
