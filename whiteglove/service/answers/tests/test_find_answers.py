"""The article that answers a question is found among those the asker may read, quoted word for word, or nothing is."""

import threading
from datetime import timedelta

import numpy as np
import pytest
from django.contrib.auth.models import AnonymousUser

from whiteglove.ground.events.work import run_pending
from whiteglove.ground.lib import clock
from whiteglove.service.answers import encoding, finding, judging, matrix, terms, titles
from whiteglove.service.answers.actions.index import index, index_all
from whiteglove.service.answers.cutting import LONGEST, cut
from whiteglove.service.answers.judging import Asked, Candidate
from whiteglove.service.answers.models import Alias, Passage
from whiteglove.service.answers.seen_forms import ASKABLE
from whiteglove.service.knowledge import actions as knowledge
from whiteglove.service.knowledge.models import Article

STRANGER = AnonymousUser()
RETURN = "You may send things back within 30 days.\n\n## How\n1. Print the label.\n2. Hand in the parcel."


@pytest.fixture(autouse=True)
def _by_words(monkeypatch):
    """Without an encoder, unless a test lends one."""
    monkeypatch.setattr(encoding, "_lent", [])
    matrix.forget()
    titles.forget()
    yield
    matrix.forget()
    titles.forget()


@pytest.fixture
def written(db):
    def write(title: str, body: str, language: str = "en", audience: str = "public") -> Article:
        article = knowledge.start(title=title, body=body, by=None, at=clock.now(), language=language, audience=audience)
        knowledge.publish(translation=article.translations.get(), by=None, at=clock.now())
        run_pending(raising=True)
        return Article.objects.get(pk=article.pk)

    return write


@pytest.fixture
def help_centre(written):
    return {
        "return": written("Return something", RETURN),
        "password": written("You forgot your password", "Choose Forgot password and type your email address."),
        "delivery": written("How long delivery takes", "Small goods take 2 to 4 working days."),
    }


def ask(text: str, language: str = "en", reader=STRANGER, **about):
    return finding.find_answer(text, language=language, reader=reader, **about)


class TestCutting:
    pytestmark = pytest.mark.engineless

    def test_headings_begin_passages_and_steps_keep_their_numbers(self):
        first, second = cut(RETURN)
        assert (first.heading, first.text) == ("", "You may send things back within 30 days.")
        assert (second.heading, second.anchor) == ("How", "part-how")
        assert second.text == "1. Print the label.\n2. Hand in the parcel."

    def test_a_row_of_a_table_is_one_line(self):
        [one] = cut("| What it says | What it is |\n|---|---|\n| pending | set aside |\n| | paid |")
        assert one.lines == ["What it says – What it is", "pending – set aside", "paid"]

    def test_a_long_text_is_cut_between_sentences(self):
        cuts = cut("This sentence has a few words. " * 200)
        assert all(len(one.text) <= LONGEST for one in cuts)
        assert all(one.text.endswith(".") for one in cuts)

    @pytest.mark.parametrize("body", ["", "   ", "#", "> ", "a" * 5000, "\x00", "|a|\n|-|\n|b|", "1. a\n   - b\n"])
    def test_any_text_can_be_cut(self, body):
        assert all(0 < len(one.text) <= LONGEST for one in cut(body))


class TestJudging:
    pytestmark = pytest.mark.engineless

    def candidate(self, **about) -> Candidate:
        meant = frozenset({"return"})
        return Candidate(1, frozenset({"return"}), frozenset({"return", "label"}), meant, meant, **about)

    def asked(self) -> Asked:
        return Asked({"return": 1.0}, {"return": frozenset({"return"})})

    def verdict(self, *candidates: Candidate) -> judging.Verdict:
        return judging.judged(judging.scored(self.asked(), candidates, encoded=False), encoded=False)

    def test_a_title_with_all_that_is_asked_is_stated(self):
        assert self.verdict(self.candidate()).answer

    def test_two_that_are_as_good_are_offered(self):
        other = self.candidate()
        other.article = 2
        verdict = self.verdict(self.candidate(), other)
        assert verdict.answer is None
        assert [one.article for one in verdict.offered] == [1, 2]

    def test_the_opposite_is_never_stated(self):
        assert self.verdict(self.candidate(against=True)).answer is None

    @pytest.mark.parametrize(
        ("question", "title", "against"),
        [
            ("how do I subscribe", "Unsubscribe from letters", True),
            ("I do not want to subscribe", "Unsubscribe from letters", False),
            ("how do I unsubscribe", "Unsubscribe from letters", False),
            ("how do I open an account", "Close your account", True),
            ("where is my parcel", "Close your account", False),
        ],
    )
    def test_a_not_turns_the_sides_round(self, question, title, against):
        assert terms.against(terms.terms(question, "en"), terms.terms(title, "en"), "en") is against


