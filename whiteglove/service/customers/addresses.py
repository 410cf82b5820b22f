"""How an address is compared: two spellings of one mailbox or number share one key. Pure rules."""

import unicodedata

from whiteglove.ground.lib.text import ascii_domain

EMAIL, PHONE = "email", "phone"

# Anybody may open a mailbox here, so the domain says nothing about where a person works.
_PUBLIC = """
    gmail.com googlemail.com outlook.com hotmail.com live.com msn.com passport.com icloud.com me.com mac.com
    yahoo.com ymail.com rocketmail.com aol.com aim.com gmx.com gmx.net gmx.de gmx.at gmx.ch web.de t-online.de
    freenet.de mailbox.org posteo.de posteo.net arcor.de online.de email.de mail.de proton.me protonmail.com pm.me
    tutanota.com tuta.com tuta.io tutamail.com hey.com fastmail.com fastmail.fm zoho.com zohomail.com hushmail.com
    mail.com email.com
    inbox.com mail.ru list.ru bk.ru inbox.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua seznam.cz centrum.cz
    wp.pl o2.pl onet.pl interia.pl qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com naver.com
    daum.net hanmail.net nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp orange.fr wanadoo.fr free.fr laposte.net
    sfr.fr neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it bol.com.br uol.com.br terra.com.br
    ig.com.br globo.com sapo.pt telefonica.net comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net
    charter.net earthlink.net shaw.ca rogers.com sympatico.ca btinternet.com virginmedia.com ntlworld.com sky.com
    talktalk.net blueyonder.co.uk bigpond.com bigpond.net.au optusnet.com.au telstra.com xtra.co.nz rediffmail.com
    bluewin.ch hispeed.ch telenet.be skynet.be ziggo.nl kpnmail.nl xs4all.nl home.nl telia.com online.no mail.dk
    simplelogin.com duck.com privaterelay.appleid.com maktoob.com walla.co.il mweb.co.za webmail.co.za
"""
PUBLIC_MAIL = frozenset(_PUBLIC.split())
# These names sell mailboxes under many endings (yahoo.fr, hotmail.co.uk).
PUBLIC_NAMES = frozenset({"yahoo", "hotmail", "outlook", "live", "gmx", "yandex", "gmail", "googlemail"})
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv", "nom"})
LONGEST = 320
DOMAIN_LONGEST = 253


def domain_key(domain: str) -> str:
    """A domain as the wire knows it: lower case, IDNA, without the dot at its end."""
    return ascii_domain(unicodedata.normalize("NFKC", domain).strip().rstrip(".").lower())


def email_key(value: str) -> str:
    """`Cleo.Amara@BÜCHER.example` -> `cleo.amara@xn--bcher-kva.example`.

    Case is folded; dots and `+tags` stay, because only some providers ignore them and a wrong
    guess would show one customer's letters to another. Raises ValueError for what isn't an address.
    """
    bare = unicodedata.normalize("NFC", value).strip().removeprefix("mailto:").strip("<> \t\r\n")
    local, at, domain = bare.rpartition("@")
    # A bare domain without a dot is allowed: machines on one's own network write such addresses.
    if not (at and local and domain.strip(". ")) or " " in bare or not bare.isprintable():
        raise ValueError("This isn't an email address: it needs a name, an @ and a domain.")
    domain = domain_key(domain)
    if len(domain) > DOMAIN_LONGEST or len(local) + 1 + len(domain) > LONGEST:
        raise ValueError("This email address is longer than any mail server allows.")
    return f"{local.lower()}@{domain}"


def phone_key(value: str, region: str = "") -> str:
    """A phone number in E.164 (`+4930123456`). `region` (ISO, "DE") reads numbers without a country code.

    Raises ValueError with what to do.
    """
    import phonenumbers  # late, as below: dozens of modules, and most customers write mail

    try:
        number = phonenumbers.parse(value, region or None)
    except phonenumbers.NumberParseException as error:
        raise ValueError("Write the phone number with its country code, such as +49 30 123456.") from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError("This phone number is too short or too long for its country.")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def key(kind: str, value: str, region: str = "") -> str:
    return phone_key(value, region) if kind == PHONE else email_key(value)


def shown(kind: str, value: str, key: str) -> str:
    """How an address is written on a page: numbers in groups, mail as it was typed."""
    if kind != PHONE:
        return value
    import phonenumbers

    return phonenumbers.format_number(phonenumbers.parse(key), phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def domain_of(key: str) -> str:
    return key.rpartition("@")[2]


def is_public(domain: str) -> bool:
    """Whether anybody may have a mailbox under this domain."""
    labels = domain.split(".")
    return domain in PUBLIC_MAIL or (labels[0] in PUBLIC_NAMES and 2 <= len(labels) <= 3)


def own_domain(value: str) -> str:
    """The key of a domain that can stand for one organisation; ValueError says why it can't."""
    domain = domain_key(value.strip().removeprefix("@"))
    labels = domain.split(".")
    if len(labels) < 2 or not all(labels) or "@" in domain or any(c.isspace() for c in domain):
        raise ValueError(f"“{value.strip()}” isn't a domain: write it like northwind.example.")
    if is_public(domain):
        raise ValueError(f"{domain} is a public mail service: people of every organisation write from it.")
    if len(labels) == 2 and labels[0] in SECOND_LEVEL and len(labels[1]) == 2:
        raise ValueError(f"{domain} is shared by many organisations: add the name in front of it.")
    return domain


def candidate_domains(domain: str) -> list[str]:
    """`mail.eu.northwind.example` -> itself and its parents with two labels at least, nearest first.

    Empty for public mail domains, so that nobody is taken for a colleague by their mail provider.
    """
    if is_public(domain):
        return []
    labels = domain.split(".")
    parents = [".".join(labels[start:]) for start in range(max(len(labels) - 1, 1))]
    return [parent for parent in parents if not is_public(parent)]
