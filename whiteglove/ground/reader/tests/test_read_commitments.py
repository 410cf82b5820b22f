"""Promises in replies: what, who, by when. Said on Tuesday, 3 March 2026, 10:00 in London unless a case says otherwise."""
# ruff: noqa: E501  (tables)

import time
from datetime import datetime
from datetime import time as hour
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.ground.reader.commitments import commitments
from whiteglove.ground.reader.due import local
from whiteglove.ground.reader.reading import Finding, Message, Reading, Sentence
from whiteglove.ground.reader.sentences import spans

LONDON = ZoneInfo("Europe/London")
TUESDAY = datetime(2026, 3, 3, 10, 0, tzinfo=LONDON)


def promised(text, language="en", *, at=TUESDAY, zone="Europe/London", closing=None, flagged=True, side="agent"):
    message = Message(side, text, language=language)
    places = [Sentence(start, end, text[start:end]) for start, end in spans(text)]
    found = [Finding("commitment", n, s.start, s.end, s.text, 1.0, "rule") for n, s in enumerate(places) if flagged]
    return commitments(message, Reading(message, language, tuple(places), tuple(found)), at, zone, closing)


PROMISES = [
    ("I'll call you back by Tuesday noon.", "Call back", "me", "03-10 12:00"),
    ("I have found the second charge and will call you back by Tuesday noon.", "Call back", "me", "03-10 12:00"),
    ("We'll refund the fee within 3 business days.", "Refund the fee", "house", "03-06 17:00"),
    ("You'll have it tomorrow.", "They'll have it", "house", "03-04 17:00"),
    ("I'll check in on Thursday.", "Check in", "me", "03-05 17:00"),
    ("I'll send the label before five.", "Send the label", "me", "03-03 17:00"),
    ("I'll ring you in 20 minutes.", "Ring them", "me", "03-03 10:20"),
    ("We will sort this by the end of the week.", "Sort this", "house", "03-06 17:00"),
    ("We'll write to you on 14 May.", "Write to them", "house", "05-14 17:00"),
    ("We'll write to you on May 14th.", "Write to them", "house", "05-14 17:00"),
    ("I promise to call you on 2026-03-10.", "Call them", "me", "03-10 17:00"),
    ("I'll send it by 14/05/2026.", "Send it", "me", "05-14 17:00"),
    ("I'll call you tomorrow morning.", "Call them", "me", "03-04 12:00"),
    ("I'll call you tomorrow before 5 pm.", "Call them", "me", "03-04 17:00"),
    ("I'll email you this afternoon.", "Email them", "me", "03-03 18:00"),
    ("I'll come back to you no later than 4.", "Come back to them", "me", "03-03 16:00"),
    ("You'll hear from me before the weekend.", "They'll hear from me", "house", "03-06 17:00"),
    ("I'll write to you over the weekend.", "Write to them", "me", "03-08 23:59"),
    ("We'll write the week after next.", "Write", "house", "03-20 17:00"),
    ("By this time tomorrow you'll have it.", "They'll have it", "house", "03-04 10:00"),
    ("In the next couple of days I'll send it.", "Send it", "me", "03-05 17:00"),
    ("I'll sort this by end of business on Wednesday.", "Sort this", "me", "03-04 17:00"),
    ("You'll get the refund in 3-5 working days.", "They'll get the refund", "house", "03-10 17:00"),
    ("I'll be calling you in half an hour.", "Calling them", "me", "03-03 10:30"),
    ("I'll write tonight.", "Write", "me", "03-03 23:59"),
    ("I'll call you by close of business on Friday.", "Call them", "me", "03-06 17:00"),
    ("We'll replace it next Friday.", "Replace it", "house", "03-13 17:00"),
    ("We'll replace it next week.", "Replace it", "house", "03-13 17:00"),
    ("We'll replace it on Tuesday, 10 March at 3pm.", "Replace it", "house", "03-10 15:00"),
    ("I'll send it by the 5th.", "Send it", "me", "03-05 17:00"),
    ("I'll send it by the 25th of December.", "Send it", "me", "12-25 17:00"),
    ("I'll send it by the 3rd of January.", "Send it", "me", "01-03 23:59"),
    ("We'll write on the 29th April.", "Write", "house", "04-29 17:00"),
    ("I'll send it by the 25th of Sept.", "Send it", "me", "09-25 17:00"),
    ("I'll send it by December the 25th.", "Send it", "me", "12-25 17:00"),
    ("I'll call on Tuesday the 10th of March.", "Call", "me", "03-10 17:00"),
    ("I'll send it by the 3rd of next month.", "Send it", "me", "04-03 17:00"),
    ("I'll send it by the 5th of this month.", "Send it", "me", "03-05 17:00"),
    ("I'll call you Monday week.", "Call them", "me", "03-16 17:00"),
    ("I'll call you a week on Monday.", "Call them", "me", "03-16 17:00"),
    ("I'll call you two weeks on Friday at 3pm.", "Call them", "me", "03-20 15:00"),
    ("I'll call you a week tomorrow.", "Call them", "me", "03-11 17:00"),
    ("I'll call you on Friday next week.", "Call them", "me", "03-13 17:00"),
    ("I'll call you next week on Friday.", "Call them", "me", "03-13 17:00"),
    ("I'll call you in an hour and a half.", "Call them", "me", "03-03 11:30"),
    ("I'll call you in two and a half hours.", "Call them", "me", "03-03 12:30"),
    ("I'll call you in an hour or two.", "Call them", "me", "03-03 12:00"),
    ("I'll write in a fortnight.", "Write", "me", "03-17 17:00"),
    ("I'll call you on Monday or Tuesday.", "Call them", "me", "03-10 17:00"),
    ("I'll call you tomorrow or on Friday at 3pm.", "Call them", "me", "03-06 15:00"),
    ("I'll call you tomorrow at 3pm or 4pm.", "Call them", "me", "03-04 16:00"),
    ("I'll send it on or before December 4.", "Send it", "me", "12-04 17:00"),
    ("Let me call you back in ten minutes.", "Call back", "me", "03-03 10:10"),
    ("I'll call you within the hour.", "Call them", "me", "03-03 11:00"),
    ("I'll send it before Friday.", "Send it", "me", "03-05 17:00"),
    ("I'll call first thing tomorrow.", "Call", "me", "03-04 10:00"),
    ("I'll write the day after tomorrow.", "Write", "me", "03-05 17:00"),
    ("We'll update you within the next 24 hours.", "Update them", "house", "03-04 10:00"),
    ("I'll have an answer by Friday at the latest.", "Have an answer", "me", "03-06 17:00"),
    ("I'll call at half past four.", "Call", "me", "03-03 16:30"),
    ("I'll call you at quarter to five.", "Call them", "me", "03-03 16:45"),
    ("We'll send a new one in two weeks.", "Send a new one", "house", "03-17 17:00"),
    ("I'll check with the depot and let you know by five.", "Check with the depot and let them know", "me", "03-03 17:00"),
    ("A technician will visit you on Monday morning.", "A technician will visit them", "colleague", "03-09 12:00"),
    ("The courier will collect the parcel tomorrow between 9 and 11.", "The courier will collect the parcel", "supplier", "03-04 11:00"),
    ("My colleague Sam will email you by noon.", "My colleague Sam will email them", "colleague", "03-03 12:00"),
    ("Your refund will be with you by 14 May.", "Their refund will be with them", "house", "05-14 17:00"),
    ("Somebody will ring you tonight.", "Somebody will ring them", "colleague", "03-03 23:59"),
    ("I'm sending you a new one tomorrow.", "Sending them a new one", "me", "03-04 17:00"),
    ("We're crediting the fee today.", "Crediting the fee", "house", "03-03 17:00"),
    ("By Friday noon you'll have the new card.", "They'll have the new card", "house", "03-06 12:00"),
    ("No worries, tomorrow I'll write to you.", "Write to them", "me", "03-04 17:00"),
    ("I’ll call you back tomorrow at 5 pm, ok?", "Call back", "me", "03-04 17:00"),
    ("ill call you tomorrow", "Call them", "me", "03-04 17:00"),
    ("What I'll do is send you a voucher today.", "Send them a voucher", "me", "03-03 17:00"),
    ("I will personally make sure that we refund you this week.", "Refund them", "me", "03-06 17:00"),
    ("Expect a call from us on Wednesday at 3pm.", "Expect a call from us", "house", "03-04 15:00"),
    ("I am going to speak to the bank on Monday.", "Speak to the bank", "me", "03-09 17:00"),
    ("It'll be fixed by 17:00.", "It'll be fixed", "house", "03-03 17:00"),
    ("I'll send you the label.", "Send them the label", "me", None),
    ("Je vous rappelle demain à 17h.", "Je vous rappelle", "me", "03-04 17:00", "fr"),
    ("Nous vous rembourserons d'ici vendredi.", "Nous vous rembourserons", "house", "03-06 17:00", "fr"),
    ("Vous recevrez le colis mardi.", "Vous recevrez le colis", "house", "03-10 17:00", "fr"),
    ("Je vous enverrai l'étiquette le 14 mai.", "Je vous enverrai l'étiquette", "me", "05-14 17:00", "fr"),
    ("Le llamaré mañana por la mañana.", "Le llamaré", "me", "03-04 12:00", "es"),
    ("Vamos a enviarle la etiqueta hoy.", "Vamos a enviarle la etiqueta", "house", "03-03 17:00", "es"),
    ("Le devolveremos el dinero en 3 días hábiles.", "Le devolveremos el dinero", "house", "03-06 17:00", "es"),
    ("Vou ligar-lhe amanhã.", "Vou ligar-lhe", "me", "03-04 17:00", "pt"),
    ("Enviaremos a etiqueta até sexta-feira.", "Enviaremos a etiqueta", "house", "03-06 17:00", "pt"),
    ("Ich rufe Sie morgen um 17 Uhr zurück.", "Ich rufe Sie zurück", "me", "03-04 17:00", "de"),
    ("Wir werden die Gebühr bis Freitag erstatten.", "Wir werden die Gebühr erstatten", "house", "03-06 17:00", "de"),
    ("Sie erhalten das Paket am Dienstag.", "Sie erhalten das Paket", "house", "03-10 17:00", "de"),
    ("Ich schicke es Ihnen am 3.12.", "Ich schicke es Ihnen", "me", "12-03 17:00", "de"),
    ("Sie bekommen Ihr Geld bis spätestens 3. Dezember.", "Sie bekommen Ihr Geld", "house", "12-03 17:00", "de"),
    ("Recibirá su paquete pasado mañana.", "Recibirá su paquete", "house", "03-05 17:00", "es"),
    ("Você receberá o reembolso em 5 dias úteis.", "Você receberá o reembolso", "house", "03-10 17:00", "pt"),
    ("On vous rappellera demain.", "On vous rappellera", "house", "03-04 17:00", "fr"),
    ("Le llamo mañana a las 10.", "Le llamo", "me", "03-04 10:00", ""),
    ("Ligo-lhe amanhã às 15h.", "Ligo-lhe", "me", "03-04 15:00", ""),
    ("Vou ligar-lhe amanhã às 15h.", "Vou ligar-lhe", "me", "03-04 15:00", ""),
    ("Ich rufe Sie in einer Stunde an.", "Ich rufe Sie an", "me", "03-03 11:00", ""),
    ("On vous rappelle demain.", "On vous rappelle", "house", "03-04 17:00", ""),
    ("Te escribo en una hora.", "Te escribo", "me", "03-03 11:00", ""),
    ("I'll call you tomorrow.", "Call them", "me", "03-04 17:00", ""),
    ("Ich melde mich innerhalb von 3 Werktagen.", "Ich melde mich", "me", "03-06 17:00", "de"),
]  # fmt: skip

