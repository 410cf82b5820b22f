"""What a time in a promise means, and which times are none. Said on Tuesday, 3 March 2026, 10:00 in London."""

import pytest

from whiteglove.ground.reader.tests.test_read_commitments import promised


def due(text, language="en"):
    """The instant as "MM-DD HH:MM", None without one."""
    (one,) = promised(text, language)
    return one.due.strftime("%m-%d %H:%M") if one.due else None


SPELLED_OUT = [
    ("I'll ring you within twenty-one days.", "03-24 17:00"),
    ("We'll refund you within thirty-five days.", "04-07 17:00"),
    ("I'll call you back in twenty-five minutes.", "03-03 10:25"),
    ("I'll call you in twenty five minutes.", "03-03 10:25"),
    ("I'll call you in about fifty minutes.", "03-03 10:50"),
    ("I'll call you within an hour and forty-five minutes.", "03-03 11:45"),
    ("I'll call you in 2 hours 15 minutes.", "03-03 12:15"),
    ("I'll call you in 1h30.", "03-03 11:30"),
    ("I'll call you within 1.5 hours.", "03-03 11:30"),
    ("We'll refund you within twenty to twenty-five days.", "03-28 23:59"),
    ("We'll refund you within five-seven days.", "03-10 17:00"),
    ("Je vous rappelle dans vingt-quatre heures.", "03-04 10:00", "fr"),
    ("Je vous rappelle dans vingt et une minutes.", "03-03 10:21", "fr"),
    ("Nous vous rembourserons sous quarante-huit heures.", "03-05 10:00", "fr"),
    ("Je vous rappelle dans 1h30.", "03-03 11:30", "fr"),
    ("Le llamaré en veinticuatro horas.", "03-04 10:00", "es"),
    ("Le llamaré en treinta y cinco minutos.", "03-03 10:35", "es"),
    ("Le llamaré en una hora y media.", "03-03 11:30", "es"),
    ("Vou ligar-lhe em vinte e cinco minutos.", "03-03 10:25", "pt"),
    ("Ich rufe Sie in fünfundvierzig Minuten an.", "03-03 10:45", "de"),
    ("Ich rufe Sie in dreißig Minuten an.", "03-03 10:30", "de"),
    ("Ich rufe Sie in 1,5 Stunden an.", "03-03 11:30", "de"),
]


@pytest.mark.parametrize("case", SPELLED_OUT, ids=lambda case: case[0])
def test_a_number_in_words_is_read_whole(case):
    text, expected, *language = case
    assert due(text, *language) == expected


NO_LIMITS = [
    ("I'll call you not before Friday.",),
    ("I'll call you not before Friday at 3pm.",),
    ("I'll call you no sooner than Friday.",),
    ("I'll call you no earlier than Friday.",),
    ("I'll call you on Friday at the earliest.",),
    ("I'll call you on Friday at 3pm at the earliest.",),
    ("I'll call you every Friday.",),
    ("I'll call you each Friday at noon.",),
    ("I'll call you after Thursday at 3pm.",),
    ("Je vous rappellerai vendredi au plus tôt.", "fr"),
    ("Je vous rappellerai chaque vendredi.", "fr"),
    ("Le llamaré cada viernes.", "es"),
    ("Vou ligar-lhe na sexta-feira o mais cedo.", "pt"),
    ("Ich rufe Sie frühestens am Freitag an.", "de"),
    ("Ich rufe Sie jeden Freitag an.", "de"),
]


@pytest.mark.parametrize("case", NO_LIMITS, ids=lambda case: case[0])
def test_what_says_the_first_moment_or_one_of_many_is_no_time_to_keep(case):
    assert [one.due_words for one in promised(*case) if one.due_words] == []


def test_no_later_than_is_a_time_to_keep():
    assert due("I'll call you not later than Friday.") == due("I'll call you by Friday.") == "03-06 17:00"
    assert due("I'll call you on Monday, not on Tuesday.") == "03-09 17:00"


NOT_OURS = [
    "You'll have to return it within 14 days.",
    "You will have to pay by Friday.",
    "You'll have until Friday to decide.",
    "You'll get 14 days to pay from Friday.",
    "I'll be out of the office until Monday.",
    "I'll be on annual leave until Monday.",
    "I'll be here until 5pm.",
    "I'll give you until Friday.",
]


