"""The words for times in five languages: what `when.py` reads. Month names come from CLDR, by Babel."""
# ruff: noqa: E501  (tables of words)

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from whiteglove.ground.reader.folding import plain

MINUTE, HOUR, DAY, WEEK, MONTH, YEAR = "minute", "hour", "day", "week", "month", "year"


@dataclass(frozen=True)
class Tongue:
    """Pieces of patterns, in plain characters. `days`: piece -> days from today; `parts`: piece -> hour it ends.

    `ends`: (piece, period, how many periods on). `within` leads a span of time, `before` a limit that isn't included,
    `leads` whatever else stands before a time, `inner` between that and the time, `after` what makes it no limit at all.
    `half` makes a number a half more, `either` stands between two times of which the later counts, `plus` between hours and minutes.
    `open_before` and `open_after` it say that it is the first moment, one of many or none: no limit. `month_end` stands before the name of a month.
    """

    numbers: dict[str, int]
    units: dict[str, str]
    weekdays: tuple[str, ...]
    days: dict[str, int]
    parts: dict[str, int]
    ends: tuple[tuple[str, str, int], ...]
    within: str
    fill: str
    joins: str
    business: str
    before: str
    leads: str
    after: str
    past: str
    next: str
    clocks: tuple[str, ...]
    inner: str = "(?!)"
    later: str = "(?!)"
    bare_hours: bool = False
    half: str = "(?!)"
    either: str = "(?!)"
    plus: str = "(?!)"
    month_end: str = "(?!)"
    open_before: str = "(?!)"
    open_after: str = "(?!)"


def _numbers(words: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, group in enumerate(words.split(), first) for word in group.split("/")}


def _tens(words: str, ones: str, *joints: str, first: int = 20, turned: bool = False) -> dict[str, int]:
    """ "thirty", "thirty-five", … to "ninety-nine"; `turned` as in German, the ones before the tens."""
    found = {}
    for place, group in enumerate(words.split()):
        for ten in group.split("/"):
            found[ten] = first + 10 * place
            for one, number in _numbers(ones).items():
                pair = (one, ten) if turned else (ten, one)
                found |= {joint.join(pair): found[ten] + number for joint in joints}
    return found


# Of "2-4pm" the later counts.
_RANGE = r"(?:\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.? ?)?(?:-|–|to) ?)?"

EN = Tongue(
    numbers=_numbers("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
    | _tens("twenty thirty forty fifty sixty seventy eighty ninety", "one two three four five six seven eight nine", "-", " ")
    | {"an": 1, "a": 1, "a couple of": 2, "couple of": 2, "a few": 3, "few": 3, "several": 5},
    units={MINUTE: "min(?:ute)?s?", HOUR: "hrs?|hours?|h", DAY: "days?", WEEK: "weeks?|wks?|fortnights?", MONTH: "months?"},
    weekdays=("mon(?:day)?", "tue(?:s(?:day)?)?", "wed(?:nesday)?", "thu(?:r(?:s(?:day)?)?)?", "fri(?:day)?", "sat(?:urday)?", "sun(?:day)?"),
    days={"the day after tomorrow": 2, "overmorrow": 2, "tomorrow|tmrw|tomorow": 1, "later today|today": 0, "overnight": 1},
    parts={"first thing(?: in the morning)?": 10, "(?:in the )?(?:early |late |mid-?)?morning": 12, "lunch(?:time)?": 13,
           "(?:in the )?(?:early |late |mid-?)?afternoon": 18, "(?:in the )?evening": 21, "tonight": 24, "(?:at )?night": 24},
    ends=(("(?:the )?end of (?:the |this |our )?(?:business |working )?day|(?:the )?(?:close|end) of (?:play|business)|eod|cob|eob|before (?:i|we) close", DAY, 0),
          ("(?:the )?end of next week", WEEK, 1), ("(?:the )?end of (?:the |this )?(?:working )?week|later this week|this week|eow", WEEK, 0),
          ("(?:by|before|ahead of|until) the weekend", WEEK, 0), ("(?:in )?(?:the )?week after next", WEEK, 2),
          ("(?:early |later |sometime )?next week", WEEK, 1), ("(?:the )?end of next month|next month", MONTH, 1),
          ("(?:the )?end of (?:the |this )?month|this month|month'?s end", MONTH, 0), ("(?:the )?end of next year", YEAR, 1), ("(?:the )?end of (?:the |this )?year|year'?s end|eoy", YEAR, 0)),
    within="within|in|inside|over|during|no later than|not later than|takes?|after", joins="-|to|or|and",
    fill="the next|the following|the|about|around|approximately|roughly|another|less than|under|up to|at most|no more than|not more than|max(?:imum)?|just",
    business="(?:business|working|work|week)", before="before|ahead of|prior to",
    leads="(?:by|on) or before|before or on|by|on|at|until|till|for|around|about|no later than|not later than|before|between|sometime|as early as|from",
    inner="this coming|this|coming|the|around|about|latest",
    after="after|since|from|starting|as of|following", past="ago|last|past|previous|yesterday", next="next",
    clocks=(_RANGE + r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))? ?(?P<ap>[ap])\.?m\b\.?", _RANGE + r"(?P<h>\d{1,2}):(?P<m>\d\d)\b(?: ?h(?:rs|ours)?\b)?",
            r"(?P<h>\d{1,2})h(?P<m>\d\d)\b", r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d) ?(?:hours|hrs)\b", r"(?P<h>\d{1,2}) ?o'?clock",
            r"(?P<noon>noon|midday|12 noon)\b", r"(?P<midnight>midnight)\b", r"half past (?P<hp>\w+)", r"(?:a )?quarter past (?P<qp>\w+)", r"(?:a )?quarter to (?P<qt>\w+)"),
    later="from now|from today|at (?:the )?(?:most|latest)|'s? time|or (?:so|less|sooner)|max(?:imum)?|tops",
    bare_hours=True, half="and a half", either="or", plus="and",
    month_end="(?:the )?end of",
    open_before="not|never|no (?:sooner|earlier) than|every|each|except|other than",
    open_after="at (?:the )?(?:very )?earliest|or (?:later|after)|onwards?|and (?:later|after)",
)  # fmt: skip

