# ruff: noqa: E501  (tables of cases, one to a line)
"""Text of every charset that mail uses, and of those that lie about it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whiteglove.service.channels.email.charsets import ALIASES, codec_of, decode
from whiteglove.service.channels.email.parse import parse


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("utf-8", "utf-8", "Grüße €"), ("UTF8", "utf-8", "Grüße"), ("iso-8859-1", "latin-1", "Grüße"), ("ISO_8859-1", "latin-1", "Grüße"),
        ("iso-8859-1", "cp1252", "5 € – “ok”"), ("us-ascii", "utf-8", "Grüße aus Köln"), ("cp-850", "cp850", "Grüße"),
        ("windows-874", "cp874", "สวัสดี"), ("tis-620", "cp874", "สวัสดี"), ("ks_c_5601-1987", "cp949", "안녕하세요"),
        ("euc-kr", "euc-kr", "안녕"), ("gb2312", "gb18030", "您好，镕"), ("gbk", "gbk", "您好"), ("big5", "big5", "您好"),
        ("shift_jis", "cp932", "①日本"), ("iso-2022-jp", "iso2022_jp", "日本語"), ("euc-jp", "euc_jp", "日本語"),
        ("iso-8859-8-i", "iso8859-8", "שלום"), ("iso-8859-6", "iso8859-6", "سلام"), ("windows-1256", "cp1256", "سلام"),
        ("koi8-r", "koi8-r", "Привет"), ("windows-1251", "cp1251", "Привет"), ("win-1251", "cp1251", "Привет"),
        ("x-mac-cyrillic", "mac_cyrillic", "Привет"), ("x-mac-roman", "mac_roman", "café"), ("macintosh", "mac_roman", "café"),
        ("iso-8859-2", "iso8859-2", "žluť"), ("iso-8859-15", "iso8859-15", "5 €"), ("utf-16", "utf-16", "Grüße"),
        ("utf-7", "utf-7", "Grüße"), ("unicode-1-1-utf-7", "utf-7", "Grüße"), ("hz-gb-2312", "hz", "您好"),
        ('"utf-8"', "utf-8", "ü"), ("utf-8; format=flowed", "utf-8", "ü"), ("windows1252", "cp1252", "€"),
        ("ansi_x3.110-1983", "latin-1", "é"), ("iso8859_5", "iso8859-5", "Привет"),
    ],
)  # fmt: skip
def test_labelled_text_is_read(label, codec, text):
    assert decode(text.encode(codec), label)[0] == text


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("koi8-r", "Добрый день, где мой заказ?"), ("cp1251", "Привет"), ("cp1253", "Δεν έχω λάβει ακόμα την παραγγελία μου"),
        ("cp932", "まだ荷物が届いていません。"), ("euc_jp", "まだ荷物が届いていません。"), ("gb18030", "您好，我的包裹还没有收到，请帮我查一下。"),
        ("euc-kr", "안녕하세요, 아직 환불을 받지 못했습니다"), ("latin-1", "Schöne Grüße aus Köln"), ("cp1255", "שלום, איפה ההזמנה"),
        ("utf-8", "Grüße"), ("cp1256", "مرحبا أين طلبي"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("label", ["", "x-unknown", "unknown-8bit", "no-such-charset"])
def test_unlabelled_text_is_recognised(codec, text, label):
    assert decode(text.encode(codec), label)[0] == text


def test_utf8_that_is_labelled_otherwise_is_read():
    assert decode("Grüße €".encode(), "iso-8859-1") == ("Grüße €", "")
    assert decode("Grüße €".encode(), "koi8-r")[0]


def test_a_wrong_label_is_named():
    text, warning = decode("Добрый день".encode("cp1251"), "utf-8")
    assert (text, warning) == ("Добрый день", "charset-guessed:cp1251")


def test_a_character_cut_in_two_spoils_only_itself():
    text, warning = decode("Grüße aus Köln, schöne Tage".encode()[:-1] + b"\xc3", "utf-8")
    assert text.startswith("Grüße aus Köln")
    assert warning == "charset-damaged:utf-8"


def test_byte_order_marks_go_before_labels():
    assert decode(b"\xef\xbb\xbfGr\xc3\xbc\xc3\x9fe", "iso-8859-1") == ("Grüße", "")
    assert decode("Grüße".encode("utf-16"), "us-ascii") == ("Grüße", "")


@pytest.mark.parametrize(
    "label", ["rot13", "zip", "hex", "idna", "punycode", "undefined", "unicode_escape", "../x", "\x00", "a" * 300]
)
def test_labels_that_are_no_charset_are_refused(label):
    assert codec_of(label) is None


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("latin1", "cp1252"), ("L1", "cp1252"), ("CP819", "cp1252"), ("ISO_8859-1:1987", "cp1252"), ("iso-ir-148", "cp1254"),
        ("csISOLatinHebrew", "cp1255"), ("chinese", "gb18030"), ("csBig5", "big5hkscs"), ("csShiftJIS", "cp932"),
        ("csEUCKR", "cp949"), ("iso8859-11", "cp874"), ("windows-65001", "utf-8"), ("mac", "mac-roman"),
    ],
)  # fmt: skip
def test_rare_names_of_a_charset_mean_what_the_usual_one_means(label, codec):
    assert codec_of(label) == codec


@pytest.mark.parametrize("alias", sorted(ALIASES))
def test_every_alias_leads_to_a_codec(alias):
    assert codec_of(alias) or alias == "visual"


@settings(deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([*sorted(ALIASES), "utf-8", "utf-16", "utf-7", "hz", "x", "utf-32", "cp1252"]),
)
def test_any_bytes_give_text(data, label):
    text, _ = decode(data, label)
    assert isinstance(text, str)


@pytest.mark.parametrize("data", [b"+2AA-", b"lamp +2AA- lamp", b"+3gA-", b"+2AA-\xff"])
def test_half_a_character_is_named_and_never_handed_on(data):
    text, warning = decode(data, "utf-7")
    assert "\ufffd" in text
    assert warning.startswith("charset-damaged")
    text.encode()


def test_a_character_in_two_halves_is_whole():
    assert decode(b"+2D3eAA-", "utf-7") == ("\U0001f600", "")


@pytest.mark.parametrize("label", ["", "us-ascii", "x-unknown", "iso-8859-1"])
def test_seven_bit_japanese_and_korean_are_known_by_their_escapes(label):
    assert decode("ランプが届きません".encode("iso2022_jp"), label) == ("ランプが届きません", "")
    assert decode("램프가 없습니다".encode("iso2022_kr"), label) == ("램프가 없습니다", "")


def test_escapes_that_are_no_japanese_stay():
    assert decode(b"\x1b$[1m price", "")[0] == "\x1b$[1m price"


def test_western_bytes_put_into_utf_8_are_read_beside_it():
    data = "Atención: ".encode() + "não é possível — “já”".encode("cp1252")
    assert decode(data, "utf-8") == ("Atención: não é possível — “já”", "charset-damaged:utf-8")


@pytest.mark.parametrize(
    ("data", "text"), [(b"\xe0\n", "à\n"), (b"Caf\xe9", "Café"), (b"\xa3 5 \x96 \xa3 9", "£ 5 – £ 9")]
)
def test_from_a_few_bytes_nothing_foreign_is_guessed(data, text):
    assert decode(data)[0] == text


ITALIAN = "Buongiorno, è già venerdì e la lampada più grande non è arrivata: perché? Così non può andare, è una novità."
TWO = """From: cleo@amara.example
Subject: Lampada
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=iso-8859-1

