"""Turn bytes into text by the label they carry, or, when the label lies, by what they are."""

import codecs
import re
from collections.abc import Iterable

from whiteglove.ground.lib.text import whole

from .jis import decode_euc, decode_jis
from .unlabelled import codec_like

# Labels that mail carries and Python doesn't know, and those that promise less than the bytes hold.
ALIASES = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cn-gb": "gb18030", "x-euc-cn": "gb18030",
    "gb_2312-80": "gb18030", "iso-ir-58": "gb18030", "chinesebig5": "big5hkscs", "big5": "big5hkscs",
    "x-x-big5": "big5hkscs", "big-5": "big5hkscs", "cn-big5": "big5hkscs",
    "ks_c_5601-1987": "cp949", "ks_c_5601": "cp949", "ksc5601": "cp949", "ks_c_5601-1989": "cp949", "ksc_5601": "cp949",
    "euc-kr": "cp949", "x-windows-949": "cp949", "windows-949": "cp949", "korean": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ms_kanji": "cp932",
    "windows-31j": "cp932", "cp943c": "cp932", "x-ms-cp932": "cp932", "x-euc-jp": "euc_jp", "x-euc": "euc_jp",
    "iso-2022-jp": "iso2022_jp_ext", "csiso2022jp": "iso2022_jp_ext", "_iso-2022-jp": "iso2022_jp_ext",
    "iso-2022-jp-ms": "iso2022_jp_ext", "cp50220": "iso2022_jp_ext", "cp50221": "iso2022_jp_ext",
    "iso-8859-8-i": "cp1255", "iso-8859-8-e": "cp1255", "iso-8859-8": "cp1255", "visual": "cp1255",
    "logical": "cp1255", "iso-8859-6-i": "iso8859-6",
    "iso-8859-6-e": "iso8859-6", "windows-874": "cp874", "x-windows-874": "cp874", "tis-620": "cp874",
    "iso-8859-11": "cp874", "iso-8859-9": "cp1254", "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252",
    "iso8859-1": "cp1252", "iso_8859-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "ansi": "cp1252",
    "x-ansi": "cp1252",
    "ansi_x3.4-1968": "cp1252", "ansi_x3.110-1983": "cp1252", "iso-8859-1-windows-3.1-latin-1": "cp1252",
    "x-roman8": "hp_roman8", "x-cp1250": "cp1250", "x-cp1251": "cp1251", "x-cp1252": "cp1252", "x-cp866": "cp866",
    "win-1250": "cp1250", "win-1251": "cp1251", "win-1252": "cp1252", "win1251": "cp1251", "win1252": "cp1252",
    "x-windows-1251": "cp1251", "cp-850": "cp850", "cp-437": "cp437", "cp-1251": "cp1251", "cp-1252": "cp1252",
    "ibm-850": "cp850", "dos-866": "cp866", "koi8": "koi8_r", "koi": "koi8_r", "koi8-ru": "koi8_u",
    "x-koi8-ru": "koi8_u",
    "x-mac-roman": "mac_roman", "macintosh": "mac_roman", "x-macroman": "mac_roman", "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ce": "mac_latin2", "x-mac-centraleurroman": "mac_latin2", "x-mac-greek": "mac_greek",
    "x-mac-turkish": "mac_turkish", "x-mac-icelandic": "mac_iceland", "x-mac-croatian": "mac_croatian",
    "x-mac-romanian": "mac_romanian", "x-mac-japanese": "cp932", "x-mac-korean": "cp949",
    "x-mac-simpchinese": "gb18030", "x-mac-tradchinese": "big5hkscs", "x-mac-arabic": "mac_arabic",
    "x-mac-farsi": "mac_farsi", "x-mac-thai": "cp874", "x-mac-hebrew": "cp1255", "x-mac-ukrainian": "mac_cyrillic",
    "utf8": "utf-8", "utf_8": "utf-8", "unicode-1-1-utf-8": "utf-8", "utf-8-mac": "utf-8", "utf8mb4": "utf-8",
    "x-utf-8": "utf-8", "utf-8n": "utf-8", "utf-8-sig": "utf-8", "cesu-8": "utf-8", "unicode": "utf-16",
    "unicode-1-1-utf-7": "utf-7", "x-unicode-2-0-utf-7": "utf-7", "ucs-2": "utf-16", "iso-10646-ucs-2": "utf-16",
    "cseuckr": "cp949", "iso-ir-149": "cp949", "csksc56011987": "cp949", "x-johab": "johab",
    "cseucpkdfmtjapanese": "euc_jp", "eucjpms": "euc_jp", "euc-jp-ms": "euc_jp", "csgb2312": "gb18030",
    "gb_2312": "gb18030", "csisolatin9": "iso8859-15", "latin-9": "iso8859-15", "latin-2": "iso8859-2",
    "mac": "mac_roman", "csmacintosh": "mac_roman", "sun_eu_greek": "iso8859-7", "windows-28591": "cp1252",
    "windows-65001": "utf-8", "65001": "utf-8", "cesu8": "utf-8", "ucs2": "utf-16", "ucs-4": "utf-32",
}  # fmt: skip
# Whatever a set is called, the larger one that programs mean by it.
SUPERSETS = {
    "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "euc_kr": "cp949", "shift_jis": "cp932",
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-8": "cp1255", "iso8859-9": "cp1254", "iso8859-11": "cp874",
}  # fmt: skip
# Sets of the standard, and those of Windows that are meant where bytes stand which the standard doesn't use.
_OF_WINDOWS = {
    "iso8859-2": "cp1250", "iso8859-6": "cp1256", "iso8859-7": "cp1253", "iso8859-13": "cp1257",
    "iso8859-15": "cp1252",
}  # fmt: skip
_C1, _NO_EUC = re.compile(rb"[\x80-\x9f]"), re.compile(rb"[\x80-\x8d\x90-\x9f]")
NO_LABEL = frozenset(
    {"", "x-unknown", "unknown-8bit", "unknown", "8bit", "7bit", "binary", "default", "default_charset",
     "x-user-defined", "none", "undefined", "_autodetect", "_charset", "charset", "iso-8859-unknown", "text", "auto"}
)  # fmt: skip
# Codecs of Python that aren't character sets at all.
_NOT_TEXT = frozenset(
    [
        "base64",
        "bz2",
        "hex",
        "quopri",
        "rot13",
        "uu",
        "zlib",
        "punycode",
        "idna",
        "unicodeescape",
        "rawunicodeescape",
        "undefined",
        "mbcs",
        "oem",
    ]
)
_ESCAPE = b"\x1b$"
_NEAR_ASCII = frozenset({"cp1252", "ascii"})
_ASCII_ONLY = re.compile(rb"[\x00-\x7f]*+\Z")
_WESTERN = re.compile("[\u00a0-\u017f\u2010-\u2026\u20ac]")
_UTF7_RUN = re.compile(rb"\+[A-Za-z0-9+/]{3,}-?")