FR = Tongue(
    numbers=_numbers("un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")
    | _tens("vingt trente quarante cinquante soixante", "un/une deux trois quatre cinq six sept huit neuf", "-", " ")
    | {f"{ten}{gap}et{gap}{one}": number for ten, number in {"vingt": 21, "trente": 31, "quarante": 41, "cinquante": 51, "soixante": 61}.items()
       for gap in " -" for one in ("un", "une")}
    | {"soixante-dix": 70, "quatre-vingts": 80, "quatre-vingt-dix": 90, "quelques": 3},
    units={MINUTE: "minutes?|min", HOUR: "heures?|h", DAY: "jours?", WEEK: "semaines?", MONTH: "mois"},
    weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    days={"apres-demain": 2, "demain": 1, "aujourd'hui": 0},
    parts={"(?:ce )?matin|dans la matinee": 12, "(?:cet )?apres-midi|dans l'apres-midi": 18, "(?:ce )?soir|dans la soiree": 21},
    ends=(("(?:la )?fin de (?:la )?journee", DAY, 0), ("(?:la )?fin de la semaine prochaine|la semaine prochaine|semaine prochaine", WEEK, 1),
          ("(?:la )?fin de (?:la|cette) semaine|cette semaine", WEEK, 0), ("(?:la )?fin du mois prochain|le mois prochain", MONTH, 1), ("(?:la )?fin du mois|ce mois-ci", MONTH, 0), ("(?:la )?fin de (?:l'|cette )annee", YEAR, 0)),
    within="dans|sous|d'ici(?: a)?|en|au plus tard dans", joins="-|a|ou", fill="les|un delai de|environ|maximum|prochaines?|prochains", business="(?:jours )?ouvr(?:e|able)s?",
    before="avant", leads="d'ici(?: a)?|au plus tard|avant|le|a|pour|vers|ce|cette|des|jusqu'a|la|dans", after="apres|depuis|a partir de", past="il y a|dernier|derniere|hier", next="prochaine?",
    clocks=(r"(?P<h>\d{1,2}) ?(?:h|heures?)(?: ?(?P<m>\d\d))?\b", r"(?P<h>\d{1,2}):(?P<m>\d\d)\b", r"(?P<noon>midi)\b", r"(?P<midnight>minuit)\b"),
    later="au plus tard|maximum", half="et demie?", either="ou", plus="et",
    month_end="(?:la )?fin(?: du mois)?(?: de| d')?",
    open_before="pas|jamais|chaque|tous les|toutes les",
    open_after="au plus tot|ou plus tard",
)  # fmt: skip

