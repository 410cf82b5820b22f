"""Know the notices of mail programs, which say in their own words that a mail was not delivered."""

import re

from .headers import Block, decode_words, decoded

_DAEMON = re.compile(
    r"(?:mailer-?daemon|postmaster|mail ?delivery|maildelivery|mdaemon|system administrator\W?@|"
    r"bounces?(?:\+|-|@|$)|microsoftexchange)",
    re.I,
)
# Names that no person and no firm writes under; behind the others there may be somebody.
_SURELY_DAEMON = re.compile(r"mailer-?daemon|mail ?delivery (?:sub)?system|mdaemon@|microsoftexchange[0-9a-f]{6}", re.I)
_BOUNCE_SUBJECT = re.compile(
    r"undeliver(?:able|ed)|delivery (?:status notification|failure|has failed|problem|delayed|report)|"
    r"mail delivery (?:failed|failure|system)|"
    r"returned mail|failure notice|delivery notification|message (?:could not be delivered|undeliverable)|"
    r"warning: (?:could not send|message)|"
    r"non remis|nicht zustellbar|unzustellbar|zustellung (?:fehlgeschlagen|verzögert)|"
    r"no se (?:puede|pudo) entregar|non recapitabile|"
    r"mancato recapito|onbestelbaar|kan niet worden (?:afgeleverd|bezorgd)|não é possível entregar|"
    r"não entregue|niedostarczon|nie można dostarczyć|"
    r"не ?доставлен|недоставленн|olevereerbart|kunde inte levereras|kunne ikke leveres|uleverbar|"
    r"toimittaminen epäonnistui|配信不能|未达邮件|退信|無法傳遞|"
    r"mail (?:failed|error|not delivered)|(?:failure|failed) delivery|non-?delivery|delivery (?:error|warning)|"
    r"user unknown|邮件传输失败|系统退信|delivery incomplete|rejected:|dsn:|could not be delivered|"
    r"échec de (?:la )?remise|address not found",
    re.I,
)
_RECIPIENT = re.compile(r"<?([\w.!#$%&'*+/=?^`{|}~-]{1,80}@[\w-]+(?:\.[\w-]+)+)>?")
_QMAIL = re.compile(r"^<([^<>\s]+@[^<>\s]+)>:[ \t]*\n(?:[ \t]*)(.{3,400})", re.M)
# What no person writes of a parcel or a letter: a program tells of a mail.
_TOLD = re.compile(
    r"did not reach the following|not delivered to\b|delivery to the following recipients?|unable to deliver|"
    r"(?:failed to|(?:could|can) ?not|couldn't) (?:be delivered to|deliver (?:mail|message|the message|your message))|"
    r"delivery failed \d+ attempt|invalid final delivery|copy of the (?:original )?message|"
    r"(?:original message|message (?:log|text)|returned mail) follows|failed (?:addresses|recipients?)\b|^error-for:|"
    r"(?:user|recipient|mailbox|addressee?)(?: name)?(?: is)? "
    r"(?:unknown|unavailable|not (?:known|found|listed|recognized))|"
    r"(?:unknown|no such) (?:user|recipient|mailbox)|encountered delivery problems|delivery of e?mail to this address|"
    r"permanent (?:fatal )?errors?\b|\b[45]\d\d[ -]#?[45]\.\d{1,3}\.\d|邮件无法(?:发送|送达)|无法投递",
    re.I | re.M,
)
# How whole notices begin, whoever they are from: nobody begins a letter so.
_OPENS = re.compile(
    r"\A[\s*-]*(?:this message was created automatically by mail delivery software|"
    r"this is an automatically generated delivery status|message from interscan|non-?delivery report\b|"
    r"failed recipients\b|your (?:message|mail)[^\n]{0,100}\n?[^\n]{0,20}could not be delivered to the following)",
    re.I,
)
_PASSED_ON = re.compile(r"\A\s*(?:re|fwd?|aw|wg)\s*:", re.I)
_LISTED = re.compile(r"^<([^<>\s]+@[^<>\s]+)>:[ \t]*$", re.M)
# Behind these stand the addresses that weren't reached.
_BEFORE_ADDRESS = re.compile(
    r"did not reach the following|not delivered to\b|(?:recipients?|addresse?s?|users?)(?:\(e?s\))? (?:failed|follow)|"
    r"following (?:recipients?|address|users?)|failed recipients?\b|permanent fatal errors|intended recipient|"
    r"final delivery userid|delivery failed \d+ attempts|originally addressed to|error-for:|"
    r"(?:deliver|delivered)(?: (?:the |your )?(?:message|mail))? to\b|unknown (?:user|recipient):|"
    r"addressed to email address|(?:mail|email) to this address|\brcpt to:",
    re.I,
)
_NEAR = 400  # characters behind such words in which the first address must stand


def looks_bounced(block: Block, subject: str, text: str) -> bool:
    """No report inside: a daemon wrote it, or it has no way back, and it says so."""
    if block.raw("x-failed-recipients"):
        return True
    sender = decoded(block.raw("from"))
    if _SURELY_DAEMON.search(sender) and _TOLD.search(text[:5000]):
        return True
    daemon = _DAEMON.search(sender) is not None
    if decode_words(subject).strip() == "" and not daemon:
        return False
    if _BOUNCE_SUBJECT.search(subject) is None:
        return False
    return daemon or _no_way_back(block) or bool(_OPENS.match(text) and not _PASSED_ON.match(subject))


def _no_way_back(block: Block) -> bool:
    """Whether an answer to the envelope goes to nobody, or to a program."""
    path = block.raw("return-path").strip()
    return path == b"<>" or path.lower().startswith(b"<mailer-daemon")


def is_a_daemons(block: Block, text: str) -> bool:
    """A postmaster, or somebody without a way back, is also a person: what they tell must be a program's words."""
    if block.raw("x-failed-recipients") or _SURELY_DAEMON.search(decoded(block.raw("from"))) or _QMAIL.search(text):
        return True
    return bool(_OPENS.match(text) or (_TOLD.search(text[:5000]) and first_unreached(text)))


def reasons(text: str, most: int) -> dict[str, str]:
    """What a notice of qmail's form says of each address."""
    return {hit.group(1): " ".join(hit.group(2).split()) for hit in list(_QMAIL.finditer(text))[:most]}


def unreached(text: str, most: int) -> list[str]:
    """The addresses a notice in plain words is about: those behind words for it, else the first of all."""
    found = [] if _BEFORE_ADDRESS.search(text[:20_000]) else _LISTED.findall(text[:20_000])[:most]
    for words in _BEFORE_ADDRESS.finditer(text[:20_000]):
        found += _list_of(text[words.end() : words.end() + _NEAR])
        if len(found) >= most:
            break
    return list(dict.fromkeys(found))[:most] or [one for one in [_first_address(text)] if one]


def first_unreached(text: str) -> str:
    """The first address a notice in plain words is about; "" for none."""
    return next(iter(unreached(text, 1)), "")


def _list_of(text: str) -> list[str]:
    """The first address of each line, from the first line that has one to the next that has none."""
    found: list[str] = []
    for line in text.split("\n"):
        address = _first_address(line)
        if not address and found:
            break
        found += [address] if address else []
    return found


def _first_address(text: str) -> str:
    """The first mailbox that isn't a daemon's own."""
    for hit in _RECIPIENT.finditer(text[:20_000]):
        if not _DAEMON.match(hit.group(1)):
            return re.sub(r"\Asmtp=", "", hit.group(1).strip("'."), flags=re.I)
    return ""