def codec_of(label: str) -> str | None:
    """The name of Python's codec for a label of mail; None for one that names nothing."""
    label = label.strip().strip("\"'").lower().split("*")[0].split(";")[0].strip()
    if label in NO_LABEL:
        return None
    named = ALIASES.get(label) or ALIASES.get(label.replace("_", "-")) or label
    try:
        name = codecs.lookup(named).name
    except (LookupError, ValueError, UnicodeError):
        return _guess_name(label)
    return None if re.sub(r"[-_]", "", name) in _NOT_TEXT else SUPERSETS.get(name, name)


def _guess_name(label: str) -> str | None:
    """For labels such as `windows1252`, `cp_1251` or `"iso 8859 15"`."""
    number = re.search(r"(8859)\D?(\d{1,2})|(125\d|437|85\d|866|874|93[26]|949|950)", label)
    if not number:
        return "utf-8" if "utf" in label and "8" in label else None
    named = f"iso8859-{number.group(2)}" if number.group(1) else f"cp{number.group(3)}"
    try:
        return codecs.lookup(ALIASES.get(named.replace("iso8859", "iso-8859"), named)).name
    except LookupError:
        return None


def tells(label: str) -> bool:
    """Whether a label names a charset that has more than ASCII."""
    return label.strip().lower() not in ("us-ascii", "ascii") and codec_of(label) is not None


def looks_like(pieces: Iterable[bytes]) -> str:
    """The charset that pieces without a label look to be in; "" for ASCII, UTF-8, Western, and what can't be told."""
    raw = [one for one in pieces if not one.isascii() and _strictly(one, "utf-8") is None]
    return codec_like(b"\n".join(raw)) if raw else ""


def decode(data: bytes, label: str = "", hint: str = "") -> tuple[str, str]:
    """Text of `data`, and a warning or "". Never raises; what can't be read becomes U+FFFD.

    `hint`: a charset to try where the label says nothing and the bytes aren't UTF-8.
    """
    if not label and data.isascii() and _ESCAPE not in data:
        return data.decode("ascii"), ""
    read, warning = _read(data, label, hint)
    text = whole(read)  # UTF-7 can name half a character
    return text, warning if text == read else f"charset-damaged:{label[:40]}"


