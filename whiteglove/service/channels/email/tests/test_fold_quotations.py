# ruff: noqa: E501  (tables of cases, one to a line)
"""What Cleo wrote now, apart from what she quotes: in the words of many mail programs and languages."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.ground.lib.html import lines as html_lines
from whiteglove.ground.lib.html_text import Line
from whiteglove.service.channels.email.parse import parse
from whiteglove.service.channels.email.quotation import fold


def folded(text, **options):
    return fold([Line(line) for line in text.split("\n")], **options)


INTRODUCTIONS = [
    "On Mon, Mar 2, 2026 at 9:58 AM Ada <ada@northwind.example> wrote:",
    "On 02/03/2026 09:58, Ada wrote:",
    "---- Ada Osei wrote ----",
    "On 2-Mar-2026, at 9:58 AM, Ada <ada@northwind.example> sent:",
    "On Mon, Mar 2, 2026 at 9:58 AM -0800, \"Ada\" <ada@northwind.example> wrote:",
    "On Monday, March 2, 2026, Ada via Northwind Help wrote:",
    "On Mon, 2026-03-02 at 09:58 +0100, Ada wrote:",
    "On Monday, 2 March 2026 at 09:58, Ada\n<ada@northwind.example> wrote:",
    "On Mar 2, 2026, at 9:58 AM, Ada <\nreply+4711-0815@northwind.example>\nwrote:",
    "On Mar 2, 2026 at 9:58 AM, Ada\n\n<\nmailto:ada@northwind.example\n> wrote:",
    "On Mon, Mar 2, 2026 at 9:58 AM Ada Osei\n\n<ada@northwind.example> wrote:",
    "At 3/2/2026 09:58 AM, you wrote:",
    "------On 03/02/2026 09:58 AM, Ada wrote-----",
    "---- On Mon, 02 Mar 2026 09:58:00 +0100 Ada <ada@northwind.example> wrote ----",
    "2026-03-02 9:58 GMT+01:00 Ada <ada@northwind.example>:",
    "2. März 2026, 09:58 von ada@northwind.example:",
    "2026-03-02 09:58 GMT+01:00 Ada Northwind",
    "Ada (ada@northwind.example) wrote:",
    "Ada via Northwind Help wrote:",
    "Ada <ada@northwind.example> schrieb am Mo., 2. März 2026 um 09:58 Uhr:",
    "Ada <ada@northwind.example> schrieb am Mo., 2.\nMärz 2026, 09:58:",
    "On Monday, March 2, 2026 at 9:58 AM,\nAda from Northwind\n<ada@northwind.example> wrote:",
    "Op ma 2 mrt 2026 om 09:58 schreef Ada <ada@northwind.example\n>:",
    "Am 02.03.2026 um 09:58 schrieb Ada <ada@northwind.example>:",
    "Am 02.03.26 um 09:58 schrieb Ada:",
    "Le 2 mars 2026 à 09:58, Ada <ada@northwind.example> a écrit :",
    "Le lundi 2 mars 2026 à 09:58, Ada a écrit :",
    "El lunes, 2 de marzo de 2026, Ada escribió:",
    "El 2/3/26 a las 9:58, Ada escribió:",
    "Il 02/03/2026 09:58, Ada ha scritto:",
    "Il giorno lun 2 mar 2026 alle ore 09:58 Ada <ada@northwind.example> ha scritto:",
    "In data 2 marzo 2026 09:58 Ada ha scritto:",
    "Em seg., 2 de mar. de 2026 às 09:58, Ada <ada@northwind.example> escreveu:",
    "Em 02/03/2026 09:58, Ada escreveu:",
    "Op ma 2 mrt 2026 om 09:58 schreef Ada <ada@northwind.example>:",
    "Op 2 mrt 2026 om 09:58 heeft Ada <ada@northwind.example> het volgende geschreven:",
    "Op 02-03-2026 09:58 schreef Ada:",
    "Den mån 2 mars 2026 kl 09:58 skrev Ada <ada@northwind.example>:",
    "2 mars 2026 kl. 09:58 skrev Ada <ada@northwind.example>:",
    "Den 2. mar. 2026 kl. 09.58 skrev Ada <ada@northwind.example>:",
    "man. 2. mar. 2026 kl. 09:58 skrev Ada <ada@northwind.example>:",
    "På 2 mars 2026 på 09:58:00, Ada (ada@northwind.example) skrev:",
    "ma 2. maalisk. 2026 klo 9.58 Ada (ada@northwind.example) kirjoitti:",
    "Ada kirjoitti 2.3.2026 klo 9.58:",
    "W dniu 2.03.2026 o 09:58, Ada pisze:",
    "W dniu 2 marca 2026 09:58 użytkownik Ada <ada@northwind.example>\nnapisał:",
    "Dnia 2 mar 2026 o godz. 09:58 Ada <ada@northwind.example> napisał(a):",
    "Dne 2. 3. 2026 v 9:58 Ada napsal(a):",
    "po 2. 3. 2026 v 9:58 odesílatel Ada <ada@northwind.example> napsal:",
    "Dňa 2. 3. 2026 o 9:58 Ada napísal(a):",
    "понедельник, 2 марта 2026 г. пользователь Ada написал:",
    "02.03.2026 9:58, Ada пишет:",
    "пн, 2 мар. 2026 г. в 09:58, Ada <ada@northwind.example>:",
    "2 бер. 2026 р. 09:58 \"Ada\" ada@northwind.example пише:",
    "Ada <ada@northwind.example>, 2 Mar 2026 Pzt, 09:58 tarihinde şunu yazdı:",
    "2026年3月2日(月) 9:58 Ada <ada@northwind.example>:",
    "2026/03/02 9:58、Ada <ada@northwind.example>のメッセージ:",
    "Ada <ada@northwind.example> 于2026年3月2日周一 09:58写道：",
    "在 2026年3月2日，09:58，Ada <ada@northwind.example> 写道：",
    "Ada <ada@northwind.example> 在 2026年3月2日 週一 上午9:58 寫道：",
    "2026년 3월 2일 (월) 오전 9:58, Ada <ada@northwind.example>님이 작성:",
    "في الاثنين، 2 مارس 2026 في 9:58 ص تمت كتابة ما يلي بواسطة Ada <ada@northwind.example>:",
    "\u202bבתאריך יום ב׳, 2 במרץ 2026 ב-9:58 מאת \u202aAda\u202c <\u202aada@northwind.example\u202c>:\u202c",
    "Vào Th 2, 2 thg 3, 2026 vào lúc 09:58 Ada <ada@northwind.example> đã viết:",
    "Ada <ada@northwind.example> ezt írta (időpont: 2026. márc. 2., H, 9:58):",
    "2026. márc. 2. dátummal, 9:58 időpontban Ada <ada@northwind.example> írta:",
    "Στις Δευ 2 Μαρ 2026 στις 9:58 π.μ., ο χρήστης Ada <ada@northwind.example> έγραψε:",
    "lun., 2 mar. 2026 la 09:58, Ada <ada@northwind.example> a scris:",
    "Pada tanggal Sen, 2 Mar 2026 pukul 09.58 Ada <ada@northwind.example> menulis:",
    "เมื่อ จ. 2 มี.ค. 2026 เวลา 09:58 Ada <ada@northwind.example> เขียนว่า:",
]  # fmt: skip


@pytest.mark.parametrize("introduction", [one for one in INTRODUCTIONS if "you wrote" not in one])
def test_all_below_an_introduction_is_quoted(introduction):
    found = folded(f"Thank you, Ada.\n\n{introduction}\n\nHas it arrived?\n\nBest wishes\nAda", answers=True)
    assert found.new_text == "Thank you, Ada."
    assert found.quoted_text.startswith(introduction)


@pytest.mark.parametrize("introduction", INTRODUCTIONS)
def test_marked_lines_go_with_their_introduction(introduction):
    found = folded(f"Thank you, Ada.\n\n{introduction}\n> Has it arrived?\n>\n> Ada")
    assert found.new_text == "Thank you, Ada."
    assert found.quoted_text.startswith(introduction)


BLOCKS = [
    "From: Ada <ada@northwind.example>\nSent: Monday, March 2, 2026 9:58 AM\nTo: Cleo\nSubject: Order",
    "*From:* Ada [mailto:\nada@northwind.example]\n*Sent:* Monday, March 2, 2026 9:58 AM\n*To:* Cleo\n*Subject:* Order",
    "Date: Mon, 2 Mar 2026 09:58:00 +0100\nTo: cleo@amara.example",
    "Date: Mon, 2 Mar 2026 09:58:00 +0100 From: ada@northwind.example To: Cleo Subject: Order",
    "From: Ada <ada@northwind.example>\nReply-To: help@northwind.example\nDate: Monday, 2 March 2026\nTo: Cleo\nSubject: x",
    "Von: Ada <ada@northwind.example>\nGesendet: Montag, 2. März 2026 09:58\nAn: Cleo\nBetreff: Bestellung",
    "De : Ada <ada@northwind.example>\nEnvoyé : lundi 2 mars 2026 09:58\nÀ : Cleo\nObjet : Commande",
    "De: Ada <ada@northwind.example>\nEnviado el: lunes, 2 de marzo de 2026 9:58\nPara: Cleo\nAsunto: Pedido",
    "Da: Ada <ada@northwind.example>\nInviato: lunedì 2 marzo 2026 09:58\nA: Cleo\nOggetto: Ordine",
    "De: Ada <ada@northwind.example>\nEnviada em: segunda-feira, 2 de março de 2026\nPara: Cleo\nAssunto: Pedido",
    "Van: Ada <ada@northwind.example>\nVerzonden: maandag 2 maart 2026 09:58\nAan: Cleo\nOnderwerp: Bestelling",
    "Fra: Ada <ada@northwind.example>\nSendt: 2. marts 2026 09:58\nTil: Cleo\nEmne: Ordre",
    "Från: Ada <ada@northwind.example>\nSkickat: den 2 mars 2026 09:58\nTill: Cleo\nÄmne: Order",
    "Lähettäjä: Ada <ada@northwind.example>\nLähetetty: maanantai 2. maaliskuuta 2026\nVastaanottaja: Cleo\nAihe: Tilaus",
    "Od: Ada <ada@northwind.example>\nWysłano: poniedziałek, 2 marca 2026\nDo: Cleo\nTemat: Zamówienie",
    "Od: Ada <ada@northwind.example>\nOdesláno: pondělí 2. března 2026\nKomu: Cleo\nPředmět: Objednávka",
    "От: Ada <ada@northwind.example>\nОтправлено: 2 марта 2026 г. 9:58\nКому: Cleo\nТема: Заказ",
    "Від: Ada <ada@northwind.example>\nНадіслано: 2 березня 2026\nКому: Cleo\nТема: Замовлення",
    "Kimden: Ada <ada@northwind.example>\nGönderildi: 2 Mart 2026 Pazartesi 09:58\nKime: Cleo\nKonu: Sipariş",
    "差出人: Ada <ada@northwind.example>\n送信日時: 2026年3月2日 9:58\n宛先: Cleo\n件名: 注文",
    "发件人: Ada <ada@northwind.example>\n发送时间: 2026年3月2日 9:58\n收件人: Cleo\n主题: 订单",
    "寄件者: Ada <ada@northwind.example>\n寄件日期: 2026年3月2日\n收件者: Cleo\n主旨: 訂單",
    "보낸 사람: Ada <ada@northwind.example>\n보낸 날짜: 2026년 3월 2일\n받는 사람: Cleo\n제목: 주문",
    "من: Ada <ada@northwind.example>\nتاريخ الإرسال: 2 مارس 2026\nإلى: Cleo\nالموضوع: طلب",
    "מאת: Ada <ada@northwind.example>\nנשלח: 2 מרץ 2026\nאל: Cleo\nנושא: הזמנה",
    "Từ: Ada <ada@northwind.example>\nĐã gửi: 2 tháng 3, 2026\nĐến: Cleo\nChủ đề: Đơn hàng",
    "Feladó: Ada <ada@northwind.example>\nElküldve: 2026. március 2.\nCímzett: Cleo\nTárgy: Rendelés",
    "Από: Ada <ada@northwind.example>\nΣτάλθηκε: 2 Μαρτίου 2026\nΠρος: Cleo\nΘέμα: Παραγγελία",
    "De la: Ada <ada@northwind.example>\nTrimis: luni, 2 martie 2026\nCătre: Cleo\nSubiect: Comandă",
]


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("rule", ["", "_" * 32 + "\n", "-----Original Message-----\n"])
def test_all_below_a_block_of_fields_is_quoted(block, rule):
    found = folded(f"It works again.\n\n{rule}{block}\n\nDoes it work now?")
    assert found.new_text == "It works again."
    assert found.quoted_text == f"{rule}{block}\n\nDoes it work now?"


LABELS = [
    "Nuo|Išsiųsta|Kam|Tema", "No|Nosūtīts|Kam|Tēma", "Saatja|Saadetud|Adressaat|Teema", "Frá|Sent|Til|Efni", "Од|Послато|За|Наслов",
    "Od|Poslato|Za|Tema", "Од|Испратено|До|Предмет", "Pošiljatelj|Prejeto|Prejemnik|Zadeva", "De|Enviat|Per a|Assumpte", "Nork|Bidalia|Nori|Gaia",
    "Nga|Dërguar|Për|Subjekti", "Daripada|Dihantar|Kepada|Subjek", "Oddi wrth|Anfonwyd|At|Pwnc", "Ó|Seolta|Chuig|Ábhar", "Van|Gestuur|Aan|Onderwerp",
    "Mula kay|Ipinadala|Para kay|Paksa", "Kutoka|Imetumwa|Kwa|Mada", "از|فرستاده شده|به|موضوع", "प्रेषक|दिनांक|प्रति|विषय", "발신|날짜|수신|제목",
    "من|تم الإرسال|إلى|الموضوع", "Gönderen|Gönderme Tarihi|Alıcı|Konu",
]  # fmt: skip


@pytest.mark.parametrize("labels", LABELS)
def test_a_block_is_known_in_many_languages(labels):
    fields = zip(
        labels.split("|"),
        ["Ada <ada@northwind.example>", "2. 3. 2026 09:58", "Cleo <cleo@amara.example>", "Cup"],
        strict=True,
    )
    block = "\n".join(f"{label}: {value}" for label, value in fields)
    assert folded(f"It works.\n\n{block}\n\nDoes it?").new_text == "It works."


def test_invisible_marks_show_that_a_mail_program_wrote_a_block():
    block = "От: Ada\nОтправлено: \u200e2\u200e \u200eмарта\u200e \u200e2026\nКому: Cleo"
    assert folded(f"It works.\n\n{block}\n\nDoes it?").new_text == "It works."


def test_an_introduction_may_have_an_address_in_brackets_within_brackets():
    introduction = "On Mon, Mar 2, 2026 at 9:58 AM Ada\n\n<\nmailto:Ada <ada@northwind.example>\n> wrote:"
    assert folded(f"It works.\n\n{introduction}\nDoes it?").new_text == "It works."


@pytest.mark.parametrize(
    "mark",
    [
        "-----Original Message-----", "----- Original Message -----", "-----Ursprüngliche Nachricht-----",
        "-----Message d'origine-----", "-----Mensaje original-----", "-----Messaggio originale-----",
        "-----Oorspronkelijk bericht-----", "-----Mensagem original-----", "-----Oprindelig meddelelse-----",
        "-----Opprinnelig melding-----", "-----Ursprungligt meddelande-----", "-----Alkuperäinen viesti-----",
        "-----Wiadomość oryginalna-----", "-----Původní zpráva-----", "-----Исходное сообщение-----",
        "-----Orijinal İleti-----", "------------------ 原始邮件 ------------------", "-----元のメッセージ-----",
        "-----원본 메시지-----", "-----Eredeti üzenet-----", "-----Αρχικό μήνυμα-----", "-----Mesaj original-----",
        "----- Reply Message -----", "-------- Originalnachricht --------", "-------- Message initial --------",
        "-------- Courriel original --------", "-------- 원본 이메일 --------", "-----Algne sõnum-----",
        "------------------ Original ------------------", "Original Message processed by david®<https://d.example>",
        "[Original Message processed by david®](https://d.example)",
        "-------- Ursprüngliche Nachricht --------Von: Ada Datum: 02.03.26 09:58 An: Cleo Betreff: Tasse",
    ],
)  # fmt: skip
def test_all_below_an_original_message_mark_is_quoted(mark):
    assert folded(f"It works.\n\n{mark}\n\nDoes it?").new_text == "It works."


KEPT_WHOLE = [
    "> Which colour?\n\nBlue.\n\n> Which size?\n\nLarge.",
    "On 2 Mar 2026 09:58, Ada wrote:\n> Which colour?\n\nBlue.\n\n> Which size?\n\nLarge.",
    "My answers:\n\n> Which colour?\nBlue.\n> Which size?\nLarge.\n\nCleo",
    "On Monday I went to the shop.\nOn Tuesday it was closed.",
    "On the other hand, my neighbour wrote:\nthe cup is fine.",
    "The data comes From: our database, not From: others.\nName: Cleo\nOrder: 4711",
    "I want to fly\nFrom: Berlin\nTo: Munich\nDate: 12.3.2026\nPlease help.",
    "2026-03-02 09:58:00 started\n2026/03/02 09:59 stopped\n02.03.2026 10:00 again",
    "Steps:\n----\n1. open\n2. close\n----\nThat is all.",
    "Part one.\n\n" + "_" * 60 + "\n\nPart two.",
    "> only a quotation of hers\n\nand my answer to it.",
    "-\nfirst\n*\nsecond",
    "My colleague wrote that the order of 2025 was late.",
]


@pytest.mark.parametrize("text", KEPT_WHOLE)
def test_what_a_person_wrote_stays_whole(text):
    found = folded(text)
    assert found.new_text == text
    assert found.quoted_text == found.signature == ""


SAID_BY_PEOPLE = [
    "Dear Ada,\n\nOn 2 March 2026 at 10:15 your driver wrote:\nI'll come back.\n\nBut nobody came.",
    "Hello,\n\nOn 2 March 2026 you wrote:\nWe will refund you.\n\nBut nothing came.",
    "Guten Tag,\n\nam 2. März 2026 um 10:15 hat Ihr Fahrer geschrieben:\nIch komme wieder.\n\nAber niemand kam.",
    "You promised me this:\n\n> We refund within three days.",
    "Hello,\n\nYour colleague ada@northwind.example wrote:\nWe refund you.\n\nThat never happened.",
    "Hello,\n\nOn 3 May, Ada from support (ada@northwind.example) said:\nWe refund you.\n\nNothing came.",
    "Hola,\n\nEl 3 de mayo de 2026 a las 10:15 su compañero escribió:\nVolveré.\n\nNadie vino.",
    "Hello,\n\nOriginal Message processed by hand.\nIs that so?",
]


@pytest.mark.parametrize("answers", [True, False])
@pytest.mark.parametrize("text", SAID_BY_PEOPLE)
def test_what_a_person_says_somebody_wrote_hides_nothing(text, answers):
    assert folded(text, answers=answers).new_text == text


@pytest.mark.parametrize(
    "text",
    [
        "The chat:\n\n2 March 2026 10:15 Ada wrote:\nWe refund.\n2 March 2026 10:16 Cleo wrote:\nThanks.\n\nAnd now?",
        "Your page says\n> We refund within three days.",
        "> only quoted\n> and nothing else",
    ],
)
def test_a_mail_that_answers_none_keeps_what_may_be_its_writer_s(text):
    assert folded(text).new_text == text


def test_the_same_words_in_an_answer_are_quoted():
    text = "Thanks.\n\n2 March 2026 10:15 Ada wrote:\nWe refund."
    assert folded(text, answers=True).new_text == "Thanks."


def test_a_quotation_that_begins_with_its_own_introduction_is_folded_above_the_answer():
    assert folded("> On 2 Mar 2026 09:58, Ada wrote:\n> Which colour?\n\nBlue.").new_text == "Blue."
    cited = (
        '<div class="moz-cite-prefix">On 02/03/2026 09:58, Ada wrote:</div><blockquote type="cite">Which?</blockquote>'
    )
    assert fold(html_lines(f"{cited}Blue.")).new_text == "Blue."


def test_answers_signed_with_a_name_in_brackets_are_shown():
    text = f"Hi Ada,\n\n{BLOCKS[0]}\n\nWhich colour?\n[Cleo] Blue.\nWhich size?\n[Cleo] Large."
    assert folded(text, answers=True).new_text == text


def test_warnings_and_pictures_in_brackets_are_no_answers():
    text = f"Hi Ada,\n\n{BLOCKS[0]}\n\n[EXTERNAL] Order\n[Logo] Northwind\n[EXTERNAL] Order\n[Logo] Northwind"
    assert folded(text, answers=True).new_text == "Hi Ada,"


def test_an_answer_below_the_quotation_is_the_new_text():
    found = folded("On 2 Mar 2026 09:58, Ada wrote:\n\n> Which colour?\n> And size?\n\nBlue, large.")
    assert found.new_text == "Blue, large."


def test_words_around_a_quotation_are_joined():
    found = folded("Hello,\n\nAm 02.03.2026 um 09:58 schrieb Ada:\n> Which colour?\n\nBlue.\n\nCleo")
    assert found.new_text == "Hello,\n\nBlue.\n\nCleo"


def test_answers_between_quotations_stay_but_not_the_rest_below():
    text = "Hi,\nOn 2 Mar 2026 09:58, Ada wrote:\n> Which colour?\n\nBlue."
    assert folded(f"{text}\n\n> Ada\n> Northwind\n> Help").new_text == text


def test_an_introduction_behind_the_words_is_cut_off():
    assert folded("Blue On Mon, Mar 2, 2026 at 9:58 AM, ada@northwind.example wrote:\n> Which?").new_text == "Blue"
    assert folded("so-so--- On Mon, Mar 2, 2026 at 9:58 AM, ada@x.example wrote:\n> Which?").new_text == "so-so"


def test_a_sentence_right_above_an_introduction_is_new():
    found = folded("La factura 4711 no ha llegado\nAda <ada@northwind.example> wrote:\n\n> Has it?")
    assert found.new_text == "La factura 4711 no ha llegado"


def test_a_line_that_was_wrapped_without_its_mark_is_quoted():
    text = (
        "Blue.\n\nOn 2 Mar 2026 09:58, Ada wrote:\n> We would like to know which of the colours you had in mind when you\n"
        "ordered this cup\n> last week."
    )
    assert folded(text).new_text == "Blue."


def test_a_mail_of_nothing_but_marked_lines_says_nothing_new():
    assert folded("On 2 Mar 2026 09:58, Ada wrote:\n> Which colour?").new_text == ""


def test_a_mail_of_nothing_but_an_unmarked_quotation_is_shown():
    text = "From: Ada <ada@northwind.example>\nSent: Monday\nTo: Cleo\nSubject: x\n\nmaybe the answer is below"
    assert folded(text).new_text == text


FORMS = [
    "Hello.\n\nFrom: me@x.example\nI paid twice.\nTo: your account\nDate: 3 May 2026\n\nPlease refund it.",
    "My parcel:\n\nDe: Cleo Amara\nPara: Jonas, jonas@weber.example\nFecha: 3 de mayo\nAsunto: pedido\n\nNo llegó.",
    "New message from your website.\n\nFrom: Bob Stone\nEmail: bob@x.example\nSubject: Broken lamp\n"
    "Message: My lamp arrived broken.\nPlease send another.",
    "Neue Nachricht von Ihrer Website.\n\nVon: Jonas Weber\nE-Mail: jonas@weber.example\nBetreff: Lampe\n"
    "Nachricht: Die Lampe ist kaputt.",
    "New message.\n\nFrom: Bob Stone\n\nEmail: bob@x.example\n\nSubject: Broken lamp\n\nMessage: It arrived broken.",
    "My trip:\nFrom: Paris\nTo: London\nDate: 3 May 2026\nSubject: booking\n\nPlease change it to Friday.",
    "My transfer:\nFrom: Paris\nTo: London\nDate: 3 May\nContact: cleo@amara.example\n\nPlease change it to Friday.",
    "A visitor wrote.\n\nFrom: Bob Stone bob@x.example Subject: Broken lamp Message: It arrived broken.",
    "A visitor wrote.\n\nFrom: bob@x.example\n\nMy lamp arrived broken.",
]


@pytest.mark.parametrize("text", FORMS)
def test_what_was_typed_into_a_form_stays_whole(text):
    assert folded(text).new_text == text


@pytest.mark.parametrize("text", FORMS[2:4])
def test_a_form_that_came_under_the_subject_of_an_answer_stays_whole_too(text):
    assert folded(text, answers=True).new_text == text


def test_an_answer_folds_a_short_block_that_alone_could_be_anything():
    text = "It works.\n\nFrom: Ada\nDate: 3 May 2026\nSubject: Order\n\nDoes it?"
    assert (folded(text, answers=True).new_text, folded(text).new_text) == ("It works.", text)


def test_a_form_below_the_quoted_block_is_quoted_with_it():
    form = "Email: bob@x.example\nSubject: Broken lamp\nMessage: It arrived broken."
    found = folded(f"Any news?\n\n{BLOCKS[0]}\n\n{form}", answers=True)
    assert (found.new_text, found.quoted_text) == ("Any news?", f"{BLOCKS[0]}\n\n{form}")


ANNOUNCED = [
    "See my answers below in red.", "My replies are inline.", "Please see inline.", "Hi Ada, I answered below in blue.",
    "Comments below", "Answers to your questions are below.", "Meine Antworten stehen unten.", "Siehe unten in Rot.",
    "Antworten im Text", "Mes réponses ci-dessous en rouge.", "Mis respuestas abajo.", "Le mie risposte sono qui sotto.",
    "Respostas abaixo.", "Mijn antwoorden staan hieronder.", "Mina svar nedan.", "Mine svar står nedenfor.",
    "Moje odpowiedzi poniżej.", "Odpovědi níže.", "Ответы ниже.", "Відповіді нижче.", "Yanıtlarım aşağıda.",
    "赤字で回答します。", "回复见下文", "답변은 아래에 적었습니다.",
]  # fmt: skip


@pytest.mark.parametrize("said", ANNOUNCED)
def test_answers_announced_in_the_quotation_are_shown(said):
    text = f"{said}\n\n{BLOCKS[0]}\n\nWhich colour?\nBlue.\nWhich size?\nLarge."
    assert folded(text, answers=True).new_text == text


def test_answers_announced_inside_marked_lines_are_shown():
    text = "See my answers in red.\n\nOn 2 Mar 2026 09:58, Ada wrote:\n> Which colour?\n> Blue."
    assert folded(text).new_text == text


def test_what_is_older_than_the_mail_with_the_answers_stays_folded():
    shown = f"See my answers below.\n\n{BLOCKS[0]}\n\nWhich colour?\nBlue."
    found = folded(f"{shown}\n\n{BLOCKS[4]}\n\nI want a cup.")
    assert (found.new_text, found.quoted_text) == (shown, f"{BLOCKS[4]}\n\nI want a cup.")


@pytest.mark.parametrize(
    "said",
    [
        "See below.", "I have had no reply to my mail below.", "I still wait for answers to my questions below.",
        "I can't find the lamp in red.", "Ich warte auf Antworten auf meine Fragen unten.",
    ],
)  # fmt: skip
def test_a_word_on_the_mail_below_announces_no_answers(said):
    assert folded(f"{said}\n\n{BLOCKS[0]}\n\nWhich colour?").new_text == said


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("Subject: Re: x", True),
        ("In-Reply-To: <a@b.example>", True),
        ("References: <a@b.example>", True),
        ("X-Y: z", False),
    ],
)
def test_a_mail_answers_by_its_header_or_its_subject(field, new):
    text = "It works.\n\nFrom: Ada\nDate: 3 May 2026\nSubject: Order\n\nDoes it?"
    found = parse(f"From: cleo@amara.example\n{field}\n\n{text}".encode())
    assert (found.new_text == "It works.") == new


HTML = [
    ('Hi<div class="gmail_quote"><div class="gmail_attr">On Mon, Mar 2, 2026 at 9:58 AM Ada &lt;a@n.example&gt; wrote:</div>'
     '<blockquote class="gmail_quote">old</blockquote></div>'),
    'Hi<div class="moz-cite-prefix">Ada kirjutas 02.03.2026 09:58:</div><blockquote type="cite">old</blockquote>',
    'Hi<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Xx:</b> Ada<br><b>Yy:</b> 2 March<br></div><div>old</div>',
    ('Hi<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Ada &lt;a@n.example&gt;<br><b>Sent:</b> 2 March<br>'
     "<b>To:</b> Cleo<br><b>Subject:</b> x</p></div><p>old</p>"),
    'Hi<div class="yahoo_quoted">On Monday, March 2, 2026, Ada &lt;a@n.example&gt; wrote:<div>old</div></div>',
    'Hi<div class="protonmail_quote">On Monday, March 2nd, 2026 at 9:58, Ada wrote:<blockquote>old</blockquote></div>',
    "Hi<blockquote><div>On 2 Mar 2026, at 9:58 AM, Ada &lt;a@n.example&gt; wrote:</div><div>old</div></blockquote>",
    "Hi<br><blockquote type=cite>old</blockquote>",
    "Hi<hr>Date: Mon, 2 Mar 2026 09:58:00 +0100<br>To: <a href='mailto:c@a.example'>c@a.example</a><br>From: a@n.example<br>old",
]  # fmt: skip


@pytest.mark.parametrize("html", HTML)
def test_quotations_in_html_are_found_by_their_marks(html):
    found = fold(html_lines(html))
    assert found.new_text == "Hi"
    assert "old" in found.quoted_text


def test_an_indented_paragraph_in_html_is_no_quotation():
    html = '<p>Note:</p><blockquote style="margin: 0 0 0 40px; border: none;"><p>the cup is blue</p></blockquote>'
    assert "the cup is blue" in fold(html_lines(html)).new_text


@settings(deadline=None)
@given(st.lists(st.sampled_from([
    "", "> old", ">> older", "Blue.", "On 2 Mar 2026 09:58, Ada wrote:", "From: Ada <a@n.example>", "Sent: Monday",
    "Subject: x", "-- ", "-----Original Message-----", "---------- Forwarded message ---------", "Sent from my iPhone",
    "_" * 30, "http://x.example", "-Cleo", ">", "To: Cleo", "wrote:", "<a@n.example", ">:",
]), max_size=30))  # fmt: skip
def test_no_line_is_ever_lost_or_doubled(lines):
    found = folded("\n".join(lines))
    together = "\n".join((found.new_text, found.quoted_text, found.signature))
    assert sorted(line for line in together.split("\n") if line.strip()) == sorted(
        line for line in lines if line.strip()
    )


@pytest.mark.parametrize(
    "line",
    [
        "> a\nb",
        "On 2020-01-01 10:00 x wrote:",
        "From: a:",
        "a@b 2020 wrote wrote wrote wrote wrote",
        "-----Original",
        "_" * 50,
        "<a@b",
    ],
)
def test_folding_a_hostile_text_takes_little_time(line):
    started = time.process_time()
    folded("\n".join([line] * 20_000))
    assert time.process_time() - started < 5
