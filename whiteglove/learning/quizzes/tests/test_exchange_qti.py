"""QTI 3: what is written reads back the same; what others write is read, or said not to be; nothing hostile opens."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from whiteglove.learning.quizzes.bank.drawing import Draw
from whiteglove.learning.quizzes.bank.gift import parse
from whiteglove.learning.quizzes.bank.grading import worth
from whiteglove.learning.quizzes.bank.question import Question, Words
from whiteglove.learning.quizzes.incoming import read
from whiteglove.learning.quizzes.qti.markup import as_text
from whiteglove.learning.quizzes.qti.package import packed, unpacked
from whiteglove.learning.quizzes.rules import Quiz
from whiteglove.learning.quizzes.tests.made_up import questions
from whiteglove.learning.quizzes.wording import html_of

pytestmark = pytest.mark.engineless


def said(words: Words) -> str:
    return " ".join(as_text(html_of(words)).split())


def all_words(one: Question) -> Iterable[Words]:
    return [one.text, *(each.text for each in one.answers), *(pair.left for pair in one.pairs if pair.left)]


def meant(one: Question) -> dict:
    """What a question asks and how it is graded, whatever format its words are in."""
    whole = float(sum(max(0, worth(one, each)) for each in one.answers)) if one.kind == "several" else 1.0
    answers = [
        (said(each.text), max(-1, round(float(worth(one, each)) / (whole or 1), 3)), said(each.feedback))
        for each in one.answers
    ]
    return {
        "kind": one.kind, "text": said(one.text), "tail": said(one.tail), "general": said(one.general), "id": one.id,
        "answers": sorted(answers) if one.kind == "short" else answers,
        "spans": sorted((each.how, each.first, each.second, each.weight, said(each.feedback)) for each in one.spans),
        "pairs": [(said(pair.left), " ".join(pair.right.split())) for pair in one.pairs if pair.left],
        "rights": {" ".join(pair.right.split()) for pair in one.pairs},
        "labels": (one.tags, one.rows, one.skills, one.level, one.module, one.category, one.source),
    }  # fmt: skip


@settings(max_examples=25)
@given(questions, st.sampled_from([(), ("G12", "P3")]))
def test_what_is_written_reads_back_the_same(one, rows):
    assume(all(said(each) for each in all_words(one)))
    texts = [said(each.text) for each in one.answers]
    assume(one.kind != "short" or len(set(texts)) == len(texts))
    assume(one.kind != "number" or any(span.weight == 100 for span in one.spans))
    assume(one.kind != "several" or any((each.weight or 0) > 0 for each in one.answers))
    assume(one.kind != "match" or any(pair.left for pair in one.pairs))
    one = replace(one, id="q.one", rows=rows, source="A lesson: its part")
    (back,), report, _ = unpacked(packed([one]))
    assert not report
    assert meant(back) == meant(one)


ITEM = """<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="X" title="X">
<qti-response-declaration identifier="RESPONSE" cardinality="{many}" base-type="{kind}"><qti-correct-response>{key}
</qti-correct-response></qti-response-declaration><qti-item-body>{body}</qti-item-body>{rules}</qti-assessment-item>"""


def read_item(body: str, key: str = "a", kind: str = "identifier", many: str = "single", rules: str = ""):
    values = "".join(f"<qti-value>{one}</qti-value>" for one in key.split("|"))
    found, report, _ = unpacked(ITEM.format(body=body, key=values, kind=kind, many=many, rules=rules).encode())
    return (found[0] if found else None), [says for _, says in report]


def test_a_gap_in_a_line_keeps_what_stands_around_it():
    choices = "".join(f'<qti-inline-choice identifier="{name}">{name * 2}</qti-inline-choice>' for name in "ab")
    asks = f'<qti-inline-choice-interaction response-identifier="RESPONSE">{choices}</qti-inline-choice-interaction>'
    one, report = read_item(f"<p>First.</p><div>Two <b>and</b> {asks} are <i>four</i>.</div>")
    assert (said(one.text), said(one.tail), report) == ("First. Two and", "are four.", [])
    assert [(each.text.text, each.weight) for each in one.answers] == [("aa", 100), ("bb", None)]


def test_what_is_otherwise_here_is_said():
    simple = "".join(f'<qti-simple-choice identifier="{name}">{name}</qti-simple-choice>' for name in "abc")
    one, report = read_item(f'<qti-order-interaction response-identifier="RESPONSE">{simple}</qti-order-interaction>',
                            "c|a|b", many="ordered")  # fmt: skip
    assert [(pair.left.text, pair.right) for pair in one.pairs] == [("1.", "c"), ("2.", "a"), ("3.", "b")]
    assert "became pairs" in report[0]
    asks = f'<qti-choice-interaction response-identifier="RESPONSE">{simple}</qti-choice-interaction>'
    one, report = read_item(f'<p><img src="x.png" alt="Map"/></p>{asks}', "a|b", many="multiple")
    assert ([each.weight for each in one.answers], len(report)) == ([50, 50, None], 2)
    assert "[Map]" in one.text.text
    none, report = read_item('<qti-upload-interaction response-identifier="RESPONSE"/>')
    assert (none, report) == (None, ["left out: it asks for a file."])


OLD = """<?xml version='1.0'?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="n" title="N">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="float"><correctResponse><value>4</value>
</correctResponse></responseDeclaration>
<itemBody><p>How many? <textEntryInteraction responseIdentifier="RESPONSE"/></p></itemBody>
<responseProcessing><responseCondition><responseIf><equal toleranceMode="absolute" tolerance="0.5 0.5">
<variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></equal><setOutcomeValue identifier="SCORE">
<baseValue baseType="float">2</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>
</assessmentItem>"""


def test_numbers_keep_their_tolerance_and_names_of_qti_2_are_known():
    found = read("n.xml", OLD.encode())
    assert [(one.how, one.first, one.second, one.weight) for one in found.questions[0].spans] == [("near", 4, 0.5, 100)]


def test_a_quiz_goes_along_as_a_test_and_comes_back_as_a_plan():
    bank = [replace(one, tags=("tone",)) for one in parse("// [id:a]\nA {T}\n\n// [id:b]\nB {F}").questions]
    quiz = Quiz("tone", "Tone", "About", 80, (1, "x"), time=timedelta(minutes=9), draws=[Draw(1, frozenset({"tone"}))])
    found, report, plan = unpacked(packed(bank, quiz))
    assert (len(found), report) == (2, [])
    assert "questions:\n  - a\n  - b\n  count: 1" in plan
    assert "time: 540 s" in plan


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.xml", content)
    return out.getvalue()


ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><qti-item>&a;</qti-item>'
HOSTILE = [
    (ENTITY, "document type"), (b"<?xml version='1.0'?>" + b"<a>" * 200 + b"</a>" * 200, "nested too deep"),
    (b"<qti-assessment-item", "well-formed"), (zipped(a=b" " * 3_000_000), "larger than 2 MB"),
    (b"PK\x03\x04nonsense", "can't be opened"), (zipped(a=b"<x/>"), "no item"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "says"), HOSTILE)
def test_nothing_hostile_is_opened(data, says):
    found = read("x", data)
    assert not found.questions
    assert any(says in " ".join(one) for one in found.report), found.report


PIECES = [
    "<p>", "</p>", "x", "<qti-choice-interaction>", "</qti-choice-interaction>", "<qti-simple-choice identifier='a'>",
    "</qti-simple-choice>", "<qti-text-entry-interaction/>", "<qti-match-interaction/>", "<qti-prompt/>",
]  # fmt: skip


@settings(max_examples=25)
@given(st.lists(st.sampled_from(PIECES), max_size=9))
def test_no_body_upsets_it(parts):
    read_item("".join(parts))


def test_gaps_are_numbered_and_what_hangs_on_rules_is_said():
    gaps = '<qti-gap-text identifier="a">winter</qti-gap-text><p>The <qti-gap identifier="g"/> of</p>'
    asks = f'<qti-gap-match-interaction response-identifier="RESPONSE">{gaps}</qti-gap-match-interaction>'
    said = '<qti-modal-feedback identifier="well"><qti-content-body>Well done</qti-content-body></qti-modal-feedback>'
    one, report = read_item(asks, "a g", "directedPair", "multiple", said)
    assert ([(pair.left.text, pair.right) for pair in one.pairs], one.text.text) == ([("[1]", "winter")], "The [1] of")
    assert [says.split(" ")[0] for says in report] == ["gaps", "1"]
