"""What people say in the other languages, by rules alone."""
# ruff: noqa: E501  (sentences on one line)

import pytest

from whiteglove.ground.reader import Conversation, Message, Reader
from whiteglove.ground.reader.bench import PACK
from whiteglove.ground.reader.reading import AGENT, CUSTOMER


@pytest.fixture(scope="module")
def shipped() -> Reader:
    return Reader.from_pack(PACK, encoder=False)


def found(reader: Reader, side: str, text: str, **around) -> set[str]:
    language, text = text.split(": ", 1)
    reading = reader.read(Message(side, text, language=language), Conversation(**around))
    return {one.behaviour for one in reading.findings}


@pytest.mark.parametrize(
    "text",
    ["ar: شكراً لكم على حسابكم الجديد", "ar: طلبكم عند الموظف", "es: que pase un buen día", "pt: sei como o senhor se sente", "fr: je vois pourquoi il est tombé", "de: was ich dir sagen will"],
)  # fmt: skip
def test_a_word_that_also_asks_or_stands_inside_another_makes_no_question(shipped: Reader, text: str):
    assert "question" not in found(shipped, AGENT, text)


@pytest.mark.parametrize(
    "text",
    ["ar: كم يوماً تحتاجون", "es: cuánto cuesta el envío", "pt: quanto custa o frete", "fr: est-ce que vous livrez en Corse", "de: wie lange dauert das"],
)  # fmt: skip
def test_a_question_without_its_mark_is_heard(shipped: Reader, text: str):
    assert "question" in found(shipped, CUSTOMER, text)


@pytest.mark.parametrize(
    "text",
    ["fr: Réservé au nom de Amara.", "es: Reservado a nombre de Amara.", "pt: Reservado em nome de Amara.", "de: Reserviert auf den Namen Amara.", "ar: تم الحجز باسم Amara."],
)  # fmt: skip
def test_a_name_that_something_is_booked_under_addresses_nobody(shipped: Reader, text: str):
    assert "name_used" not in found(shipped, AGENT, text, customer_names=["Cleo Amara"])


@pytest.mark.parametrize(
    "text", ["fr: Chère Madame,", "de: Liebe Frau,", "es: Estimada señora,", "pt: Prezada senhora,"]
)
def test_a_title_alone_is_no_name(shipped: Reader, text: str):
    assert "name_used" not in found(shipped, AGENT, text)


@pytest.mark.parametrize(
    ("behaviour", "text"),
    [
        ("fault.negative", "fr: Malheureusement, le produit n'existe plus"),
        ("commitment", "fr: Je vous préviendrai dès l'arrivée du colis."),
        ("commitment", "de: Unser Monteur ruft Sie am Mittwoch an."),
        ("commitment", "es: Le reembolsaremos la cuota esta semana."),
        ("commitment", "pt: Retornaremos com uma resposta até sexta."),
        ("commitment", "ar: سنعوضك عن هذا الشهر."),
        ("apology", "de: Sorry für das Durcheinander!"),
        ("apology", "ar: السموحة منك على هالتأخير"),
        ("offers_help", "de: Wie kann ich euch weiterhelfen?"),
        ("self_introduction", "pt: Olá, sou a NAME do suporte."),
        ("fault.blame", "es: Debería haber mirado la fecha antes."),
        ("fault.not_my_job", "de: Das gehört nicht zu unserem Bereich."),
        ("patience_thanks", "fr: Merci d'avoir patienté si longtemps."),
        ("working", "ar: دقيقة بس أشوف النظام"),
    ],
)
def test_what_agents_say(shipped: Reader, behaviour: str, text: str):
    text = text.replace("NAME", "{agent}")
    assert behaviour in found(shipped, AGENT, text)


@pytest.mark.parametrize(
    ("behaviour", "text"),
    [
        ("greeting", "fr: slt, j'ai une question"),
        ("thanks", "fr: mrc bcp"),
        ("thanks", "fr: Merci d'avance"),
        ("thanks", "pt: vlw!"),
        ("thanks", "ar: كثر خيرك"),
        ("repeat_contact", "es: Ya les mandé dos correos."),
        ("emotion.frustrated", "de: Seit drei Wochen passiert nichts."),
        ("emotion.satisfied", "pt: muito obrigada mesmo, que alívio"),
        ("still_unsatisfied", "de: Das hat mir nicht weitergeholfen."),
        ("accepts", "ar: ماشي، خليها بكرة"),
    ],
)
def test_what_customers_say(shipped: Reader, behaviour: str, text: str):
    assert behaviour in found(shipped, CUSTOMER, text)


@pytest.mark.parametrize(
    ("behaviour", "text"),
    [
        ("emotion.satisfied", "de: na toll"),
        ("emotion.satisfied", "fr: super... encore une semaine"),
        ("thanks", "fr: Merci de nous envoyer une photo."),
        ("thanks", "ar: شكرا على لا شيء"),
    ],
)
def test_what_only_sounds_so(shipped: Reader, behaviour: str, text: str):
    assert behaviour not in found(shipped, CUSTOMER, text)