@pytest.mark.parametrize("text", NOT_OURS)
def test_what_the_customer_must_do_or_how_long_we_are_there_is_no_promise(text):
    assert promised(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "If I don't hear from you by Friday, I'll close the ticket.",
        "If I don't hear from you by Friday I'll close the ticket.",
        "Send us the form by Friday and we'll close the ticket.",
        "Please reply by Friday, then we'll close the ticket.",
        "Wenn ich bis Freitag nichts höre, werde ich das Ticket schließen.",
    ],
)
def test_the_time_of_a_condition_or_of_what_is_asked_is_not_the_promises(text):
    (one,) = promised(text, "de" if text.startswith("Wenn") else "en")
    assert (one.due, one.due_words) == (None, "")


@pytest.mark.parametrize(
    "text", ["You'll have your refund by Friday.", "By Friday, you'll have it.", "It's noted, and by Friday we'll pay."]
)
def test_what_we_owe_is_still_a_promise(text):
    assert due(text) == "03-06 17:00"


WHICH_THING = [
    "I'll look into the charge of 3 November.",
    "I'll look into the charge of 3 February.",
    "I'll refund the fee you paid on 12 November.",
    "I'll refund the order you placed on Monday.",
    "I'll refund the order that was placed on Monday at noon.",
    "I'll check why the payment of 1 November failed.",
    "I'll look at what happened on Tuesday.",
    "I'll find out what went wrong with the delivery on Tuesday.",
    "I'll explain why it was late on Monday.",
    "I'll reverse the charge of Tuesday.",
    "I'll correct the invoice dated 15 October.",
    "I'll look into your Monday order.",
    "I'll look into Monday's delivery.",
    "I'll note that your flight leaves on Friday at 6 am.",
    "I'll send you a form that you return by Friday.",
    "I'll send you a form by mail, which you return by Friday.",
    "I'll send you the form we need back by Friday.",
    "I'll tell the courier that you'll be home on Monday.",
]


@pytest.mark.parametrize("text", WHICH_THING)
def test_a_time_that_says_which_thing_is_meant_is_not_the_promises(text):
    assert [one.due_words for one in promised(text) if one.due_words] == []


STILL_WHEN = [
    ("I'll refund the fee you paid on 12 November tomorrow.", "03-04 17:00"),
    ("I'll let you know what happened tomorrow.", "03-04 17:00"),
    ("I'll find out what went wrong by Friday.", "03-06 17:00"),
    ("I'll check what we can do by Friday.", "03-06 17:00"),
    ("I'll make sure it arrives on Friday.", "03-06 17:00"),
    ("I'll let you know on Friday.", "03-06 17:00"),
    ("We'll have the lamp repaired on Friday.", "03-06 17:00"),
    ("You'll be refunded on Friday.", "03-06 17:00"),
    ("I'll write by the end of Friday.", "03-06 17:00"),
    ("I'll send you the form you asked for by Friday.", "03-06 17:00"),
    ("I'll send the form to your office on Friday.", "03-06 17:00"),
    ("I'll keep you updated on Friday.", "03-06 17:00"),
]


@pytest.mark.parametrize(("text", "expected"), STILL_WHEN)
def test_a_time_that_says_when_stays_the_promises(text, expected):
    assert due(text) == expected


def test_a_day_without_a_year_that_has_just_passed_is_not_next_years():
    assert due("I'll correct it on 20 February.") is None
    assert due("I'll correct it on 20 February at 3pm.") is None
    assert due("I'll correct it on 3 January.") == "01-03 23:59"


def test_each_of_two_promises_keeps_its_own_time():
    first, second = promised("I'll refund the fee of 12 November and call you tomorrow.")
    assert (first.due, second.due.strftime("%m-%d")) == (None, "03-04")


