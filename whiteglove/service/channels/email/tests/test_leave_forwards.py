# ruff: noqa: E501  (tables of cases, one to a line)
"""What Cleo forwards stays whole, whatever program forwarded it; what a subject says of the mail."""

import pytest

from whiteglove.ground.lib.html_text import Line
from whiteglove.service.channels.email.quotation import fold
from whiteglove.service.channels.email.subjects import is_answer, is_forward


def folded(text, **options):
    return fold([Line(line) for line in text.split("\n")], **options)


@pytest.mark.parametrize(
    "mark",
    [
        "---------- Forwarded message ---------", "-------- Forwarded Message --------", "Begin forwarded message:",
        "-------- Weitergeleitete Nachricht --------", "---------- Message transféré ---------",
        "---------- Mensaje reenviado ---------", "---------- Messaggio inoltrato ---------",
        "---------- Doorgestuurd bericht ---------", "---------- Пересылаемое сообщение ---------",
        "---------- 転送メッセージ ---------", "> Begin forwarded message:", "---------- Persiųstas laiškas ---------",
        "---------- Neges a anfonwyd ymlaen ---------", "Začetek posredovanega sporočila:",
        "Forwarded message:", "Videresendt melding:", "Započni proslijeđenu poruku:", "Începe mesajul redirecționat:",
        "----- Message transmis -----", "----- İletilmiş Mesaj -----", "----- Перенаправлене повідомлення -----",
        "-------- Перенаправленное сообщение --------", "-------- Välitetty viesti / Fwd.Msg --------",
        "--- Treść przekazanej wiadomości ---", "-------- Preposlaná správa --- Forwarded Message --------",
        "--------- メッセージを転送 ---------", "-------- 转发的消息 --------", "-------- Doorgezonden bericht --------",
        "---------- Forwarded by Ada/Northwind on 02.03.2026 09:58 ----------", "-------- Poslao dalje --------",
    ],
)  # fmt: skip
def test_a_forwarded_message_stays(mark):
    text = (
        f"Please read.\n\n{mark}\nFrom: Shop <shop@shop.example>\nDate: 1 March\nSubject: x\nTo: Cleo\n\nYour receipt."
    )
    assert folded(text).new_text == text


def test_a_forwarded_message_inside_a_quotation_is_quoted():
    text = "Thanks.\n\n-----Original Message-----\n\nFYI\n\n---------- Forwarded message ----------\nFrom: x@y.example\n\nold"
    assert folded(text).new_text == "Thanks."


def test_a_block_below_a_forwarded_subject_stays():
    text = "As asked.\n\nFrom: Shop <s@shop.example>\nSent: Sunday\nTo: Cleo\nSubject: Receipt\n\nThank you."
    assert folded(text, forward=True).new_text == text


def test_a_mark_in_unknown_words_folds_what_an_answer_has_below_it():
    text = "It works.\n\n-------- Poslao ranije --------\nFrom: Ada <ada@northwind.example>\nDate: 1 March\nTo: Cleo\n\nDoes it?"
    assert folded(text, answers=True).quoted_text.endswith("Does it?")


def test_vs_forwards_in_danish_and_answers_in_finnish():
    danish = [Line("Fra: Ada <ada@northwind.example>"), Line("Emne: Kop")]
    finnish = [Line("Lähettäjä: Ada <ada@northwind.example>"), Line("Aihe: Kuppi")]
    assert (is_forward("VS: Kop", danish), is_forward("VS: Kuppi", finnish)) == (True, False)


@pytest.mark.parametrize(
    "older",
    [
        'On Mon, Mar 2, 2026 at 9:58 AM, "Shop" <s@shop.example> wrote:\n\nThank you.\n\nShop',
        "On 2 Mar 2026 09:58, Shop wrote:\n> Thank you.\n> Shop",
        "> From: Shop <s@shop.example>\n> Date: Sunday\n> To: Cleo\n>\n> Thank you.",
    ],
)
def test_whatever_stands_below_a_forwarded_subject_stays(older):
    found = folded(f"As asked.\n\n-- \nCleo\n\n{older}", forward=True)
    assert (found.new_text, found.signature) == (f"As asked.\n\n{older}", "-- \nCleo")


@pytest.mark.parametrize(
    "subject",
    ["Fwd: x", "FW: x", "WG: x", "TR : x", "RV: x", "[list] Fwd: x", "VL: x", "转发：x", "Redir.: x", "Videresend: x"],
)
def test_a_subject_says_that_mail_is_forwarded(subject):
    assert is_forward(subject)


@pytest.mark.parametrize("subject", ["Re: x", "AW: Forward", "Forwarding address", "x"])
def test_a_subject_says_nothing_of_the_kind(subject):
    assert not is_forward(subject)


@pytest.mark.parametrize(
    "subject",
    ["Re: x", "AW: x", "RE : x", "SV: x", "Re[2]: x", "[list] Re: x", "回复：x", "Odp: x", "Rif.: x", "Ответ: x"],
)
def test_a_subject_says_that_a_mail_answers(subject):
    assert is_answer(subject)


@pytest.mark.parametrize("subject", ["Regarding: x", "Rental: x", "x", "", "Resolved: x"])
def test_a_subject_names_no_other_mail(subject):
    assert not is_answer(subject)