{0}
--b
Content-Type: text/html

<p>{0}</p>
--b--
"""


def test_a_part_that_names_no_charset_is_read_in_that_of_its_neighbour():
    found = parse(TWO.format(ITALIAN).encode("cp1252"))
    assert found.html == f"<p>{ITALIAN}</p>"
    assert found.text == ITALIAN


def test_a_part_in_utf_8_stays_so_whatever_its_neighbour_is_in():
    head, mark, rest = TWO.format(ITALIAN).partition("text/html")
    found = parse(head.encode("cp1252") + mark.encode() + rest.encode())
    assert found.html == f"<p>{ITALIAN}</p>"


def test_a_word_too_short_to_tell_is_read_as_the_header_is():
    raw = "From: Анна Петрова <anna@amara.example>\nSubject: Где мой заказ?\n\nЖДУ"
    found = parse(raw.encode("koi8-r"))
    assert (found.subject, found.from_[0].name, found.text) == ("Где мой заказ?", "Анна Петрова", "ЖДУ")


WITHOUT_A_LABEL = [
    ("Lampa przyszła zepsuta, wciąż czekam na państwa odpowiedź i pieniądze", ("cp1250", "iso8859-2")),
    ("Lampa ještě nepřišla, prosím o zprávu, kdy ji dostanu, čekám už měsíc", ("iso8859-2",)),
    ("Où est ma lampe ? Elle n’est pas arrivée, c’est très gênant, répondez à ce mail", ("cp1252",)),
    (ITALIAN, ("cp1252",)),
    ("订单问题", ("gb18030",)),
    ("訂單問題", ("big5",)),
    ("주문한 램프", ("cp949",)),
    ("Где Мой Заказ", ("koi8_r", "cp1251")),
]


@pytest.mark.parametrize(("text", "codec"), [(text, codec) for text, codecs in WITHOUT_A_LABEL for codec in codecs])
def test_text_without_a_label_is_read_as_what_it_looks_like(text, codec):
    assert decode(text.encode(codec))[0] == text


def test_western_text_without_a_label_is_never_taken_for_another_latin():
    text = "Vi håper å få svar før påske. Når åpner dere på lørdager? Hilsen Håvard Sætre, Ålesund. Ønsker også å få lampa på nytt"
    assert decode(text.encode("cp1252"))[0] == text


def test_a_header_in_another_charset_than_the_body_is_read_by_itself():
    head = "From: Håvard Næss <h@amara.example>\nSubject: Lampe på vei?\n\n".encode("cp1252")
    found = parse(head + "Når kommer lampa mi, spør Håvard på Ålesund skole".encode())
    assert (found.from_[0].name, found.text) == ("Håvard Næss", "Når kommer lampa mi, spør Håvard på Ålesund skole")


@pytest.mark.parametrize("text", ["①ランプ②", "㈱ノースウインド №7", "ﾗﾝﾌﾟ が 壊れた\nⅢ番", "亜腕弌熙"])
def test_japanese_in_seven_bits_has_the_characters_windows_added(text):
    raw = b""
    for letter in text:
        pair = letter.encode("cp932")
        raw += (
            pair
            if len(pair) == 1 and pair < b"\x80"
            else b"\x1b(I%c\x1b(B" % (pair[0] & 127)
            if len(pair) == 1
            else _in_jis(pair)
        )
    assert decode(raw, "iso-2022-jp") == (text, "")
    assert decode(raw, "us-ascii") == (text, "")


def _in_jis(pair):
    """What `decode_jis` undoes."""
    row = 2 * (pair[0] - (0x81 if pair[0] < 0xE0 else 0xC1)) + (pair[1] >= 0x9F)
    cell = pair[1] - (0x7E if pair[1] >= 0x9F else 0x1F if pair[1] < 0x80 else 0x20)
    return b"\x1b$B%c%c\x1b(B" % (row + 0x21, cell)


def test_damaged_japanese_in_seven_bits_keeps_what_it_can():
    text, warning = decode(b"\x1b$B\x7e\x7e$\x22\x1b(B ok", "iso-2022-jp")
    assert text.endswith("あ ok")
    assert warning == "charset-damaged:iso-2022-jp"


def test_japanese_in_euc_has_the_characters_windows_added():
    assert decode(b"\xad\xa1" + "ランプ".encode("euc_jp") + b"\x8e\xd7", "euc-jp") == ("①ランプﾗ", "")


@pytest.mark.parametrize("label", ["iso-2022-jp", "euc-jp"])
def test_japanese_of_windows_under_another_japanese_label_is_read(label):
    assert decode("㈱髙島屋のランプ①".encode("cp932"), label) == ("㈱髙島屋のランプ①", "")


@pytest.mark.parametrize("label", ["iso-2022-jp", "euc-jp"])
def test_utf_8_under_a_japanese_label_is_read_as_such(label):
    assert decode("このランプが壊れた".encode(), label)[0] == "このランプが壊れた"


@pytest.mark.parametrize(
    ("text", "codec", "label"),
    [
        ("Šťastný – „kůň“", "cp1250", "iso-8859-2"),
        ("Λάμπα – €", "cp1253", "iso-8859-7"),
        ("5 € – “già”", "cp1252", "iso-8859-15"),
    ],
)
def test_sets_of_windows_under_the_label_of_the_standard_are_read(text, codec, label):
    assert decode(text.encode(codec), label) == (text, "")
