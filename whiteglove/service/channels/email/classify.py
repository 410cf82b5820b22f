"""Tell bounces, automatic answers and list mail from what a person sent."""

import re
from dataclasses import dataclass

from .daemons import first_unreached, is_a_daemons, looks_bounced, reasons, unreached
from .headers import Block, decoded, message_id, read_block
from .limits import Limits
from .parsed import Bounce, Returned
from .structure import Part, Structure

_DELAYED = re.compile(
    r"\bdelay|will be retried|still trying|warning message only|do not need to resend|"
    r"not yet been delivered|verzögert|retardé",
    re.I,
)
# What programs put before the subject they answer, or write as the whole subject. People begin a subject with the same
# words ("On holiday next week, please hold my parcel"), so nothing but an end or a colon may follow.
_AWAY_SUBJECT = re.compile(
    r"\A\s*(?:\[[^\]]{1,40}\]\s*)?(?:(?:re|aw|sv|tr)\s*:\s*)?(?:out of (?:the )?office|out-of-office|"
    r"auto(?:matic)?[- ]?(?:reply|response|antwort|responder)|"
    r"away from (?:my|the) (?:office|mail|desk)|on (?:vacation|holiday)|"
    r"vacation (?:reply|message|notice)|i am (?:currently )?(?:out of (?:the )?office|away)|"
    r"automatische antwort|(?:automatische )?abwesenheit\w*|"
    r"ich bin (?:nicht im b[üu]ro|außer haus)|urlaubs(?:notiz|meldung|nachricht|benachrichtigung|abwesenheit|antwort)|"
    r"réponse automatique|absence du bureau|absent du bureau|message d['’]absence|respuesta autom[áa]tica|"
    r"fuera de (?:la )?oficina|"
    r"risposta automatica|fuori (?:sede|ufficio)|resposta autom[áa]tica|"
    r"(?:mensagem|aviso) de aus[êe]ncia|fora do escrit[óo]rio|"
    r"automatisch antwoord|afwezigheids\w+|automatiskt svar|autosvar|automatisk svar|frånvaro\w+|fraværs\w+|"
    r"automaattinen vastaus|poissaolo\w+|autom?atyczna odpowied[źz]|odpowiedź automatyczna|poza biurem|"
    r"automatická odpov[ěe][ďd]|mimo kancel[áa][řr]\w*|"
    r"автоматический ответ|автоответ\w*|нет на месте|автоматична відповідь|otomatik yan[ıi]t|ofis dışında|"
    r"automatikus válasz|házon kívül|"
    r"αυτόματη απάντηση|εκτός γραφείου|răspuns automat|trả lời tự động|自動(?:応答|返信|回覆)|"
    r"不在(?:通知|のお知らせ)|自动(?:答复|回复)|외출 중|부재 중|자동 (?:회신|응답)|"
    r"رد تلقائي|خارج المكتب|תשובה אוטומטית|מענה אוטומטי|מחוץ למשרד)"
    r"\s*(?:\Z|[:：]|(?:re|aw|sv|antw|r)\s*[:：])",
    re.I,
)
_YES = frozenset({"yes", "y", "true", "1", "auto", "autoreply", "vacation"})
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]|\.\d)")
_SMTP = re.compile(r"(?<!\d)([45]\d\d)[ -](?:#?\s*([245]\.\d{1,3}\.\d{1,3})[ -]?)?([^\n]{3,300})")
_X_FAILED = re.compile(r"[^\s,<>]+@[^\s,<>]+")
_ORIGINAL_ID = re.compile(r"^[>\s]*Message-ID:\s*<([^<>\s]{3,300})>", re.I | re.M)
_REACHED = frozenset({"delivered", "relayed", "expanded"})
MOST = 200  # recipients of one report in words
_MAILBOX_HEAD = "rfc822;"


@dataclass(frozen=True, slots=True)
class Kind:
    """What the message is, besides a letter, and for a bounce what it tells.

    `by_subject`: nothing but the subject says that it's an automatic answer, so a person may have written it.
    """

    bounce: Bounce | None
    auto_reply: bool
    by_subject: bool
    list: bool


def classify(block: Block, structure: Structure, data: bytes, text: str, limits: Limits) -> Kind:
    """Judge by RFC 3464, 3798 and 3834 first, then by what programs without them write."""
    subject = decoded(block.raw("subject"))
    report = _report_type(structure)
    status = _leaf(structure, "message/delivery-status", "message/global-delivery-status")
    bounce = None
    if status is not None and report != "disposition-notification":
        bounce = _from_report(status, structure, data, text, limits)
    elif report not in ("disposition-notification", "feedback-report") and looks_bounced(block, subject, text):
        told = _from_text(block, structure, data, text, limits)
        known = bool(told.first.status or told.original_message_id)
        bounce = told if known or is_a_daemons(block, text) else None
    receipt = report == "disposition-notification" or _leaf(structure, "message/disposition-notification") is not None
    surely = bounce is None and (receipt or is_automatic(block))
    by_subject = bounce is None and not surely and _AWAY_SUBJECT.match(subject) is not None
    return Kind(bounce, surely or by_subject, by_subject, is_list(block))


def is_list(block: Block) -> bool:
    """Whether it came through a mailing list."""
    if any(block.raw(name) for name in ("list-id", "list-post", "mailing-list", "x-mailing-list", "list-archive")):
        return True
    if block.raw("precedence").strip().lower() == b"list":
        return True
    return bool(
        block.raw("list-unsubscribe") and block.raw("precedence").strip().lower() == b"bulk" and block.raw("list-help")
    )


