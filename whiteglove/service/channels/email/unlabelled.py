"""What charset bytes without a label look like, by the letters that would come of them."""

import re

_HIGH_RUN, _LETTER = re.compile(rb"[\x80-\xff]+"), re.compile(rb"[A-Za-z]")
# The letters used most, and the small letters there are, of the scripts with an eight-bit set of their own.
_CYRILLIC, _KANA = ("оеаинтсрвл", "а", "я"), re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_FOREIGN, _WORD_START = re.compile("[^\x00-\x7f]"), re.compile(r"(?<!\w)[^\W\x00-\x7f](?=\w)")
_LOOSE_MARK = re.compile("(?<![\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")  # Thai: it stands on a letter
_SIGN_IN_WORD = re.compile(
    r"(?<=[A-Za-z])[\u00a1-\u00a9\u00ab-\u00b9\u00bb-\u00bf\x80-\x9f]+(?=[A-Za-z])|[a-z]\u00b9\u00bf"
)
_OF_1250, _OF_8859_2 = re.compile(rb"[\x80-\x9f\xb3\xbf]"), re.compile(rb"[\xb1\xb6]")
_SCRIPTS = {
    "cp1251": _CYRILLIC, "koi8_r": _CYRILLIC, "iso8859-5": _CYRILLIC, "cp866": _CYRILLIC,
    "cp1253": ("αοιετσνηυρ", "ά", "ώ"), "cp1255": ("יוהלארתבמש", "א", "ת"), "cp1256": ("اليمونرتبة", "ء", "ي"),
    "cp874": ("านรอกเงมยล", "ก", "๎"),
}  # fmt: skip


def _by_letters(data: bytes) -> str:
    """The eight-bit set in which most letters are small and frequent ones of its script."""
    sample = data[:8000]
    if sum(byte > 127 for byte in sample) < 6:
        return ""
    scores = {codec: _likeness(sample.decode(codec, "replace"), *script) for codec, script in _SCRIPTS.items()}
    best = max(scores, key=lambda codec: scores[codec])
    return best if scores[best] >= 0.65 else ""


def _likeness(text: str, frequent: str, first: str, last: str) -> float:
    """0 for no letter of the script, 1 for nothing but frequent small ones; a capital counts where a word begins."""
    foreign = _FOREIGN.findall(text)
    likely = sum(1 if letter in frequent else 0.5 * (first <= letter <= last) for letter in foreign)
    begun = sum(letter.isupper() for letter in _WORD_START.findall(text))
    return (likely + begun / 2 - 2 * text.count("\ufffd") - 2 * len(_LOOSE_MARK.findall(text))) / len(foreign)


def _by_kana(data: bytes) -> str:
    """The Japanese set in which a fifth of the characters are kana."""
    for codec in ("euc_jp", "cp932"):
        text = _strictly(data, codec)
        wide = sum(letter > "\u2fff" for letter in text[:4000]) if text else 0
        if (
            text
            and wide >= 4
            and len(_KANA.findall(text[:4000])) * 5 >= wide
            and not re.search("[\uff61-\uff9f]", text[:4000])
        ):
            return codec
    return ""


def _by_rows(data: bytes) -> str:
    """Korean: of each pair the first stands in the 25 rows of Hangul, which no other set keeps to for long."""
    runs = _HIGH_RUN.findall(data[:4000])
    firsts = [byte for run in runs for byte in run[::2]]
    hangul = (
        len(firsts) >= FEW and all(len(run) % 2 == 0 for run in runs) and all(0xB0 <= byte <= 0xC8 for byte in firsts)
    )
    return "cp949" if hangul and _strictly(data, "cp949") else ""


def _by_pairs(data: bytes) -> str:
    """Chinese or Korean by the rows of the table that the characters stand in; for texts too short for the library."""
    pairs = re.findall(rb"[\xa1-\xfe][\x40-\x7e\xa1-\xfe]", data[:4000])
    rows = [pair[0] for pair in pairs if pair[0] >= 0xB0]
    if not rows or len(pairs) * 2 < sum(byte > 127 for byte in data[:4000]):
        return ""
    if any(pair[1] < 0x80 for pair in pairs):
        codec = "big5hkscs"
    else:  # Hangul fills 25 rows; of the frequent Chinese characters nearly half stand beyond them
        codec = "cp949" if all(row <= 0xC8 for row in rows) else "gb18030"
    return codec if _strictly(data, codec) else ""


def _central(data: bytes) -> str:
    """A Latin set of Central Europe, if in Windows-1252 signs would stand inside words."""
    if not _SIGN_IN_WORD.search(data[:4000].decode("cp1252", "replace")):
        return ""
    codec = "cp1250" if _OF_1250.search(data) and not _OF_8859_2.search(data) else "iso8859-2"
    text = _strictly(data, codec)
    return codec if text and not _SIGN_IN_WORD.search(text) else ""


def _by_library(data: bytes) -> str:
    from charset_normalizer import from_bytes  # late: 30 ms, and few mails need it

    best = from_bytes(data[:4000], steps=5, chunk_size=512).best()
    if best is None or best.encoding.startswith(("utf_", "ascii")):
        return ""
    return best.encoding if _strictly(data, best.encoding) is not None else ""


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError):
        return None


FEW = 4  # bytes above ASCII; from fewer nobody can tell anything


def codec_like(data: bytes) -> str:
    """The codec that 8-bit text without a label looks to be in; "" for Western text, and for too little of it."""
    sample = data[:4000]
    runs = _HIGH_RUN.findall(sample)
    high = sum(map(len, runs))
    if high < FEW:
        return ""
    plain = len(_LETTER.findall(sample))
    # Words of another script stand in runs; accents stand alone among plain letters.
    if not (2 * high >= 5 * len(runs) or (high >= 2 * len(runs) and high > plain)):
        return _central(data)
    return _by_kana(data) or _by_rows(data) or _by_letters(data) or _by_pairs(data) or _by_library(data)