NONE = [
    ("I won't call you tomorrow.", "en"), ("I can't promise I'll call you by five.", "en"), ("I called you on Tuesday.", "en"),
    ("Will you call me tomorrow?", "en"), ("You said you'll call me tomorrow.", "en"), ("He told me we'll get it on Friday.", "en"),
    ("I would call you tomorrow if I could.", "en"), ("We could refund it by Friday.", "en"), ("I'll be happy to help.", "en"),
    ("I'll just check the stock.", "en"), ("I'll be right back.", "en"), ("I hope we'll have it on Friday.", "en"),
    ("Let me know by Friday.", "en"), ("Please let me have your answer by Friday.", "en"), ("They wouldn't let me call you tomorrow.", "en"),
    ("As promised, I'm sending the link today.", "en"), ("Shall I call you tomorrow?", "en"), ("When will we send it?", "en"),
    ("If I call you tomorrow, will you be there?", "en"), ("Your letter said \"we'll refund you by Friday\".", "en"),
    ("It was sent last Friday.", "en"), ("We will not refund that by Friday.", "en"), ("I'll need your postcode by Friday.", "en"),
    ("You should call us tomorrow.", "en"), ("The shop is open until five tomorrow.", "en"), ("Have a lovely day tomorrow!", "en"),
    ("I don't think we'll manage it by Friday.", "en"), ("Maybe I'll call you tomorrow.", "en"), ("", "en"), ("Thanks.", "en"),
    ("Je ne vous rappellerai pas demain.", "fr"), ("Pourriez-vous rappeler demain ?", "fr"), ("No le llamaré mañana.", "es"),
    ("Não vou ligar amanhã.", "pt"), ("Ich werde Sie morgen nicht anrufen.", "de"), ("Wie versprochen sende ich den Link heute.", "de"),
]  # fmt: skip