ES = Tongue(
    numbers=_numbers("un/una/uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve")
    | _numbers("veinte veintiun/veintiuno/veintiuna veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve", 20)
    | _tens("treinta cuarenta cincuenta sesenta setenta ochenta noventa", "un/una/uno dos tres cuatro cinco seis siete ocho nueve", " y ", first=30)
    | {"unos": 3, "unas": 3},
    units={MINUTE: "minutos?|min", HOUR: "horas?|h", DAY: "dias?", WEEK: "semanas?", MONTH: "mes(?:es)?"},
    weekdays=("lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"),
    days={"pasado manana": 2, "manana": 1, "hoy(?: mismo)?": 0},
    parts={"(?:por|de|esta|en) (?:la )?manana": 12, "(?:(?:por|de|en) la|esta) tarde": 19, "(?:(?:por|de|en) la|esta) noche": 24, "a primera hora": 10},
    ends=(("(?:al |el )?final del dia", DAY, 0), ("la (?:proxima semana|semana que viene)|(?:el )?final de la proxima semana", WEEK, 1),
          ("(?:el )?(?:final|fin) de (?:la|esta) semana|esta semana", WEEK, 0), ("el (?:proximo mes|mes que viene)", MONTH, 1), ("(?:el |a )?(?:final|fin) de mes|este mes", MONTH, 0), ("(?:el |al |a )?(?:final|fin|finales) de(?:l| este) ano", YEAR, 0)),
    within="en|dentro de|en un plazo de|antes de", joins="-|a|o", fill="los|las|proxim[oa]s|unos|unas|menos de|un plazo de|maximo|aproximadamente", business="(?:habiles|laborables)",
    before="antes del?", leads="para|el|al|a|las|la|del?|antes|hasta|este|proximo|sobre|por|en|mas tardar", after="despues del?|desde|a partir del?", past="hace|pasad[oa]|ayer", next="proximo|que viene",
    clocks=(r"las (?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?(?: ?(?P<ap>[ap])\.? ?m\b\.?| de la (?P<tarde>tarde|noche)| de la manana| ?h(?:oras)?\b)?", r"(?P<h>\d{1,2}):(?P<m>\d\d)\b", r"(?P<noon>mediodia)\b", r"(?P<midnight>medianoche)\b",
            r"las (?P<hp0>una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce)\b"),
    later="como maximo|a mas tardar", half="y medi[ao]", either="o|u", plus="y",
    month_end="(?:el |al |a )?(?:final|finales|fin) de",
    open_before="no|nunca|cada|todos los|todas las",
    open_after="como (?:muy )?pronto|o mas tarde|en adelante",
)  # fmt: skip

PT = Tongue(
    numbers=_numbers("um/uma dois/duas tres quatro cinco seis sete oito nove dez onze doze treze catorze/quatorze quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove")
    | _tens("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", "um/uma dois/duas tres quatro cinco seis sete oito nove", " e ")
    | {"alguns": 3, "algumas": 3},
    units={MINUTE: "minutos?|min", HOUR: "horas?|h", DAY: "dias?", WEEK: "semanas?", MONTH: "mes(?:es)?"},
    weekdays=("segunda(?:-feira)?", "terca(?:-feira)?", "quarta(?:-feira)?", "quinta(?:-feira)?", "sexta(?:-feira)?", "sabado", "domingo"),
    days={"depois de amanha": 2, "amanha": 1, "hoje(?: mesmo)?": 0},
    parts={"(?:de|pela|da|esta) manha": 12, "(?:a|de|pela|da|esta) tarde": 18, "(?:a|de|pela|da|esta) noite": 24},
    ends=(("(?:o |ao )?(?:fim|final) do dia", DAY, 0), ("(?:n?a )?proxima semana|(?:n?a )?semana que vem", WEEK, 1),
          ("(?:o |ao )?(?:fim|final) da semana|esta semana", WEEK, 0), ("(?:n?o )?proximo mes|(?:n?o )?mes que vem", MONTH, 1), ("(?:o |ao )?(?:fim|final) do mes|este mes", MONTH, 0), ("(?:o |ao )?(?:fim|final) d(?:o|este) ano", YEAR, 0)),
    within="em|dentro de|no prazo de|daqui a", joins="-|a|ou", fill="ate|cerca de|um prazo de|proxim[oa]s|os|as|menos de|no maximo", business="uteis",
    before="antes d[eoa]s?", leads="ate|na|no|em|as|a|o|ao|para|dia|esta|proxima|proximo|por|pela|antes d[eoa]s?", after="depois d[eoa]|desde|a partir d[eoa]", past="ha|passad[oa]|ontem", next="que vem|proxim[oa]",
    clocks=(r"(?P<h>\d{1,2}) ?(?:h|horas?)(?: ?(?P<m>\d\d))?\b", r"(?P<h>\d{1,2}):(?P<m>\d\d)\b", r"(?P<noon>meio-dia)\b", r"(?P<midnight>meia-noite)\b"),
    later="no maximo", half="e mei[ao]", either="ou", plus="e",
    month_end="(?:o |ao )?(?:fim|final) de",
    open_before="nao|nunca|cada|todos os|todas as|toda",
    open_after="no minimo|ou mais tarde|em diante|o mais cedo",
)  # fmt: skip

