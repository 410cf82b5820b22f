"""The words mail programs put above an older message and below a new one, in the languages they speak.

Names from the programs' own screens: Gmail, Outlook (desktop, web, mobile), Apple Mail, Thunderbird,
Yahoo, Proton, K-9, Samsung, Lotus Notes, mail.ru, Yandex, QQ, NetEase, Naver.
"""

# "… wrote:" Longer forms first where one begins another.
WROTE = (
    r"wrote|writes|has written|sent|said|says",  # English
    r"schrieben Sie|schrieb(?:en)?|hat (?:folgendes )?geschrieben|geschrieben",  # German
    r"a\s+[eé]crit|nous a dit|écrivait|écrit",  # French
    r"escribi[oó]|ha escrito|va escriure|ha escrit|escribiu",  # Spanish, Catalan, Galician
    r"ha scritto|scrive|ha inviato",  # Italian
    r"escreveu|escreveram",  # Portuguese
    r"schreef|het volgende geschreven|schrijft",  # Dutch
    r"skrev|skrifaði|skriver",  # Danish, Norwegian, Swedish, Icelandic
    r"kirjoitti|kirjoittaa|kirjutas",  # Finnish, Estonian
    r"napisał(?:\(a\)|a)?|pisze|nadesłał(?:\(a\)|a)?",  # Polish
    r"napsal(?:\(a\)|a)?|nap[ií]sal(?:\(a\)|a)?|píše",  # Czech, Slovak
    r"написал(?:\(а\)|а)?|пишет|писал(?:\(а\)|а)?|написа",  # Russian, Bulgarian
    r"написав(?:\(-?ла\)|\(ла\))?|написала|пише|писав",  # Ukrainian
    r"(?:şun(?:u|ları) )?yazdı|yazmış",  # Turkish
    r"ezt írta|írta|a következőt írta",  # Hungarian
    r"έγραψε|έγραψεν",  # Greek
    r"a scris",  # Romanian
    r"đã viết|viết",  # Vietnamese
    r"menulis|เขียนว่า|เขียน",  # Indonesian, Thai
    r"napisa[ol](?:la|\(la\))?|je pisal(?:a)?|piše|је написао|rašė|rakstīja|parašė",  # South Slavic, Baltic
    r"كتب(?:ت)?|نوشت|כתב(?:ה|/ה)?|‫כתב",  # Arabic, Persian, Hebrew
    r"写道|寫道|写到|來信|编写|撰寫",  # Chinese
    r"のメッセージ|(?:が|は)?書きました|さんからのメール|님이 작성(?:한 내용)?|작성|님이 쓴 글",  # Japanese, Korean
)

# What such a line starts with, when it starts with a word.
ON = (
    r"On|At|In message|In article|Am|Vom|Um|Le|Em|El|Il|In data|Op|Den|På|Pe|La|În data|W dniu|Dnia|Dne|"
    r"Dňa|Dana|Ngày|Vào|Lúc|"
    r"Στις|Την|Pada|เมื่อ|في|بتاريخ|ב-?|בתאריך|‫בתאריך|在|于|於|Date|Il giorno|El día|A las|Às|No dia|A|Kell|Na|Del"
)