def test_the_tables_are_long_enough_to_mean_something():
    assert len(PROMISES) + len(NONE) >= 80


@pytest.mark.parametrize("case", PROMISES, ids=lambda case: case[0])
def test_a_promise_is_read(case):
    text, what, who, due, *language = case
    (one,) = promised(text, *language)
    said = one.due.strftime("%m-%d %H:%M") if one.due else None
    assert (one.what, one.who, said) == (what, who, due)
    assert one.due_words in text
    assert one.due_words or due is None


@pytest.mark.parametrize(("text", "language"), NONE)
def test_what_is_no_promise_is_not_read_as_one(text, language):
    assert promised(text, language) == []


def test_a_day_that_its_month_does_not_have_is_no_day_of_another_month():
    (one,) = promised("I'll send it on the 30th of February.")
    assert (one.what, one.due) == ("Send it", None)


def test_two_promises_with_two_times_are_two():
    first, second = promised("I'll refund the fee today and call you tomorrow at 10.")
    assert (first.what, second.what) == ("Refund the fee", "Call them")
    assert second.due.strftime("%d %H:%M") == "04 10:00"
    assert promised("We'll get this fixed, and I'll let you know tomorrow.")[1].what == "Let them know"
    dues = [one.due.strftime("%d") for one in promised("I'll refund €40 today and the rest next Friday.")]
    assert dues == ["03", "13"]