def _read(data: bytes, label: str, hint: str) -> tuple[str, str]:
    marked = _by_mark(data)
    if marked is not None:
        return marked, ""
    codec = codec_of(label)
    if _ESCAPE in data and (codec is None or codec in _NEAR_ASCII) and (escaped := _by_escapes(data)) is not None:
        return escaped, ""
    if _ASCII_ONLY.match(data) and (
        codec is None or not codec.startswith(("utf-7", "utf-16", "utf-32", "iso2022", "hz"))
    ):
        return data.decode("ascii"), ""
    if codec in _OF_WINDOWS and _C1.search(data):
        codec = _OF_WINDOWS[codec]
    if codec and codec not in _NEAR_ASCII:
        text = _strictly(data, codec)
        if text is not None:
            return text, ""
    japanese = _japanese(data, codec or "")
    if japanese is not None:
        return japanese, f"charset-damaged:{label[:40]}" if "\ufffd" in japanese else ""
    return _by_content(data, codec, label, hint)


def _japanese(data: bytes, codec: str) -> str | None:
    """What a codec of Japanese refused, if it is Japanese as Windows writes it, in this set or another."""
    if codec.startswith("iso2022_jp") and _ESCAPE in data:
        return decode_jis(data)
    if _strictly(data, "utf-8") is not None:
        return None
    if codec == "euc_jp" and not _NO_EUC.search(data):
        return decode_euc(data)
    return _strictly(data, "cp932") if codec == "euc_jp" or codec.startswith("iso2022_jp") else None


def _by_escapes(data: bytes) -> str | None:
    """Japanese or Korean in seven bits, whose escapes nothing else has."""
    if b"\x1b$)C" in data:
        return _strictly(data, "iso2022_kr")
    text = _strictly(data, "iso2022_jp_ext") or decode_jis(data)
    return None if "\ufffd" in text else text


def _by_mark(data: bytes) -> str | None:
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    return None


def _strictly(data: bytes, codec: str) -> str | None:
    if codec == "utf-7" and not _UTF7_RUN.search(data) and any(byte > 127 for byte in data):
        return None
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        return None


def _by_content(data: bytes, codec: str | None, label: str, hint: str) -> tuple[str, str]:
    """The label failed or says little: UTF-8 if it is that, else as labelled, else what it looks like."""
    text = _strictly(data, "utf-8")
    if text is not None:
        return text, "" if codec in _NEAR_ASCII or codec is None else f"charset-wrong:{label[:40]}"
    almost = _nearly_utf8(data, codec)
    if almost is not None:
        return almost, "charset-damaged:utf-8"
    mixed = _mixed(data) if codec == "utf-8" else None
    if mixed is not None:
        return mixed, "charset-damaged:utf-8"
    if hint and not tells(label):
        codec, label = codec_of(hint), hint
        text = _as_windows(data) if codec in _NEAR_ASCII else _strictly(data, codec or "ascii")
        if text is not None:
            return text, f"charset-guessed:{codec}"
    if codec in _NEAR_ASCII and tells(label):
        return _as_windows(data), ""
    guessed = codec_like(data)
    if codec and codec != "utf-8" and (not guessed or codec not in _NEAR_ASCII):
        return data.decode(codec, "replace"), f"charset-damaged:{label[:40]}"
    if guessed:
        return data.decode(codec_of(guessed) or guessed, "replace"), f"charset-guessed:{guessed}"
    return _as_windows(data), "charset-guessed:cp1252"


def _nearly_utf8(data: bytes, codec: str | None) -> str | None:
    """UTF-8 with a few broken bytes (a cut in a character) is still UTF-8."""
    if codec not in (None, "utf-8", "cp1252"):
        return None
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    right = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", text[:20000]))
    return text if right > 3 * broken else None


def _mixed(data: bytes) -> str | None:
    """UTF-8 into which a program put Western bytes: both are read. None where the UTF-8 in it is not Western."""
    text = data.decode("utf-8", "whiteglove-windows")
    sound = [letter for letter in data.decode("utf-8", "ignore") if letter > "\x7f"]
    return text if sound and all(_WESTERN.match(letter) for letter in sound) else None


def _as_windows(data: bytes) -> str:
    """Windows-1252, with its five empty places as Latin-1 has them."""
    return data.decode("cp1252", "whiteglove-latin")


def _latin(error: UnicodeDecodeError) -> tuple[str, int]:
    return error.object[error.start : error.end].decode("latin-1"), error.end


def _windows(error: UnicodeDecodeError) -> tuple[str, int]:
    return _as_windows(error.object[error.start : error.end]), error.end


codecs.register_error("whiteglove-latin", _latin)
codecs.register_error("whiteglove-windows", _windows)