DE = Tongue(
    numbers=_numbers("ein/eine/einem/einer/einen zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn")
    | _tens("zwanzig dreissig/dreißig vierzig funfzig sechzig siebzig achtzig neunzig", "ein zwei drei vier funf sechs sieben acht neun", "und", turned=True)
    | {"einigen": 3, "wenigen": 3},
    units={MINUTE: "minuten?|min", HOUR: "stunden?|std", DAY: "(?:werk|arbeits|geschafts)?tage?n?", WEEK: "wochen?", MONTH: "monate?n?"},
    weekdays=("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag"),
    days={"ubermorgen": 2, "morgen": 1, "heute(?: noch)?|noch heute": 0},
    parts={"fruh|(?:am )?(?:vor)?mittag(?= |$|[,.])": 12, "(?:am )?nachmittag": 18, "(?:am )?abend": 21, "vormittags?": 12},
    ends=(("(?:zum )?feierabend|ende des tages|tagesende", DAY, 0), ("ende (?:der )?nachster woche|nachste woche", WEEK, 1), ("(?:zum )?ende (?:der|dieser) woche|diese woche|wochenende", WEEK, 0),
          ("nachsten monat|ende nachsten monats", MONTH, 1), ("(?:zum )?ende (?:des|dieses) monats|monatsende|diesen monat", MONTH, 0), ("(?:zum )?(?:ende (?:des|dieses) jahres|jahresende)", YEAR, 0)),
    within="in|innerhalb von|binnen|innerhalb", joins="-|bis|oder", fill="den nachsten|der nachsten|spatestens|etwa|ca\\.?|rund|hochstens|maximal|von", business="(?:werk|arbeits|geschafts)",
    before="vor", leads="bis|am|um|spatestens|bis zum|bis spatestens|gegen|vor|den|der|zum|kommenden|diesen|im|ab", after="nach|seit|ab", past="vor \\d|letzten?|gestern", next="nachste[nrs]?",
    clocks=(r"(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))? ?uhr(?: (?P<m2>\d\d))?\b", r"(?P<h>\d{1,2}):(?P<m>\d\d)\b", r"(?P<noon>mittags?|zwolf uhr)\b", r"(?P<midnight>mitternacht)\b"),
    later="spatestens", either="oder", plus="und",
    month_end="ende",
    open_before="nicht|nie|fruhestens|jeden|jede|jedes|alle",
    open_after="fruhestens|oder spater",
)  # fmt: skip

TONGUES = {"en": EN, "fr": FR, "es": ES, "pt": PT, "de": DE}


@cache
def months(language: str) -> tuple[str, ...]:
    """A piece for each month, long names and short: "mar(?:ch)?" in spirit, as CLDR has them."""
    from babel import Locale  # late: only whoever promises a date needs it

    wide, short = (Locale(language).months["format"][width] for width in ("wide", "abbreviated"))
    names = ({plain(wide[n]).lower(), plain(short[n]).lower().rstrip(".")} for n in range(1, 13))
    if language == "en":
        names = ({*each, "sept"} if "sep" in each else each for each in names)
    return tuple("|".join(sorted(each, key=len, reverse=True)) for each in names)