def is_automatic(block: Block) -> bool:
    """Whether its header says that a program wrote it in answer to a mail.

    `X-Auto-Response-Suppress` doesn't count by itself: Exchange puts it on people's mail too.
    """
    submitted = decoded(block.raw("auto-submitted")).partition(";")[0].split("(")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if any(
        block.raw(name)
        for name in (
            "x-autoreply",
            "x-autorespond",
            "x-autoresponder",
            "x-autoreply-from",
            "x-mail-autoreply",
            "x-away",
        )
    ):
        return decoded(block.raw("x-autoreply")).lower() not in ("no", "false")
    if decoded(block.raw("x-auto-reply")).lower() in _YES or b"auto_reply" in block.raw("precedence").lower():
        return True
    if decoded(block.raw("x-ms-exchange-generated-message-source")).lower().startswith("mailbox rules"):
        return True
    return bool(block.raw("x-vacation")) or decoded(block.raw("delivered-to")).lower() == "autoresponder"


def _report_type(structure: Structure) -> str:
    root = structure.root
    if root.type != "multipart/report":
        return ""
    return root.parameters.get("report-type", "").lower() or "unknown"


def _leaf(structure: Structure, *kinds: str) -> Part | None:
    return next((part for part in structure.leaves[:50] if part.type in kinds), None)


def _from_report(status: Part, structure: Structure, data: bytes, text: str, limits: Limits) -> Bounce | None:
    """Of message/delivery-status: every recipient that wasn't reached, those that failed for good first."""
    body = status.body(data)[:100_000]
    if b"base64" in status.block.raw("content-transfer-encoding").lower():
        from .transfer import base64

        body = base64(body)[0]
    groups = [_fields(group, limits) for group in re.split(rb"(?:\r?\n){2,}", body.strip())]
    named = [one for one in groups if "final-recipient" in one or "original-recipient" in one or "action" in one]
    missed = sorted(
        (one for one in named or [{}] if _action(one) not in _REACHED), key=lambda one: _action(one) != "failed"
    )
    # What the text says is about one of them, and of several nobody knows which.
    told = text if len(missed) == 1 else ""
    found = tuple(_returned(one, told) for one in missed)
    return Bounce(found, _original_id(structure, data, text, limits)) if found else None


def _action(group: dict[str, str]) -> str:
    return (group.get("action", "").split() or ["failed"])[0].lower()


def _returned(group: dict[str, str], text: str) -> Returned:
    """One recipient of a report; what it leaves out is looked for in `text`."""
    original, final = _typed(group.get("original-recipient", "")), _typed(group.get("final-recipient", ""))
    return Returned(
        recipient=original or final or first_unreached(text),
        status=(_STATUS.search(group.get("status", "")) or _STATUS.search(text) or [""])[0],
        action=_action(group),
        diagnostic=_typed(group.get("diagnostic-code", ""))[:1000] or _diagnostic(text),
        rewritten=final if original else "",
    )


def _fields(group: bytes, limits: Limits) -> dict[str, str]:
    block = read_block(group, 0, len(group), limits)
    return {name: decoded(value) for name, value in reversed(block.fields)}


def _typed(value: str) -> str:
    """What follows the type, as in `rfc822; cleo@example.org`."""
    head, mark, rest = value.partition(";")
    value = (rest if mark and "@" not in head else value).strip()
    return value.strip("<> ") if "@" in value and " " not in value else value


def _from_text(block: Block, structure: Structure, data: bytes, text: str, limits: Limits) -> Bounce:
    """A bounce in plain words: Exim, qmail, Gmail, Yahoo, old Exchange."""
    why = reasons(text, MOST)
    failed = _X_FAILED.findall(decoded(block.raw("x-failed-recipients")))[:MOST]
    delayed = _DELAYED.search(decoded(block.raw("subject"))) or _DELAYED.search(text[:3000])
    found = []
    for recipient in dict.fromkeys(failed or [*why] or unreached(text, MOST) or [""]):
        diagnostic = why.get(recipient) or next(iter(why.values()), "") or _diagnostic(text)
        code = _STATUS.search(diagnostic) or _STATUS.search(text[:20_000])
        found.append(Returned(recipient, code[0] if code else "", "delayed" if delayed else "failed", diagnostic))
    return Bounce(tuple(found), _original_id(structure, data, text, limits))


def _diagnostic(text: str) -> str:
    hit = _SMTP.search(text[:20_000])
    return " ".join(hit.group().split())[:1000] if hit else ""


def _original_id(structure: Structure, data: bytes, text: str, limits: Limits) -> str:
    """Message-ID of the mail that came back, from its copy or from the quoted header."""
    part = _leaf(
        structure,
        "message/rfc822",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global",
        "message/global-headers",
    )
    if part is not None:
        body = part.body(data)
        found = message_id(read_block(body, 0, len(body), limits).raw("message-id"))
        if found:
            return found
    hit = _ORIGINAL_ID.search(text) or _ORIGINAL_ID.search(data[-60_000:].decode("latin-1"))
    return hit.group(1) if hit and len(structure.leaves) >= 1 and hit.group(1).encode() not in _own(structure) else ""


def _own(structure: Structure) -> bytes:
    return structure.root.block.raw("message-id")