@pytest.mark.parametrize(
    ("text", "condition", "due"),
    [
        ("If you send the form, we'll refund you by Friday.", "If you send the form", True),
        ("We'll refund it within 3 days once we receive the lamp.", "once we receive the lamp", False),
        ("Once I have it, I'll call you tomorrow.", "Once I have it", True),
    ],
)
def test_a_condition_is_carried_and_a_span_after_it_says_no_instant(text, condition, due):
    (one,) = promised(text)
    assert one.condition == condition
    assert bool(one.due) is due


def test_the_time_is_the_customers():
    (one,) = promised("I'll call you tomorrow at 5 pm.", zone="America/New_York")
    assert one.due.isoformat() == "2026-03-04T17:00:00-05:00"


ZONES = [
    ("I'll call you at 3pm EST.", "Call them", "03-03 20:00"),
    ("I'll call you tomorrow at 15:00 CET.", "Call them", "03-04 14:00"),
    ("I'll call you at 3 p.m. (PST) tomorrow.", "Call them", "03-04 23:00"),
    ("I'll call you tomorrow between 9 and 11 am ET.", "Call them", "03-04 16:00"),
    ("I'll call you at 15:00 GMT+2.", "Call them", "03-03 13:00"),
    ("I'll call you at 15:00 UTC.", "Call them", "03-03 15:00"),
    ("I'll call you at 3pm your time.", "Call them", "03-03 15:00"),
    ("I'll call you at 3pm local time.", "Call them", "03-03 15:00"),
    ("I'll call you at 3pm Eastern time.", "Call them", "03-03 20:00"),
    ("I'll call you at 3pm New York time.", "Call them", "03-03 20:00"),
    ("I'll call you at 3pm our time.", "Call them", None),
    ("I'll call you at 3pm IST.", "Call them", None),
    ("I'll call you at 3pm Atlantis time.", "Call them", None),
    ("I'll call you on 14 July at 3pm EST.", "Call them", None),
    ("I'll call you on 14 July at 3pm EDT.", "Call them", "07-14 20:00"),
    ("Ich rufe Sie morgen um 15 Uhr MEZ an.", "Ich rufe Sie an", "03-04 14:00", "de"),
    ("Je vous rappelle demain à 15h et je note tout.", "Je vous rappelle et je note tout", "03-04 15:00", "fr"),
]  # fmt: skip


@pytest.mark.parametrize("case", ZONES, ids=lambda case: case[0])
def test_a_zone_that_is_said_counts_and_an_unclear_one_says_no_instant(case):
    text, what, due, *language = case
    (one,) = promised(text, *language)
    assert (one.what, one.due.strftime("%m-%d %H:%M") if one.due else None) == (what, due)


def test_a_zone_that_several_share_is_that_of_the_customers_part_of_the_world():
    def at(zone):
        return promised("I'll call you tomorrow at 3pm CST.", zone=zone)[0].due

    assert at("America/New_York").strftime("%H:%M") == "16:00"
    assert at("Asia/Tokyo").strftime("%H:%M") == "16:00"
    assert at("Europe/London") is None


