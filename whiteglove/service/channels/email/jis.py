"""Japanese with the characters that Windows added (①, ㈱, №) in the sets whose codecs refuse them."""

import re

_SHIFT = re.compile(rb"\x1b(\$[@B]|\([BHIJ])")
_PAIR = re.compile(rb"([\x21-\x7e])([\x21-\x7e])")
_EUC = re.compile(rb"([\xa1-\xfe])([\xa1-\xfe])|\x8e([\xa1-\xdf])")
_ONE = re.compile(rb"[\x21-\x5f]")


def decode_jis(data: bytes) -> str:
    """Text of ISO-2022-JP as programs on Windows write it; what can't be read becomes U+FFFD. Never raises."""
    plain, *shifted = _SHIFT.split(data)
    out = [plain]
    for shift, text in zip(shifted[::2], shifted[1::2], strict=True):
        if shift[:1] == b"$":
            text = _PAIR.sub(_in_shift_jis, text)
        elif shift == b"(I":
            text = _ONE.sub(lambda one: bytes((one[0][0] | 0x80,)), text)
        out.append(text)
    return b"".join(out).decode("cp932", "replace")


def decode_euc(data: bytes) -> str:
    """Text of EUC-JP as programs on Windows write it; what can't be read becomes U+FFFD. Never raises."""
    return _EUC.sub(lambda hit: hit[3] or _in_shift_jis(hit), data).decode("cp932", "replace")


def _in_shift_jis(pair: re.Match[bytes]) -> bytes:
    """Row and cell of the table in the numbers that Shift_JIS gives them."""
    row, cell = (pair[1][0] & 0x7F) - 0x21, pair[2][0] & 0x7F
    first = row // 2 + (0x81 if row < 62 else 0xC1)
    return bytes((first, cell + 0x7E if row % 2 else cell + (0x1F if cell <= 0x5F else 0x20)))
