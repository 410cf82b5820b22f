"""What a reader heard in a conversation, for the summary with which a chat is passed on."""

from whiteglove.service.desk import summing_up
from whiteglove.service.desk.models import Message, MessageKind

from . import queries
from .mood import mood_of

ASKS = ("question", "intent.")
TRIED = frozenset({
    "account_check", "alternative", "compensation", "coordination", "done", "escalation", "exploration", "instruction",
    "limitation", "offers_options", "process_explanation", "progress_update", "recommendation", "resource", "working",
})  # fmt: skip


def heard_in(ticket: int) -> summing_up.Heard:
    """Three statements at most, and no reader: what was found already counts."""
    readings = queries.heard(ticket)
    texts = {row.pk: queries.text_of(row) for row in Message.objects.filter(pk__in=[one.message for one in readings])}
    asked, tried = [], []
    for one in readings:
        theirs = one.kind == MessageKind.INBOUND
        places = sorted({found["sentence"] for found in one.findings if speaks(found["behaviour"], theirs)})
        spoken = [texts[one.message][slice(*one.sentences[place])] for place in places]
        (asked if theirs else tried).extend(spoken)
    felt = mood_of([(one.at, one.emotion) for one in readings if one.kind == MessageKind.INBOUND])
    return summing_up.Heard(asked, tried, ", ".join(filter(None, [felt.says, felt.turn])) if felt else alone(readings))


def speaks(behaviour: str, theirs: bool) -> bool:
    return behaviour.startswith(ASKS) if theirs else behaviour in TRIED


def alone(readings: list[queries.Heard]) -> str:
    """Of one message only: there is no line of moods yet."""
    felt = [one.emotion for one in readings if one.emotion]
    return felt[-1].partition(".")[2] if felt else ""


summing_up.register(heard_in)