def test_our_time_is_that_of_the_house_where_it_is_known():
    message = Message("agent", "I'll call you at 3pm our time.", language="en")
    reading = Reading(message, "en", (Sentence(0, 30, message.text),), ())
    (one,) = commitments(message, reading, TUESDAY, "Europe/London", house=ZoneInfo("Europe/Paris"))
    assert one.due.strftime("%H:%M") == "14:00"


def test_figures_are_read_as_the_customers_country_writes_them():
    assert promised("I'll send it on 05/06.", zone="America/New_York")[0].due.month == 5
    assert promised("I'll send it on 05/06.")[0].due.month == 6


@pytest.mark.parametrize(
    "zone", ["America/Indiana/Indianapolis", "US/Pacific", "America/Kentucky/Louisville", "Pacific/Honolulu"]
)
def test_the_month_comes_first_in_every_zone_of_the_united_states(zone):
    assert promised("I'll send it on 12/5/2026.", zone=zone)[0].due.month == 12


@pytest.mark.parametrize("zone", ["America/Bogota", "Africa/Douala", "UTC"])
def test_elsewhere_the_day_comes_first(zone):
    assert promised("I'll send it on 12/5/2026.", zone=zone)[0].due.month == 5


def test_hours_and_days_are_right_when_the_clocks_change():
    saturday = datetime(2026, 3, 28, 23, 30, tzinfo=LONDON)
    assert promised("I'll call you in 2 hours.", at=saturday)[0].due.isoformat() == "2026-03-29T02:30:00+01:00"
    assert promised("I'll call you tomorrow at 1:30 am.", at=saturday)[0].due.isoformat() == "2026-03-29T02:30:00+01:00"


def test_a_day_ends_when_the_calendar_closes_and_closed_days_do_not_count():
    def closing(day):
        return None if day.weekday() == 2 else local(day, hour(15, 30), LONDON)

    assert promised("I'll call by Thursday.", closing=closing)[0].due.strftime("%H:%M") == "15:30"
    assert promised("I'll call within 2 business days.", closing=closing)[0].due.day == 6
    assert promised("I'll call by Wednesday.", closing=closing)[0].due.strftime("%d %H:%M") == "04 23:59"


def test_a_customer_promises_nothing_here():
    assert promised("I'll pay by Friday.", side="customer") == []


def test_without_the_readers_word_a_future_with_a_time_is_enough_and_without_a_time_is_not():
    assert promised("I'll water the plants on Friday.", flagged=False)
    assert not promised("I'll water the plants.", flagged=False)


def test_a_reply_in_no_certain_language_promises_nothing_by_the_endings_of_its_words():
    for text in (
        "Software restarts there at 20:00.",
        "Hardware here by 10:30",
        "Le llamé ayer a las 10.",
        "Ich rief Sie um 10:30 an.",
    ):
        assert promised(text, "", flagged=False) == []


def test_places_stay_right_among_other_sentences():
    text = "Hello 🙂 Cléo!\n\nI’m sorry. I’ll call you back by noon. Thanks"
    (one,) = promised(text)
    assert text[slice(*one.span)] == "I’ll call you back by noon"
    assert one.sentence == 2


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        promised("I'll call tomorrow.", at=TUESDAY.replace(tzinfo=None))


PIECES = st.sampled_from(
    ["I'll", "we will", "call you", "refund", "by", "Tuesday", "noon", "within", "3", "days", "business", "if you", ",", ".", "?", "\n", "14",
     "May", "99/99/9999", "the 31st", "2026-02-30", "demain", "mañana", "é", "🙂", "İ", "and", "tomorrow", "in 9999 months", "\u200b", '"', "31 Feb"]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=30).map(" ".join) | st.text(max_size=200),
    st.sampled_from(["en", "fr", "es", "pt", "de", "ar"]),
)
def test_whatever_is_written_places_and_times_hold(text, language):
    for one in promised(text, language):
        start, end = one.span
        assert 0 <= start < end <= len(text)
        assert one.due is None or one.due > TUESDAY
        assert len(one.what) <= 160


def test_a_long_line_is_read_quickly():
    began = time.process_time()
    promised("I'll call you by Tuesday and " * 20_000)
    assert time.process_time() - began < 2


def test_a_sentence_without_a_promise_costs_next_to_nothing():
    text = "The parcel left the depot and the number on it is right. " * 200
    message = Message("agent", text, language="en")
    reading = Reading(message, "en", tuple(Sentence(a, b, text[a:b]) for a, b in spans(text)), ())
    began = time.process_time()
    commitments(message, reading, TUESDAY, "Europe/London")
    assert (time.process_time() - began) / len(reading.sentences) < 0.001
