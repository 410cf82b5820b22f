"""The lines mail programs put below a mail by themselves: `Sent from my phone`, in the languages they speak.

A wrong guess hides a person's words, and people write such sentences too ("Sent by mail on Monday."). So a device or
a program must be named, and nothing may be said besides: no day, no "not", no "you".
"""

import re

# Programs and makers mean the same in every language; "Mail" the program has a capital and is no e-mail.
_PROGRAM = (
    r"(?<![eE]-)(?<![eE])(?-i:Mail|MAIL)(?!itse)|outlook|yahoo|gmail|k-9|spark|airmail|proton|aquamail|bluemail|nine\b|"
    r"mailbox|hey\b|superhuman|fairmail|thunderbird|edison|newton|acompli|polymail|aol|xfinity|em client|zoho|tapatalk|"
    r"gmx|web\.de|seznam|orange|яндекс|mail\.ru|почты для|пошти для"
)
_MAKER = (
    r"iphon|ipad|ipod|android|blackberry|samsung|galaxy|huawei|xiaomi|redmi|pixel(?!s)|nokia|htc|lumia|windows|"
    r"ti-85|motorola|oneplus|sony|xperia|lg\b|fairphone|oppo\b|realme|honor\b|macbook|imac|mac\b"
)
_THING = (
    r"smartphone|smarttelefon|mobile|phone|tablet|handy|mobiltelefon|mobilgerät|téléphone|portable|teléfono|móvil|"
    r"telefono|telefoon|telemóvel|celular|telefon|mobil|puhelime|телефон|смартфон|watch|device|cell|matkapuhelim"
)
_DEVICE = rf"(?:{_PROGRAM}|{_MAKER}|{_THING})"
# "Sent from my office", "from my old address": my own, and no device.
_PLACES = (
    r"office|home|house|desk|work|account|address|number|shop|company|bank|store|e-?mail|own|old|new|other|personal|"
    r"private|previous|first|second"
)

