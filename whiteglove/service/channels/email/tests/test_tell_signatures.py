# ruff: noqa: E501  (tables of cases, one to a line)
"""Where Cleo's words end and her signature begins: her own, and what her phone or a mailing list adds."""

import pytest

from whiteglove.ground.lib.html_text import Line
from whiteglove.service.channels.email.quotation import fold


def folded(text):
    return fold([Line(line) for line in text.split("\n")])


DEVICES = [
    "Sent from my iPhone", "Sent from my Verizon Wireless BlackBerry", "Sent from Mail for Windows", "Sent via mobile",
    "Sent from my Galaxy", "Sent from Yahoo Mail on Android", "(Sent from mobile device)", "Sent with Airmail",
    "Sent from my phone, please excuse any typos.", "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Sent with [Proton Mail](https://proton.me/) secure email.", "Von meinem iPhone gesendet", "Von Samsung-Tablet gesendet",
    "Gesendet mit der GMX Mail App", "Gesendet von Outlook für Android", "Envoyé de mon iPhone", "Envoyé depuis mon mobile Orange",
    "Télécharger Outlook pour Android<https://aka.ms/x>", "Enviado desde mi iPhone", "Enviado do meu iPhone",
    "Inviato da iPhone", "Verstuurd vanaf mijn iPad", "Verzonden vanuit Outlook voor iOS", "Skickat från min iPhone",
    "Sendt fra min iPad", "Lähetetty iPhonesta", "Wysłane z iPhone'a", "Odesláno z iPhonu", "Отправлено с iPhone",
    "Отправлено из мобильной Яндекс Почты", "Надіслано з iPhone", "iPhone'umdan gönderildi", "iPhoneから送信", "发自我的 iPhone",
    "從我的 iPhone 傳送", "나의 iPhone에서 보냄", "أُرسلت من الـ iPhone", "נשלח מה-iPhone שלי", "Đã gửi từ iPhone của tôi",
    "Εστάλη από το iPhone μου", "Trimis de pe iPhone-ul meu", "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
    "Sent wirelessly from my BlackBerry device", "Envoyé sans fil par mon terminal mobile BlackBerry", "Sent from the all new AOL app for iOS",
    "Sent from eM Client", "-------- Gesendet von meinem Samsung-Gerät.", "Provenance : Courrier pour Windows", "Enviado desde Correo para Windows",
    "Inviato da Posta per Windows", "Obtenha o Outlook para Android", "Pobierz aplikację Outlook dla systemu iOS", "Získat Outlook pro Android",
    "Odesláno ze Seznam.cz", "Elküldve az iPhone-omról", "Az Outlook beszerzése Android rendszerre", "Samsung Galaxy cihazımdan gönderildi",
    "Android için Outlook'u edinin", "来自 Outlook 移动版", "从 Windows 版邮件发送", "发自我的华为手机", "Android용 Outlook 받기", "Windows용 메일에서 보냄",
    "Αποστολή από το iPhone μου", "Dihantar daripada iPhone saya", "Enviat des del meu iPhone", "Sent fra min iPhone", "Saadetud minu iPhone'ist",
    "Nosūtīts no mana iPhone", "Išsiųsta iš mano iPhone", "Sent úr iPhone-inum mínum", "Gestuur vanaf my iPhone",
]  # fmt: skip


@pytest.mark.parametrize("line", DEVICES)
def test_a_device_s_line_is_a_signature(line):
    found = folded(f"Where is my order?\n\n{line}")
    assert (found.new_text, found.signature) == ("Where is my order?", line)


@pytest.mark.parametrize(
    "line",
    [
        "Sent from my desk, is much easier to reach me there than on the phone when I travel.",
        "I sent it from my phone but it never arrived at your office.",
        "Von meinem Konto wurde zu viel abgebucht",
        "Sent from the shop on Monday, and still no parcel here.",
        "Sent by mail on Monday.",
        "Sent via email twice already.",
        "Sent from my office on Monday.",
        "Sent from my old work address.",
        "Sent using your mobile app, which failed.",
        "From my phone it works.",
        "Von Ihnen nie gesendet.",
        "Gesendet mit der Post, nicht per Mail.",
        "Envoyé par mail lundi",
        "Enviado desde Madrid",
        "Verzonden met de mail",
        "Отправлено с почты вчера",
        "发自内心的感谢",
        "来自Berlin的照片",
        "Gửi từ Hà Nội",
    ],
)
def test_a_sentence_is_no_signature(line):
    assert folded(f"Where is my order?\n\n{line}").signature == ""


def test_the_marked_signature_is_taken_off():
    found = folded("My order -- where is it?\n\n-- \nCleo Amara\n+27 21 000 0000")
    assert (found.new_text, found.signature) == ("My order -- where is it?", "-- \nCleo Amara\n+27 21 000 0000")


def test_a_signature_above_the_quotation_is_taken_off():
    found = folded("Thanks\n\n-- \nCleo\n\nOn 2 Mar 2026 09:58, Ada wrote:\n> Done.")
    assert (found.new_text, found.signature) == ("Thanks", "-- \nCleo")


def test_a_list_s_footer_and_a_hyphened_name_are_signatures():
    footer = "_" * 47 + "\ncups mailing list\ncups@lists.example"
    found = folded(f"We meet on Friday.\n\n-Cleo Amara\n\n\n{footer}")
    assert found.new_text == "We meet on Friday."
    assert found.signature.startswith("-Cleo Amara")
    assert found.signature.endswith("cups@lists.example")


def test_a_long_text_below_two_hyphens_is_no_signature():
    text = "Intro\n--\n" + "\n".join(f"line {at} of what matters" for at in range(40))
    assert folded(text).signature == ""


@pytest.mark.parametrize(
    "text",
    [
        "Which size?\n\n-Large",
        "I want:\n\n-Lamp",
        "Please send me\n\n-Lamp\n\n-Cup",
        "I want a cup.\n\n-blue",
        "My order\n----------\nhttps://northwind.example/order/4711\nPlease cancel it.",
        "Hello\n\n==========\nOrder 4711, cleo@amara.example\nThe lamp is broken.",
        "It says:\n--\nError 12\nPlease help.",
        "Thank you\n\n-- \nCleo\n\nPS: The lamp is broken too.",
        "Thank you\n--\nCleo\nP.S. The lamp is broken too.",
    ],
)
def test_what_only_looks_like_a_signature_stays(text):
    assert folded(text).new_text == text