ORIGINAL = (
    r"Original[- ]Message|Reply Message|Ursprüngliche Nachricht|Original[- ]?Nachricht|Antwort Nachricht|"
    r"Message d['’]origine|Message original|Mensaje original|Messaggio originale|Oorspronkelijk bericht|"
    r"Origineel bericht|"
    r"Mensagem original|Oprindelig (?:meddelelse|besked)|Original meddelelse|Opprinnelig melding|Originalmeddelande|"
    r"Ursprungligt meddelande|Alkuperäinen viesti|Wiadomość oryginalna|Oryginalna wiadomość|"
    r"Původní (?:zpráva|e-?mail)|"
    r"Pôvodná správa|Исходное сообщение|Оригинальное сообщение|Исходное письмо|Оригінальне повідомлення|"
    r"Вихідне повідомлення|Orijinal (?:İleti|Mesaj)|Özgün İleti|元のメッセージ|"
    r"原始(?:邮件|郵件|訊息|信件)|原邮件|원본 (?:메시지|메일)|"
    r"الرسالة الأصلية|הודעה מקורית|Thư gốc|Tin nhắn gốc|Eredeti üzenet|Αρχικό (?:μήνυμα|Μήνυμα)|"
    r"Mesaj(?:ul)? (?:original|inițial)|"
    r"Pesan asli|ข้อความต้นฉบับ|Missatge original|Izvirno sporočilo|Izvorna poruka|Оригинално съобщение|"
    r"Message initial|Courriel original|원본 이메일|Algne (?:sõnum|kiri)|Upprunaleg skilaboð|Originalus laiškas|"
    r"Oriģinālais ziņojums|Оригинална (?:порука|порака)|Mesazhi origjinal|Jatorrizko mezua|Mesej asal|پیام اصلی|मूल संदेश"
)

FORWARDED = (
    r"Forwarded [Mm]essage|Forwarded mail|Weitergeleitete Nachricht|Weitergeleitete E-?Mail|"
    r"Message transféré|Message réexpédié|"
    r"Mensaje reenviado|Messaggio inoltrato|Doorgestuurd bericht|Mensagem (?:encaminhada|reencaminhada)|"
    r"Videresendt (?:meddelelse|besked|melding)|Vidarebefordrat (?:meddelande|brev)|Välitetty viesti|"
    r"Edelleenlähetetty viesti|"
    r"Przekazana wiadomość|Wiadomość przekazana dalej|Přeposlaná zpráva|Preposlaná správa|Пересылаемое сообщение|"
    r"Пересланное сообщение|Пересланное письмо|Переслане повідомлення|"
    r"(?:Yönlendirilmiş|Yönlendirilen|İletilen) [İi]leti|"
    r"転送(?:された)?メッセージ|转发的邮件|转发邮件(?:信息)?|轉寄郵件|轉寄的郵件|전달된 (?:메시지|메일)|"
    r"رسالة معاد توجيهها|הודעה שהועברה|"
    r"Thư (?:được )?chuyển tiếp|Tin nhắn được chuyển tiếp|Továbbított (?:üzenet|levél)|Προωθημένο μήνυμα|"
    r"Mesaj (?:redirecționat|înaintat|redirectionat)|"
    r"Препратено съобщение|Proslijeđena poruka|Posredovano sporočilo|Прослеђена порука|Persiųstas laiškas|"
    r"Pārsūtītā ziņa|Edastatud kiri|Áframsend skilaboð|Missatge reenviat|Mensaxe reenviada|Birbidalitako mezua|"
    r"Pesan terusan|Mesej yang dimajukan|ข้อความที่ส่งต่อ|अग्रेषित संदेश|پیام (?:هدایت|باز ?ارسال) ?‌?شده|"
    r"Message transmis|İletilmiş Mesaj|Перенаправлене повідомлення|Перенаправленное сообщение|"
    r"Treść przekazanej wiadomości|Välitetty viesti / Fwd\.Msg|Preposlaná správa --- Forwarded Message|"
    r"メッセージを転送|Wiadomość przesłana dalej|"
    r"Forwarded(?= by )|转发的消息|轉寄的訊息|Doorgezonden bericht"
)
BEGIN_FORWARDED = (
    r"Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-?Mail)|"
    r"Début du message (?:réexpédié|transféré)|"
    r"Inicio del mensaje reenviado|Inizio messaggio inoltrato|Begin doorgestuurd bericht|"
    r"Início da mensagem (?:reencaminhada|encaminhada)|Start på videresendt (?:besked|melding)|Vidarebefordrat mejl|"
    r"Välitetty viesti alkaa|Początek przekazywanej wiadomości|Začátek přeposílané zprávy|"
    r"Начало переадресованного сообщения|"
    r"Початок листа, що пересилається|İleti başlangıcı|転送されたメッセージ|开始转发的邮件|開始轉寄的郵件|"
    r"전달된 메시지 시작|"
    r"بداية الرسالة المحولة|תחילת ההודעה שהועברה|Bắt đầu thư được chuyển tiếp|Továbbított levél kezdete|"
    r"Αρχή προωθημένου μηνύματος|"
    r"Începutul mesajului redirecționat|"
    r"Inici del missatge reenviat|Začetek posredovanega sporočila|Začiatok preposlanej správy|"
    r"Početak proslijeđene poruke|Awal pesan terusan|Mula mesej dimajukan|"
    r"Započni proslijeđenu poruku|Începe mesajul redirecționat"
)
FORWARD_SUBJECTS = (
    r"fwd?|wg|tr|rv|enc|doorst|vl|vb|vid|videresendt|pd|pdl|i|továbbítás|ilt|İlt|yön|轉寄|转发|転送|전달|"
    r"пер|пересл|πρθ|προωθ|"
    r"redir|videresend|fs|přeposláno|прт|הועבר"
)

