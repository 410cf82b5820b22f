"""Read the words out of RTF, and the HTML that Outlook packs into it."""

import re

from .charsets import decode

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_UNSEEN = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "info",
        "pict",
        "object",
        "header",
        "footer",
        "themedata",
        "datastore",
        "listtable",
        "listoverridetable",
        "generator",
    ]
)
_MARKS = {"par": "\n", "line": "\n", "tab": "\t", "row": "\n", "cell": "\t",
          "lquote": "‘", "rquote": "’", "ldblquote": "“",
          "rdblquote": "”", "bullet": "•", "endash": "–", "emdash": "—"}  # fmt: skip


def rtf_to_html_or_text(data: bytes) -> tuple[str, str]:
    """(text, html) of an RTF document: html when HTML is packed inside, else text. Linear, never raises."""
    packed = b"\\fromhtml" in data[:5000]
    reader = _Reader(packed)
    for token in _TOKEN.finditer(data):
        reader.read(token)
    reader.spill()
    found = "".join(reader.out).strip()
    return ("", found) if packed else (found, "")


class _Reader:
    def __init__(self, packed: bool) -> None:
        self.packed = packed
        self.out: list[str] = []
        self.bytes = bytearray()
        self.charset = "cp1252"
        self.skipped = [False]
        self.htmlrtf = False
        self.fallback = 1
        self.swallow = 0

    def read(self, token: re.Match[bytes]) -> None:
        word, number, byte, symbol, brace, text = token.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word.decode("ascii"), int(number) if number else None)
        elif byte:
            self._say(bytes((int(byte, 16),)))
        elif symbol:
            self._symbol(symbol)
        elif text:
            self._say(text)

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            self.skipped.append(self.skipped[-1])
        elif len(self.skipped) > 1:
            self.skipped.pop()

    def _symbol(self, symbol: bytes) -> None:
        if symbol == b"*":
            self.skipped[-1] = True
        elif symbol in b"\\{}":
            self._say(symbol)
        elif symbol == b"~":
            self._say(b" ")

    def _word(self, word: str, number: int | None) -> None:
        if word == "htmltag":
            self.skipped[-1] = not self.packed
        elif word == "htmlrtf":
            self.htmlrtf = number != 0
        elif word in _UNSEEN or (word == "mhtmltag"):
            self.skipped[-1] = True
        elif word == "ansicpg" and number:
            self.charset = f"cp{number}" if number != 65001 else "utf-8"
        elif word == "uc":
            self.fallback = min(max(number or 0, 0), 8)
        elif word == "u" and number is not None and self._shown():
            self.spill()
            self.out.append(chr(number % 65536) if not 0xD800 <= number % 65536 < 0xE000 else "\ufffd")
            self.swallow = self.fallback
        elif word in _MARKS and self._shown():
            self.spill()
            self.out.append(_MARKS[word])

    def _shown(self) -> bool:
        return not self.skipped[-1] and not (self.packed and self.htmlrtf)

    def _say(self, data: bytes) -> None:
        if not self._shown():
            return
        if self.swallow:
            data, self.swallow = data[self.swallow :], max(self.swallow - len(data), 0)
        self.bytes += data

    def spill(self) -> None:
        """Decode the bytes gathered so far; they may share characters, so as late as possible."""
        if self.bytes:
            self.out.append(decode(bytes(self.bytes), self.charset)[0])
            self.bytes.clear()
