"""What a trusted mail server found out about a mail's sender: Authentication-Results (RFC 8601). Pure.

Anybody can write such a field, so one counts only under the name (authserv-id) of a server that the administrator
trusts; that server must remove fields from outside which claim its name (RFC 8601, section 5). Servers put theirs on
top, so the topmost result of each method counts, and what a forger wrote below it doesn't.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

METHODS = ("dmarc", "spf", "dkim")
MOST, LONGEST = 20, 8_000  # fields of a mail, and signs of a field; the server's own are short and on top
_RESULT = re.compile(r"\s*([a-z][a-z0-9-]*)\s*(?:/\s*[0-9]+\s*)?=\s*([a-z]+)", re.I)
_NAME = re.compile(r'\s*(?:"([^"]*)"|([^\s;"]+))')
FAILED_SPF = frozenset({"fail", "softfail", "hardfail"})


def names_in(setting: str) -> frozenset[str]:
    """Names of trusted servers as one enters them, divided by blanks or commas; as they are compared."""
    return frozenset(map(_name, re.split(r"[\s,;]+", setting))) - {""}


def results(fields: Iterable[str], trusted: frozenset[str]) -> dict[str, str]:
    """{"by": "mx.example", "dmarc": "fail", "spf": "pass", "dkim": "none"}, as far as said; {} without a trusted word.

    `fields` as they stand in the mail, the topmost first. Of several signatures one that passes is enough.
    """
    found: dict[str, str] = {}
    for field in islice(fields, MOST) if trusted else ():
        first, *rest = _parts(field[:LONGEST])
        hit = _NAME.match(first)
        by = _name(hit[1] or hit[2]) if hit else ""
        if by not in trusted:
            continue
        said: dict[str, list[str]] = {}
        for method, result in (hit.groups() for part in rest if (hit := _RESULT.match(part))):
            said.setdefault(method.lower(), []).append(result.lower())
        for method in METHODS:
            if method in said and method not in found:
                found[method] = "pass" if "pass" in said[method] else said[method][0]
                found.setdefault("by", by)
    return found


def disowned(found: dict[str, str]) -> bool:
    """Whether the server says that the mail isn't from whom it claims: DMARC failed, or SPF and no signature holds."""
    unsigned = found.get("dkim", "pass") not in {"pass", "temperror"}
    return found.get("dmarc") == "fail" or (found.get("spf") in FAILED_SPF and unsigned)


def _name(name: str) -> str:
    return name.strip().rstrip(".").lower()


def _parts(field: str) -> list[str]:
    """The field divided at its semicolons, without comments (they nest); quoted strings stay whole. Linear."""
    return "".join(_plain(field)).split("\n")


def _plain(field: str) -> Iterator[str]:
    deep, quoted, escaped = 0, False, False
    for char in field.replace("\n", " "):
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
            continue
        elif char == '"' and not deep:
            quoted = not quoted
        elif char == "(" and not quoted:
            deep += 1
        elif char == ")" and deep:
            deep -= 1
            continue
        elif char == ";" and not quoted and not deep:
            yield "\n"
            continue
        if not deep:
            yield char