ANSWER_SUBJECTS = (
    r"re|r|aw|antw|antwort|sv|vs|res|rép|ref|réf|odp|ynt|cev|vá|atb|bls|trả lời|απ|σχετ|на|отв|відп|"
    r"回复|回覆|答复|答覆|返信|回信|회신|답장|رد|השב|"
    r"rif|ang|svar|ответ|vast|odpove[dď]|odpověď|yanıt|balas|ตอบ(?:กลับ)?|jwb|ats|tilsvar"
)

# Labels that forms on web sites write and mail programs don't: what stands behind them was typed just now.
FORM = (
    r"(?:(?:your|ihre?|votre|su|tu|il tuo|sua|uw|je) )?(?:"
    r"message|e-?mail(?:[ -]?(?:address|adresse))?|phone(?: number)?|telephone|tel\.?|mobile|"
    r"(?:full |first |last )?name|company|comments?|question|e?n?quiry|inquiry|website|country|address|"
    r"nachricht|mitteilung|telefon(?:nummer)?|vorname|nachname|firma|anfrage|frage|kommentar|anliegen|"
    r"courriel|adresse (?:e-?)?mail|téléphone|nom|prénom|société|commentaire|demande|"
    r"mensaje|correo(?: electrónico)?|teléfono|nombre|empresa|comentarios?|consulta|"
    r"messaggio|telefono|nome|cognome|azienda|commento|richiesta|"
    r"mensagem|telefone|empresa|comentário|bericht|telefoon|naam|bedrijf|vraag|opmerking|"
    r"meddelande|meddelelse|besked|beskjed|melding|viesti|wiadomość|zpráva|správa|сообщение|повідомлення|"
    r"mesaj|üzenet|μήνυμα|メッセージ|お問い合わせ内容|本文|留言|消息|内容|메시지|문의 ?내용|الرسالة|הודעה)"
)

