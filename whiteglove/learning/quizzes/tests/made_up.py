"""Questions of every kind, made up by hypothesis."""

from hypothesis import strategies as st

from whiteglove.learning.quizzes.bank.question import Answer, Pair, Question, Span, Words

signs = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co")) | st.sampled_from("~=#{}:\\[]%->/*\n")
plain = st.text(signs, max_size=30)
text = plain.map(lambda one: one.strip().replace("->", "→")).filter(bool)
words = st.builds(Words, text, st.sampled_from(["", "plain", "markdown", "html"]))
maybe = st.one_of(st.just(Words()), words)
label = st.from_regex(r"[a-z][a-z0-9]{0,8}(\.[a-z0-9]{1,4})?", fullmatch=True)
weight = st.sampled_from([50, 33.33333, -100, -25, 0])
right = st.builds(Answer, words, st.just(100), maybe)
wrong = st.builds(Answer, words, st.one_of(st.none(), weight), maybe)
partly = st.builds(Answer, words, weight, maybe)
number = st.floats(-1e6, 1e6).map(lambda one: round(one, 4) + 0.0)
spans = st.one_of(
    st.builds(Span, st.just("near"), number, number.map(abs), st.sampled_from([100, 50]), maybe),
    st.tuples(number, number).map(lambda two: Span("between", min(two), max(two))),
)
pairs = st.lists(st.builds(Pair, maybe, text), min_size=2, max_size=4)
kinds = st.one_of(
    st.tuples(
        st.just("choice"), st.tuples(right, st.lists(wrong, min_size=1, max_size=3)).map(lambda t: (t[0], *t[1]))
    ),
    st.tuples(st.just("several"), st.lists(wrong, min_size=2, max_size=4).map(tuple)),
    st.tuples(st.just("short"), st.tuples(right, st.lists(partly, max_size=2)).map(lambda t: (t[0], *t[1]))),
)
about = {
    "id": st.one_of(st.just(""), label), "text": words, "title": plain.map(str.strip),
    "general": maybe, "tags": st.lists(label, max_size=2).map(tuple), "level": st.integers(0, 3),
    "category": st.sampled_from(["", "Service/Words"]),
}  # fmt: skip
questions = st.one_of(
    kinds.flatmap(lambda k: st.builds(Question, kind=st.just(k[0]), answers=st.just(k[1]), tail=maybe, **about)),
    st.builds(Question, kind=st.just("number"), spans=st.lists(spans, min_size=1, max_size=3).map(tuple), **about),
    st.builds(Question, kind=st.just("match"), pairs=pairs.map(tuple), **about),
    st.builds(Question, kind=st.just("essay"), **about),
    st.builds(Question, kind=st.just("text"), **{**about, "general": st.just(Words())}),
    st.tuples(maybe, maybe, st.booleans()).flatmap(lambda t: st.builds(
        Question, kind=st.just("truth"), answers=st.just((
            Answer(Words("true"), 100 * t[2], t[t[2]]), Answer(Words("false"), 100 * (not t[2]), t[not t[2]]),
        )), **about)),
)  # fmt: skip