class TestFinding:
    def test_it_is_quoted_word_for_word_with_its_address(self, help_centre):
        found = ask("How can I return something?")
        assert found.article == help_centre["return"]
        assert found.quote in {one.text for one in cut(RETURN)}
        assert "/help/en/return-something/" in found.url

    def test_other_words_for_the_same_and_slips_are_understood(self, help_centre):
        for text in ("I'd like to send it back", "how do i retrun something", "forgoten pasword"):
            found = ask(text)
            titles = [found.title] if found.article else [one.title for one in found.others]
            assert titles[0] in ("Return something", "You forgot your password"), text

    @pytest.mark.parametrize("text", ["", "   ", "?", "Who won the match last night?", "x" * 5000, "\x00<b>", "the"])
    def test_what_no_article_tells_isnt_answered(self, help_centre, text):
        found = ask(text)
        assert found is None or found.article is None

    def test_only_what_the_asker_may_read(self, written):
        written("Return something", RETURN, audience="customers")
        assert ask("How can I return something?") is None
        assert ask("How can I return something?", reader=ASKABLE["customer"]).article

    def test_what_is_for_the_team_is_never_cut(self, written):
        article = written("Return something", RETURN, audience="team")
        assert not article.passages.exists()

    def test_an_archived_article_is_gone_at_once(self, help_centre, lee):
        knowledge.archive(article=help_centre["return"], by=lee, at=clock.now())
        assert ask("How can I return something?") is None
        run_pending(raising=True)
        assert not Passage.objects.filter(article=help_centre["return"]).exists()

    def test_words_that_were_changed_arent_quoted_before_they_are_cut_anew(self, help_centre):
        words = help_centre["return"].translations.get()
        knowledge.save_draft(
            translation=words, title="Return something", body="Not any more.", by=None, at=clock.now(),
            edition=words.edition,
        )  # fmt: skip
        words.refresh_from_db()
        knowledge.publish(translation=words, by=None, at=clock.now() + timedelta(seconds=1))
        assert ask("How can I return something?") is None
        run_pending(raising=True)
        assert ask("How can I return something?").quote == "Not any more."

    def test_a_french_question_gets_the_english_article_and_is_told(self, help_centre):
        found = finding.answer_from(help_centre["password"].pk, "mot de passe", language="fr", reader=STRANGER)
        assert (found.language, found.foreign) == ("en", True)

    def test_what_was_chosen_is_asked_for_again_who_may_read_it(self, written):
        article = written("Return something", RETURN, audience="customers")
        assert finding.answer_from(article.pk, "return", language="en", reader=STRANGER) is None

    def test_other_words_for_an_article_find_it(self, help_centre, lee):
        text = "gizmo flumph"
        assert ask(text) is None
        Alias.objects.create(article=help_centre["delivery"], language="en", words=text, at=clock.now(), by=lee)
        assert ask(f"{text} how long") is not None

    def test_cutting_again_changes_nothing(self, help_centre):
        before = set(Passage.objects.values_list("article", "place", "text"))
        assert list(index_all())[-1] == (3, 3)
        index(article=help_centre["return"])
        assert set(Passage.objects.values_list("article", "place", "text")) == before
        assert list(index_all(only_missing=True)) == []


def hashed(texts):
    """Stands for the encoder: texts that share words lie near each other."""
    rows = np.zeros((len(texts), encoding.WIDTH), np.float32)
    for row, text in zip(rows, texts, strict=True):
        for word in text.lower().split():
            row[sum(map(ord, word)) % encoding.WIDTH] += 1
        row /= np.linalg.norm(row) or 1
    return rows


class TestByMeaning:
    def test_what_is_near_is_thought_of_even_without_a_word_of_the_index(self, help_centre):
        encoding.lend(hashed)
        assert list(index_all(only_missing=True))
        assert not Passage.objects.filter(vector=None).exists()
        told = finding.look("Return something please", language="en", reader=STRANGER)
        assert told.encoded
        assert told.candidates[0].article == help_centre["return"].pk

    def test_the_table_follows_what_is_written(self, help_centre, written):
        encoding.lend(hashed)
        list(index_all())
        assert len(matrix.current().rows) == Passage.objects.count()
        later = written("Collect in the shop", "It is ready within three hours.")
        near = matrix.current().nearest(hashed(["Collect in the shop"]), 3)
        assert near[0] == later.pk

    def test_a_vector_is_kept_to_a_hundredth(self):
        vectors = hashed(["one two three four"])
        kept = encoding.unpacked([encoding.packed(vectors[0])])
        assert abs(float(kept[0] @ vectors[0]) - 1) < 0.01


class TestQuoting:
    BODY = (
        "We take things back for 30 days.\n\n## How to do it\n1. Print the label.\n2. Hand it in.\n\n"
        "## What can't go back\nOpened headphones and filters.\n\n## What it costs\nSending back costs 4.90."
    )

    @pytest.mark.parametrize(
        ("question", "heading"),
        [
            ("How do I return something?", "How to do it"),
            ("return something", ""),
            ("What does it cost to return something?", "What it costs"),
            ("Can I return opened headphones?", "What can't go back"),
        ],
    )
    def test_the_part_that_was_asked_for_is_quoted(self, written, question, heading):
        article = written("Return something", self.BODY)
        assert finding.answer_from(article.pk, question, language="en", reader=STRANGER).heading == heading


@pytest.mark.engineless
def test_a_title_that_comes_while_somebody_asks_waits():
    """Or the set that is gone through would change under their feet."""
    known, came = titles.Titles(about={"parcel": {1}}, many={1: 1}), threading.Event()

    def take() -> None:
        with titles._lock:
            known.about["parcel"].add(2)
            came.set()

    def asked():
        threading.Thread(target=take).start()
        assert not came.wait(0.05)
        yield "parcel"

    assert known.nearest(asked(), 5) == [1]
    assert came.wait(5)


def test_what_is_for_the_team_by_now_is_not_cut_by_whoever_began_before(help_centre):
    article = help_centre["return"]
    article.passages.all().delete()
    Article.objects.filter(pk=article.pk).update(audience="team")
    index(article=article)
    assert not article.passages.exists()