_COLOUR = r"in (?:red|blue|green|purple|orange|bold|italics|caps|capitals|colou?r)\b"
# Answers written into the older message, said above it. Each names answers and a place, or a colour and a place:
# "see below" by itself only points at what is quoted.
ANSWERS_INSIDE = (
    r"\b(?:answers|replies|responses|comments|remarks|notes)(?:,? (?:are|were|have been|inserted|added|written|marked|"
    rf"highlighted|given|embedded|to your \w+))* (?:below|in-?line\b|in line\b|in-?between|in the text|{_COLOUR})",
    rf"\b(?:see|please find)(?: (?:my|the|below|answers?|repl(?:y|ies)|comments?|text))* (?:in-?line\b|{_COLOUR})",
    rf"\bbelow,? {_COLOUR}|{_COLOUR},? below",
    r"\bI(?:['’]ve| have)? (?:answered|replied|responded|commented)(?: to (?:you|your \w+|them))?"
    rf" (?:below|in-?line\b|in line\b|in-?between|{_COLOUR})",
    r"\b(?:antworten|anmerkungen|kommentare)(?: \w+)? (?:weiter )?(?:unten|im text|direkt im text|dazwischen|inline|"
    r"in (?:rot|blau|grün|fett)\b|(?:rot|blau|grün) markiert)",
    r"\bunten,? (?:in )?(?:rot|blau|grün)\b|\bin (?:rot|blau|grün) unten",
    r"\b(?:réponses|commentaires|remarques)(?: sont)? (?:ci-dessous|plus bas|dans le (?:texte|corps)|"
    r"en (?:rouge|bleu|vert)\b)",
    r"\b(?:respuestas|comentarios)(?: están)? (?:más )?(?:abajo|debajo|a continuación|entre líneas|"
    r"en (?:rojo|azul|verde)\b)",
    r"\b(?:risposte|commenti)(?: sono)? (?:qui )?(?:sotto|di seguito|nel testo|in (?:rosso|blu|verde)\b)",
    r"\b(?:respostas|comentários)(?: estão)? (?:abaixo|no texto|em (?:vermelho|azul|verde)\b)",
    r"\b(?:antwoorden|opmerkingen|reacties)(?: staan)? (?:hieronder|in de tekst|tussen de regels|"
    r"in (?:het )?(?:rood|blauw|groen)\b)",
    r"\b(?:svar|svaren|svarene|kommentarer)(?: (?:står|finns|er|är))? (?:nedan|nedenfor|i teksten|i texten|"
    r"(?:i |med )?(?:rött|rødt|rød|blått|blåt)\b)",
    r"\bvastaukse(?:t|ni)(?: ovat)? (?:alla|punaisella)|\bválasza(?:im|ink)(?: \w+)? (?:lent|alább|pirossal)",
    r"\bodpowiedzi(?: są)? (?:poniżej|w tekście|na (?:czerwono|niebiesko))",
    r"\bodpovědi(?: jsou)? (?:níže|v textu|červeně)",
    r"\b(?:ответы|комментарии) (?:ниже|в тексте|красным|внутри)|\b(?:відповіді|коментарі) (?:нижче|в тексті|червоним)",
    r"\b(?:cevap|yanıt)lar\w* (?:aşağıda|kırmızı)|\bcâu trả lời (?:bên dưới|ở dưới)",
    r"(?:赤字|青字|インライン)で.{0,8}(?:回答|返信|コメント|記載)|(?:以下|下記)に(?:回答|返信)|(?:回答|返信)は(?:以下|下記)",
    r"(?:回复|答复|回覆|答覆)(?:在|见|見|如)?下|(?:红|紅|蓝|藍)(?:色)?字|답변은? (?:아래|빨간)",
)