_LINES = (
    rf"(?:<<|\(|\[)?\s*sent (?:wirelessly |securely )?(?:from|via|with|using|by(?! (?:e-?mail|mail|phone|mobile)))"
    rf"(?! (?:e-?mail|your)\b)(?: a| my| the| the all new)? (?:\S+ ){{0,5}}\S*{_DEVICE}\S*(?:\s+\S+){{0,7}}",
    rf"sent from my(?! (?:\S+ )?(?:{_PLACES})\b)(?: [\w'’.+-]+){{1,5}}\.?",
    r"get outlook for (?:ios|android|windows|mac|mobile|web)\b.{0,60}|(?:get|download) (?:bluemail|mail app).{0,60}|"
    r"yahoo mail: search, organi[sz]e, conquer",
    r"from my (?:iphone|ipad|android|phone|mobile|blackberry|galaxy)"
    r"(?: ?(?:\d\w{0,4}|pro|max|plus|mini|se|x[rs]?|phone|device|tablet|ultra|note|edge|tab))*[.!]?",
    r"\w+ from mobile",
    rf"(?:-{{2,}}\s*)?(?:diese nachricht wurde )?(?:gesendet )?von (?:mein(?:em|er)(?:/meiner)? |der |dem )?"
    rf".{{0,30}}{_DEVICE}.{{0,40}} (?:aus )?gesendet\.?",
    rf"(?:-{{2,}}\s*)?gesendet (?:von|mit|aus|über) .{{0,40}}{_DEVICE}.{{0,60}}|holen sie sich outlook für .{{1,40}}|"
    rf"outlook für (?:ios|android) (?:beziehen|herunterladen).{{0,40}}",
    rf"envoy[ée]e? (?:sans fil )?(?:de(?:puis)?|à partir de|avec|par(?! e?-?mail)) .{{0,40}}{_DEVICE}.{{0,60}}|"
    rf"(?:télécharge[rz]|obtene[zr]) outlook pour .{{1,60}}|provenance ?: courrier pour windows.{{0,20}}",
    rf"enviad[oa] (?:desde|do|de|a partir d[eo]|con|com|pelo) .{{0,40}}(?:{_DEVICE}|corre(?:o|io) para).{{0,60}}|"
    rf"(?:obtener|obter|obtenha|baixar|descargar) o? ?outlook para .{{1,60}}",
    rf"inviato (?:da|dal|con) .{{0,40}}(?:{_DEVICE}|posta per).{{0,60}}|scarica outlook per .{{1,60}}|"
    rf"ottieni outlook per .{{1,60}}",
    rf"enviat (?:des d|amb|de).{{0,40}}{_DEVICE}.{{0,40}}|enviado dende .{{0,40}}{_DEVICE}.{{0,40}}",
    rf"(?:verzonden|verstuurd|gestuur) (?:vanaf|met|via|van|vanuit) .{{0,40}}{_DEVICE}.{{0,60}}|"
    rf"outlook voor (?:ios|android) .{{0,60}}|download outlook voor .{{1,60}}",
    rf"(?:skickat|sendt|send|sent) (?:från|fra|frá|med|via|úr) .{{0,40}}{_DEVICE}.{{0,60}}|"
    rf"(?:hämta|hent|få) outlook (?:för|til|for) .{{1,60}}",
    rf"lähetetty .{{0,40}}{_DEVICE}.{{0,60}}|hanki outlook .{{1,60}}|lähetetty \w+(?:sta|stä)(?:ni)?|"
    rf"(?:saadetud|nosūtīts no|išsiųsta iš) .{{0,40}}{_DEVICE}.{{0,40}}",
    rf"wysłan[eo] (?:z|za pomocą|przez) .{{0,40}}{_DEVICE}.{{0,60}}|pobierz (?:program |aplikację )?outlook .{{1,60}}",
    rf"(?:odesláno|odoslané|poslano|poslato) (?:z|ze|zo|pomocou|iz|s|sa) .{{0,40}}{_DEVICE}.{{0,60}}|"
    rf"(?:získa[tť]|prenesite|nabavite|preuzmite) (?:aplik[aá]ci[au] )?outlook .{{1,60}}",
    rf"(?:отправлено|надіслано|изпратено|послато) (?:с|из|со|з|від|от|са) .{{0,40}}{_DEVICE}.{{0,60}}|"
    rf"(?:отправлено|надіслано) (?:из|з) (?:мобильной |мобільної )?(?:почты|пошти).{{0,40}}|"
    rf"скача(?:йте|ть) outlook .{{1,60}}",
    rf".{{0,40}}{_DEVICE}['’]?\w{{0,8}}(?: galaxy)? (?:cihazımdan |cihazından |uygulamasından |telefonumdan )?"
    rf"gönderildi.{{0,20}}|(?:ios|android|windows) için outlook['’]?u (?:edinin|indirin).{{0,40}}",
    rf".{{0,30}}{_DEVICE}.{{0,20}}(?:から|より)送信.{{0,10}}|outlook (?:for|を).{{1,40}}(?:入手|取得).{{0,10}}",
    rf"(?:.{{0,4}}发自|来自|來自|傳送自)(?:我的)? ?.{{0,20}}(?:{_DEVICE}|手机|手機|平板|邮箱|信箱|客户端).{{0,20}}|"
    r"(?:从|從) ?(?:我的|windows).{1,30}(?:发送|傳送|發送).{0,10}|(?:获取|取得|下载) outlook .{1,40}",
    rf"(?:나의|내) .{{0,20}}(?:{_DEVICE}|휴대폰|휴대전화|스마트폰|갤럭시|아이폰).{{0,20}}에서 보[냄낸].{{0,10}}|"
    r"(?:windows|ios|android)용 (?:메일에서 보냄|outlook (?:받기|다운로드)).{0,40}",
    rf"(?:أُ?رسلت? من|تم الإرسال من) .{{0,20}}(?:{_DEVICE}|هاتف|جهاز|جوال|بريد).{{0,40}}|"
    rf"(?:נֶ?נשלח|נשלח) (?:מ|מה|באמצעות).{{0,20}}(?:{_DEVICE}|טלפון|דואר).{{0,40}}|"
    rf"(?:được gửi|đã gửi|gửi) từ .{{0,20}}(?:{_DEVICE}|điện thoại|máy tính bảng).{{0,40}}",
    rf"(?:az? )?.{{0,20}}{_DEVICE}.{{0,30}}küldve.{{0,10}}|elküldve .{{0,20}}{_DEVICE}.{{0,30}}|"
    rf"(?:az )?outlook (?:beszerzése|letöltése) .{{1,40}}",
    rf".{{0,20}}(?:εστάλη|στάλθηκε|αποστολή) από .{{0,20}}(?:{_DEVICE}|κινητό|τηλέφωνο|συσκευή).{{0,40}}|"
    rf"trimis (?:de pe|din|cu|de la) .{{0,30}}{_DEVICE}.{{0,60}}|(?:obțineți|descărcați) outlook pentru .{{1,40}}|"
    rf"(?:dikirim|dihantar) (?:dari|daripada) .{{0,20}}(?:{_DEVICE}|ponsel|telepon|telefon).{{0,40}}|"
    rf"ส่งจาก.{{0,20}}(?:{_DEVICE}|โทรศัพท์|มือถือ).{{0,40}}",
)
# What only a person says: when, whether, to whom.
_SAID = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|yesterday|today|tomorrow|never|not|but|still|already|again|"
    r"twice|ago|last|your|yours|you|we|call|"
    r"(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|gestern|heute|morgen|nie|nicht|kein\w*|noch|schon|aber|"
    r"ihnen|ihre?\w?|"
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|hier|aujourd|jamais|pas|déjà|encore|mais|votre|vous|"
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|ayer|hoy|nunca|pero|usted|"
    r"ontem|hoje|não|você|(?:luned|marted|mercoled|gioved|venerd)ì|ieri|oggi|mai|"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag|gisteren|vandaag|nooit|niet|"
    r"(?:mån|tis|ons|tors|fre|lör|sön|man|tirs)dags?|igår|i går|idag|aldrig|inte|ikke|"
    r"wczoraj|dzisiaj|nigdy|nie|včera|dnes|вчера|сегодня|не|вам|вас|вчора|eilen|tänään|dün|bugün)\b",
    re.I,
)
_LINE = re.compile(rf"\s*(?:[-–—*_|]{{1,3}}\s*)?(?:{'|'.join(_LINES)})\s*[>)\]*_|]{{0,3}}\s*\Z", re.I)
_LINK = re.compile(r"\[([^\[\]]{1,100})\]\([^()\s]{1,300}\)|<https?://[^<>\s]{1,400}>|https?://\S{1,400}")
LONGEST = 130  # characters, links aside


def is_device_line(line: str) -> bool:
    """Whether a line is a mail program's own, naming what it runs on."""
    shown = _LINK.sub(lambda hit: hit.group(1) or "", line).strip()
    return bool(shown) and len(shown) <= LONGEST and _LINE.match(shown) is not None and not _SAID.search(shown)