TIMES_OF_DAY = [
    ("I'll call you tomorrow at 14.30.", "03-04 14:30"),
    ("I'll call you at 14.30 tomorrow.", "03-04 14:30"),
    ("I'll call you tomorrow at 14h30.", "03-04 14:30"),
    ("I'll call you tomorrow 2-4pm.", "03-04 16:00"),
    ("I'll call you tomorrow, 14:00-16:00.", "03-04 16:00"),
    ("I'll call you tomorrow at 1430 hours.", "03-04 14:30"),
    ("I'll call you tomorrow at 1430.", "03-04 14:30"),
    ("I'll call you by 16.45.", "03-03 16:45"),
    ("I'll call you at five past nine tomorrow.", "03-04 09:05"),
    ("I'll call you by ten to four.", "03-03 15:50"),
    ("I'll call you tomorrow by twenty-five to three.", "03-04 14:35"),
    ("I'll call you by the next business day.", "03-04 17:00"),
    ("I'll call you within the next working day.", "03-04 17:00"),
    ("I'll write by the end of the year.", "12-31 17:00"),
    ("I'll write by the end of November.", "11-30 17:00"),
    ("I'll write by the end of March 2026.", "03-31 17:00"),
    ("Ich rufe Sie morgen um 14.30 an.", "03-04 14:30", "de"),
    ("Ich rufe Sie morgen um 14 an.", "03-04 14:00", "de"),
    ("Ich werde es bis Ende November schicken.", "11-30 17:00", "de"),
    ("Je vous rappelle d'ici fin novembre.", "11-30 17:00", "fr"),
]  # fmt: skip


@pytest.mark.parametrize("case", TIMES_OF_DAY, ids=lambda case: case[0])
def test_a_time_of_day_is_read_in_the_forms_people_write_it(case):
    text, expected, *language = case
    assert due(text, *language) == expected


@pytest.mark.parametrize(
    "case",
    [
        ("I'll call you tomorrow at half two.",),
        ("I'll call you tomorrow at 14.30 CET.",),
        ("I'll call you tomorrow at 99.",),
        ("Je vous rappelle demain à 14.30.", "fr"),
        ("Ich rufe Sie morgen um halb drei an.", "de"),
    ],
    ids=lambda case: case[0],
)
def test_beside_a_time_of_day_that_cannot_be_read_no_instant_is_set(case):
    (one,) = promised(*case)
    assert one.due is None
    assert one.due_words


@pytest.mark.parametrize(
    "text",
    [
        "I'll call you tomorrow on 07700 900123.",
        "I'll call you tomorrow about order 4711.",
        "I'll be at 12 Elm Street tomorrow.",
    ],
)
def test_a_number_that_is_no_time_of_day_hides_none(text):
    assert due(text) == "03-04 17:00"


def test_what_is_no_time_of_day_is_not_read_as_one():
    assert due("I'll send about ten to twelve parcels.") is None
    assert due("I'll sell it at 14.30 each.") is None


def test_a_day_may_follow_its_date():
    assert due("I'll call you on 6 March, Friday.") == "03-06 17:00"
    assert due("I'll call you on 6 March, Friday at 3pm.") == "03-06 15:00"
    assert due("I'll pay the fee of 20 February by Friday.") == "03-06 17:00"


NOTED = [
    ("I'll refund the order you placed tomorrow.", "Refund the order they placed"),
    ("I'll forward the photos you sent me to Sam tomorrow.", "Forward the photos they sent me to Sam"),
    ("I'll send you a form that you return by Friday.", "Send them a form that they return by Friday"),
    ("I'll look into what you told me by Friday.", "Look into what they told me"),
    ("I'll look into the charge of 3 November by Friday.", "Look into the charge of 3 November"),
    ("I'll move your booking from Friday to Monday.", "Move their booking from Friday to Monday"),
    ("I'll move your appointment to Friday at 3pm.", "Move their appointment to Friday at 3pm"),
    ("I'll call you on Monday, not on Tuesday.", "Call them, not on Tuesday"),
    ("I'll send the form to you signed tomorrow.", "Send the form to them signed"),
    ("I'll keep you posted by Friday.", "Keep them posted"),
    ("I'll let you know what you need by Friday.", "Let them know what they need"),
    ("I'll send the label that you wanted to you today.", "Send the label that they wanted to them"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "what"), NOTED)
def test_a_promise_is_noted_in_words_that_can_be_read(text, what):
    assert [one.what for one in promised(text)] == [what]