FROM = (
    r"From|Von|De|Da|Van|Fra|Från|Od|От|Від|Kimden|Gönderen|差出人|送信者|发件人|寄件者|寄件人|보낸 ?사람|"
    r"من|מאת|Từ|Người gửi|Feladó|Από|"
    r"De la|Expéditeur|Lähettäjä|Mittente|Remitente|Remetente|Afzender|Avsändare|Avsender|Afsender|"
    r"Absender|Dari|จาก|Odesílatel|"
    r"Odosielateľ|Nadawca|Pošiljatelj|Šalje|Подател|"
    r"Од|Nuo|Saatja|Frá|Nga|Daripada|Nork|Igorlea|Oddi wrth|Mula kay|Kutoka|از|से|प्रेषक|발신|"
    r"No(?=:[^\n]*@)|Ó(?=:[^\n]*@)|Expeditorul|送信元|Від кого|Отправитель"
)
SENT = (
    r"Sent|Date|Gesendet(?: am)?|Datum|Envoyé(?: le)?|Enviado(?: el| em)?|Enviada(?: em)?|Inviato(?: il)?|"
    r"Data|Verzonden|Sendt|Dato|"
    r"Skickat|Wysłan[oey]|Odesláno|Odoslané|Отправлен[оа]?|Дата(?: отправки)?|Надіслано|Gönderilme Tarihi|"
    r"Gönderildi|Gönderim Tarihi|"
    r"Tarih|送信日時|日時|日付|发送时间|发送日期|日期|寄件日期|傳送日期|傳送時間|时间|보낸 ?날짜|날짜|"
    r"تاريخ الإرسال|التاريخ|أُرسلت|תאריך|נשלח|Đã gửi|"
    r"Ngày(?: gửi)?|Elküldve|Küldve|Dátum|Στάλθηκε|Εστάλη|Ημερομηνία|Trimis(?: la)?|Lähetetty|"
    r"Päivä(?:ys|määrä)?|Fecha|Dikirim|"
    r"Tanggal|ส่ง|วันที่|Le|Poslano|Изпратено|"
    r"Gönderme Tarihi|Prejeto|Poslato|Послато|Испратено|Išsiųsta|Nosūtīts|Saadetud|Saatmisaeg|Dërguar|Dihantar|"
    r"Bidalia|Bidaltze-data|Anfonwyd|Seolta|Ipinadala|Imetumwa|Gestuur|Enviat|تم الإرسال|فرستاده شده|"
    r"भेजा गया|दिनांक|발신일|Gönderilme|"
    r"Відправлено|Gönderilen|Dată"
)
TO = (
    r"To|An|À|A|Para|Aan|Til|Till|Do|Komu|Кому|Kime|Alıcı|宛先|收件人|收件者|받는 ?사람|إلى|אל|נמען|Đến|Tới|"
    r"Người nhận|Címzett|Προς|Către|Catre|"
    r"Vastaanottaja|Destinataire|Destinatario|Destinatário|Kepada|ถึง|Pre|Za|Prima|До|"
    r"За|At(?=:[^\n]*@)|Kam|Adressaat|Saaja|Për|Nori|Hartzailea|Chuig|Para kay|Kwa|Per a|Prejemnik|به|प्रति|수신|"
    r"Destinatarul|Pour|送信先|Adresat"
)
COPY = (
    r"Cc|Bcc|Kopie|Copie(?: à)?|Kopia|DW|Kopi|Kopio|Копия|Копія|抄送|副本|참조|نسخة(?: إلى)?|העתק|עותק|"
    r"Másolat(?:ot kap)?|Κοιν(?:οποίηση)?\.?|Bilgi|Ccn|"
    r"Reply-To|Antwort an|Répondre à|Responder a|Rispondi a|Organization|Importance|Priority|Wichtigkeit|"
    r"Attachments?|Anlagen?|Message-ID|"
    r"Kp|Kópia|Kopija|Копија|Копие|Koopia|Afrit|Sk|Nakala|สำเนา(?:ถึง)?|رونوشت|प्रतिलिपि|"
    r"Kopie \(CC\)|Odgovori na|Odpověď na|Svar til|Antwoord aan|Vastaus|Válaszcím|Odpowiedź-do|Răspuns către|"
    r"Ответ-Кому|Odpovedať-Pre|Svara till|Yanıt Adresi|Кому відповісти"
)
SUBJECT = (
    r"Subject|Betreff|Objet|Asunto|Oggetto|Assunto|Onderwerp|Emne|Ämne|Aihe|Temat|Předmět|Predmet|Тема|"
    r"Konu|件名|主题|主旨|标题|主題|제목|"
    r"الموضوع|נושא|הנדון|Chủ đề|Tiêu đề|Tárgy|Θέμα|Subiect(?:ul)?|Perihal|Subjek|เรื่อง|Относно|Zadeva|Assumpte|"
    r"Tema|Наслов|Предмет|Tēma|Teema|Efni|Subjekti|Gaia|Ábhar|Pwnc|Paksa|Mada|موضوع|विषय|"
    r"Sujet|Naslov"
)
