# ruff: noqa: E501  (tables of cases, one to a line)
"""The language of what was written now, or None rather than a guess."""

import pytest

from whiteglove.service.channels.email.language import language_of
from whiteglove.service.channels.email.parse import parse


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Where is my parcel, please?", "en"), ("Ich habe noch keine Antwort bekommen.", "de"), ("Je n'ai rien reçu, merci de vérifier", "fr"),
        ("Todavía no ha llegado el paquete que pedí", "es"), ("Non ho ricevuto il rimborso", "it"), ("Ik heb het pakket niet gekregen", "nl"),
        ("Ainda não recebi a minha encomenda", "pt"), ("Я до сих пор не получила свой заказ", "ru"), ("まだ荷物が届いていません", "ja"),
        ("我的包裹还没有收到", "zh"), ("아직 환불을 받지 못했습니다", "ko"), ("لم أستلم طلبي حتى الآن", "ar"), ("עדיין לא קיבלתי את ההזמנה", "he"),
    ],
)  # fmt: skip
def test_a_sentence_tells(text, code):
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text", ["", "Ok", "4711", "Cleo Amara", "https://northwind.example/de/der/die/das", "Thanks!"]
)
def test_too_little_tells_nothing(text):
    assert language_of(text) is None


def test_the_declared_language_helps_only_when_unsure():
    assert language_of("Ok", declared="de-DE, en-US") == "de"
    assert language_of("Where is my parcel, please?", declared="de") == "en"
    assert language_of("Ok", declared="") is None


def test_the_quotation_does_not_count():
    raw = "From: a@b.example\n\nWo ist das Paket und wann kommt es?\n\nOn 2 Mar 2026 09:58, Ada wrote:\n> It is on the way to you and the rest.\n> We are sorry for the delay that you had.\n"
    assert parse(raw.encode()).language == "de"
