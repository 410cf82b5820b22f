"""What a trusted mail server found out about a mail's sender: Authentication-Results (RFC 8601). Pure.

Anybody can write such a field, so one counts only under the name (authserv-id) of a server that the administrator
trusts; that server must remove fields from outside which claim its name (RFC 8601, section 5). Servers put theirs on
top, so the topmost field about each method counts, and what a forger wrote below it doesn't. But servers quote the
sender's address inside the field, brackets, semicolons and all, so a forger has a hand in that too: what can be read in
two ways is read in the worse.
"""

import re
from collections.abc import Iterable
from itertools import islice

METHODS = ("dmarc", "spf", "dkim")
MOST, LONGEST = 20, 8_000  # fields of a mail, and signs of a field; the server's own are short and on top
_RESULT = re.compile(r"\s*([a-z][a-z0-9-]*)\s*(?:/\s*[0-9]+\s*)?=\s*(pass(?![^\s(])|(?!pass)[a-z]+)", re.I)
_NAME = re.compile(r'\s*(?:"([^"]*)"|([^\s;"]+))')
FAILED_SPF = frozenset({"fail", "softfail", "hardfail"})


def names_in(setting: str) -> frozenset[str]:
    """Names of trusted servers as one enters them, divided by blanks or commas; as they are compared."""
    return frozenset(map(_name, re.split(r"[\s,;]+", setting))) - {""}


def results(fields: Iterable[str], trusted: frozenset[str]) -> dict[str, str]:
    """{"by": "mx.example", "dmarc": "fail", "spf": "pass", "dkim": "none"}, as far as said; {} without a trusted word.

    `fields` as they stand in the mail, the topmost first. Of several signatures one that passes is enough; of all else
    the worst counts.
    """
    found: dict[str, str] = {}
    for field in islice(fields, MOST) if trusted else ():
        by, said, torn = _results(field[:LONGEST])
        if by not in trusted:
            continue
        for method in METHODS:
            if method in said and method not in found:
                signed = method == "dkim" and "pass" in said[method] and not torn
                found[method] = "pass" if signed else _worst(said[method])
                found.setdefault("by", by)
    return found


def disowned(found: dict[str, str]) -> bool:
    """Whether the server says that the mail isn't from whom it claims: DMARC failed, or SPF and no signature holds."""
    unsigned = found.get("dkim", "pass") not in {"pass", "temperror"}
    return found.get("dmarc") == "fail" or (found.get("spf") in FAILED_SPF and unsigned)


def _name(name: str) -> str:
    return name.strip().rstrip(".").lower()


def _results(field: str) -> tuple[str, dict[str, list[str]], bool]:
    """The server's name, what it says by method, and whether an address it quotes tore the field.

    A torn field is read as it should be and, for what a comment may have swallowed, as if nothing were a comment.
    """
    whole, torn = _parts(field)
    hit = _NAME.match(whole[0])
    said: dict[str, list[str]] = {}
    for part in whole[1:] + (field.split(";")[1:] if torn else []):
        if found := _RESULT.match(part):
            said.setdefault(found[1].lower(), []).append(found[2].lower())
    return _name(hit[1] or hit[2]) if hit else "", said, torn


def _worst(said: list[str]) -> str:
    """Failures before all else that isn't a pass; the first of equals."""
    return min(said, key=lambda result: (result != "fail", result not in FAILED_SPF, result == "pass"))


def _parts(field: str) -> tuple[list[str], bool]:
    """The field divided at its semicolons, without comments (they nest); quoted strings stay whole. Linear.

    And whether it is torn: something in it stays open, or a comment holds a quotation mark. Servers write the sender's
    address there as it came, with brackets and all.
    """
    kept: list[str] = []
    deep, quoted, escaped, torn = 0, False, False, False
    for char in field.replace("\n", " "):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
            continue
        elif char == '"':
            torn = torn or deep > 0
            quoted = quoted if deep else not quoted
        elif char == "(" and not quoted:
            deep += 1
        elif char == ")" and deep:
            deep -= 1
            continue
        elif char == ";" and not quoted and not deep:
            char = "\n"
        if not deep:
            kept.append(char)
    return "".join(kept).split("\n"), torn or deep > 0 or quoted or escaped
