"""What of a mail was left out or guessed, in sentences. Its parser names each by a short sign. Pure."""

from collections.abc import Iterable

SAYS = {
    "address-unreadable": "An address in {about} couldn't be read.",
    "addresses-over-limit": "{about} names more addresses than are kept; the rest was left out.",
    "alternative-left": "The same words came also as {about}, which was left out.",
    "attachment-too-large-bytes-left-out": "A file was too large to be kept beside the text. It is in the mail itself.",
    "boundary-guessed": "The mail doesn't say where its parts begin. That was guessed.",
    "charset-damaged": "Some letters were damaged ({about}) and couldn't be read.",
    "charset-guessed": "The mail doesn't say how its letters are written. {about} was guessed.",
    "charset-wrong": "The mail says its letters are {about}, which they aren't. They were read as what they are.",
    "date-missing": "The mail doesn't say when it was written.",
    "date-unreadable": "The time the mail was written couldn't be read.",
    "date-zone-unreadable": "The time zone of the mail's date couldn't be read.",
    "external-body-not-fetched": "A part lies elsewhere on the internet and wasn't fetched.",
    "from-missing": "The mail doesn't say whom it is from.",
    "from-repeated": "The mail names its sender several times. The first is shown.",
    "header-end-missing": "The mail's header didn't end as it should.",
    "header-line-damaged": "A line of the mail's header was damaged and passed over.",
    "header-too-long-cut": "The header field {about} was very long. Its end was left out.",
    "headers-over-limit": "The mail's header was very long. Some was left out ({about}).",
    "html-nested-too-deeply-flattened": "The layout was nested very deeply and was made simpler. No words are missing.",
    "html-over-budget-shown-as-text": "The mail's HTML was very long. It is shown as text alone.",
    "message-in-pieces-not-joined": "This is one piece of a mail sent in several. They weren't put together.",
    "message-too-large-cut": "The mail was too large to be read to its end. Left out: {about}.",
    "multipart-not-closed": "The mail breaks off before its end. Something may be missing.",
    "multipart-without-boundary": "The mail doesn't say where its parts begin. It was read as one.",
    "multipart-without-parts": "The mail should have parts but has none. It was read as text.",
    "no-headers": "The mail has no header.",
    "parts-nested-too-deeply-kept-unread": "Parts inside parts, very deep, weren't read. They are kept as a file.",
    "parts-over-limit-rest-kept-unread": "The mail has very many parts. The last weren't read and are kept as a file.",
    "quoted-printable-broken": "The encoding of a part was damaged. Some signs may be wrong.",
    "text-after-last-part-left": "Text behind the end of the last part was left out. It is in the mail itself.",
    "text-over-limit-cut": "The text was very long. Its end was left out: {about}.",
    "text-part-without-the-words": "The mail's text didn't have its words. They were taken from its HTML.",
    "transfer-encoding-unknown": "A part is encoded in a way nobody knows ({about}). It is kept as it came.",
    "unreadable-shown-raw": "The mail couldn't be understood and is shown as it came.",
    "uuencode-broken": "An encoded file in the mail was damaged. It is kept as it came.",
    "winmail-damaged": "The file winmail.dat was damaged and couldn't be opened. It is kept as it came.",
    "winmail-embedded-message-kept-inside": "A mail inside winmail.dat wasn't taken out. It is in that file.",
    "winmail-too-large-kept-closed": "The file winmail.dat was too large to be opened. It is kept as it came.",
    "yenc-file-left-in-text": "A file written into the text (yEnc) wasn't taken out of it.",
}
FIELDS = {"from": "From", "sender": "Sender", "to": "To", "cc": "Cc", "reply-to": "Reply-To"}


def sentences(warnings: Iterable[object]) -> list[str]:
    """One for each warning, each once. It may hold words of the mail: escape it. An unknown sign is shown as it is."""
    return list(dict.fromkeys(sentence(one) for one in warnings if isinstance(one, str)))


def sentence(warning: str) -> str:
    """ "text-over-limit-cut:12-characters", or "to:address-unreadable" about one field of the header."""
    sign, _, about = warning.partition(":")
    if sign in FIELDS and about:
        sign, about = about, FIELDS[sign]
    elif sign.endswith(("-cut", "-limit")):
        about = about.replace("-", " ") if about[:1].isdigit() else about
    return SAYS[sign].replace("{about}", about) if sign in SAYS else warning
