import pytest

from newscrawl.core.extraction.language import detect_language

# One short message in each language: the mayor says when the bridge will be open.
TEXTS = {
    "en": (
        "The mayor said on Tuesday that the new bridge will be opened to traffic before the "
        "end of the year."
    ),
    "de": (
        "Der Bürgermeister sagte am Dienstag, dass die neue Brücke noch vor dem Ende des "
        "Jahres eröffnet wird."
    ),
    "fr": (
        "Le maire a déclaré mardi que le nouveau pont sera ouvert à la circulation avant la "
        "fin de l'année."
    ),
    "es": (
        "El alcalde dijo el martes que el nuevo puente se abrirá al tráfico antes de que "
        "termine el año."
    ),
    "pt": (
        "O prefeito disse na terça-feira que a nova ponte será aberta ao trânsito antes do fim "
        "do ano."
    ),
    "gl": (
        "O alcalde dixo o martes que a nova ponte abrirá ao tráfico antes de que remate o ano, "
        "segundo fontes do concello."
    ),
    "ca": "L'alcalde va dir dimarts que el nou pont s'obrirà al trànsit abans que s'acabi l'any.",
    "it": (
        "Il sindaco ha detto martedì che il nuovo ponte sarà aperto al traffico prima della "
        "fine dell'anno."
    ),
    "ro": (
        "Primarul a spus marți că noul pod va fi deschis circulației înainte de sfârșitul anului."
    ),
    "nl": (
        "De burgemeester zei dinsdag dat de nieuwe brug voor het einde van het jaar opengaat "
        "voor het verkeer."
    ),
    "af": (
        "Die burgemeester het Dinsdag gesê dat die nuwe brug voor die einde van die jaar vir "
        "verkeer oopgemaak sal word."
    ),
    "sv": "Borgmästaren sade på tisdagen att den nya bron ska öppnas för trafik före årets slut.",
    "da": "Borgmesteren sagde tirsdag, at den nye bro bliver åbnet for trafik inden årets udgang.",
    "nb": "Ordføreren sa tirsdag at den nye broen blir åpnet for trafikk før utgangen av året.",
    "nn": (
        "Ordføraren sa tysdag at den nye brua blir opna for trafikk før året er omme, og at ho "
        "ikkje vil vente."
    ),
    "fi": "Pormestari sanoi tiistaina, että uusi silta avataan liikenteelle ennen vuoden loppua.",
    "et": "Linnapea ütles teisipäeval, et uus sild avatakse liiklusele enne aasta lõppu.",
    "is": "Borgarstjórinn sagði á þriðjudag að nýja brúin verði opnuð fyrir umferð fyrir árslok.",
    "pl": (
        "Burmistrz powiedział we wtorek, że nowy most zostanie otwarty dla ruchu przed końcem roku."
    ),
    "cs": "Starosta v úterý řekl, že nový most bude otevřen pro dopravu ještě před koncem roku.",
    "sk": (
        "Primátor v utorok povedal, že nový most bude otvorený pre dopravu ešte pred koncom roka."
    ),
    "sl": "Župan je v torek povedal, da bo novi most odprt za promet še pred koncem leta.",
    "hr": (
        "Gradonačelnik je u utorak rekao da će novi most biti otvoren za promet prije kraja godine."
    ),
    "sr": (
        "Градоначелник је у уторак рекао да ће нови мост бити отворен за саобраћај пре краја "
        "године."
    ),
    "hu": (
        "A polgármester kedden azt mondta, hogy az új hidat még az év vége előtt megnyitják a "
        "forgalom előtt."
    ),
    "tr": "Belediye başkanı salı günü yeni köprünün yıl bitmeden trafiğe açılacağını söyledi.",
    "az": "Bələdiyyə sədri çərşənbə axşamı bildirib ki, yeni körpü ilin sonuna qədər açılacaq.",
    "id": (
        "Wali kota mengatakan pada hari Selasa bahwa jembatan baru akan dibuka untuk lalu "
        "lintas sebelum akhir tahun."
    ),
    "ms": (
        "Datuk Bandar berkata pada Selasa bahawa jambatan baharu akan dibuka kepada lalu "
        "lintas sebelum akhir tahun."
    ),
    "vi": "Thị trưởng cho biết hôm thứ Ba rằng cây cầu mới sẽ được thông xe trước cuối năm nay.",
    "tl": "Sinabi ng alkalde noong Martes na bubuksan ang bagong tulay bago matapos ang taon.",
    "sw": "Meya alisema Jumanne kwamba daraja jipya litafunguliwa kabla ya mwisho wa mwaka huu.",
    "sq": (
        "Kryetari i bashkisë tha të martën se ura e re do të hapet për qarkullim para fundit "
        "të vitit."
    ),
    "lt": "Meras antradienį sakė, kad naujasis tiltas bus atidarytas eismui iki metų pabaigos.",
    "lv": "Mērs otrdien sacīja, ka jaunais tilts tiks atvērts satiksmei līdz gada beigām.",
    "eu": "Alkateak asteartean esan zuen zubi berria urtea amaitu baino lehen irekiko dutela.",
    "cy": (
        "Dywedodd y maer ddydd Mawrth y bydd y bont newydd ar agor i draffig cyn diwedd y flwyddyn."
    ),
    "ga": (
        "Dúirt an méara Dé Máirt go mbeidh an droichead nua ar oscailt roimh dheireadh na bliana."
    ),
    "ru": "Мэр города сообщил во вторник, что новый мост откроют для движения до конца года.",
    "uk": "Мер міста повідомив у вівторок, що новий міст відкриють для руху до кінця року.",
    "be": "Мэр горада паведаміў у аўторак, што новы мост адкрыюць для руху да канца года.",
    "bg": (
        "Кметът каза във вторник, че новият мост ще бъде отворен за движение преди края на "
        "годината."
    ),
    "mk": (
        "Градоначалникот изјави во вторникот дека новиот мост ќе биде отворен за сообраќај "
        "пред крајот на годината."
    ),
    "kk": (
        "Қала әкімі сейсенбіде жаңа көпір жыл соңына дейін ашылады деп мәлімдеді және бұл маңызды."
    ),
    "el": "Ο δήμαρχος είπε την Τρίτη ότι η νέα γέφυρα θα ανοίξει πριν από το τέλος του έτους.",
    "ar": "قال رئيس البلدية يوم الثلاثاء إن الجسر الجديد سيفتح أمام حركة المرور قبل نهاية العام.",
    "fa": "شهردار روز سه‌شنبه گفت که پل جدید تا پایان سال به روی خودروها باز خواهد شد.",
    "ur": "میئر نے منگل کو کہا کہ نیا پل سال کے آخر سے پہلے ٹریفک کے لیے کھول دیا جائے گا۔",
    "he": "ראש העיר אמר ביום שלישי שהגשר החדש ייפתח לתנועה לפני סוף השנה.",
    "hi": "महापौर ने मंगलवार को कहा कि नया पुल साल के अंत से पहले यातायात के लिए खोल दिया जाएगा।",
    "mr": ("महापौर मंगळवारी म्हणाले की नवीन पूल वर्षाच्या शेवटी वाहतुकीसाठी खुला करण्यात येणार आहे."),
    "ne": "मेयरले मंगलबार नयाँ पुल वर्षको अन्त्य अघि सवारी साधनका लागि खुला गरिने बताएका छन्।",
    "bn": ("মেয়র মঙ্গলবার বলেছেন যে নতুন সেতুটি বছর শেষ হওয়ার আগে যান চলাচলের জন্য খুলে দেওয়া হবে।"),
    "th": "นายกเทศมนตรีกล่าวเมื่อวันอังคารว่าสะพานใหม่จะเปิดให้ใช้ก่อนสิ้นปี",
    "ko": "시장은 화요일 새 다리가 올해 말 이전에 개통될 것이라고 말했다.",
    "ja": "市長は火曜日、新しい橋が年末までに開通すると述べた。",
    "zh": "市长周二表示，新桥将在年底之前开放通车。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_tells_its_language(language: str) -> None:
    found = detect_language(TEXTS[language])
    assert found == (language, "text")


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_declared_wrongly_is_not_believed(language: str) -> None:
    wrong = "ko-KR" if language != "ko" else "de-AT"
    assert detect_language(TEXTS[language], wrong) == (language, "text")


def test_a_region_is_kept_where_the_language_is_right() -> None:
    assert detect_language(TEXTS["pt"], "pt_BR") == ("pt-BR", "declared and text")
    assert detect_language(TEXTS["es"], "pt_BR") == ("es", "text")


def test_a_language_that_is_not_known_here_is_believed() -> None:
    luxembourgish = "De Buergermeeschter huet e Dënschdeg gesot, datt déi nei Bréck opgemaach gëtt."
    assert detect_language(luxembourgish, "lb") == ("lb", "declared")


def test_the_macrolanguage_may_be_declared() -> None:
    assert detect_language(TEXTS["nb"], "no") == ("no", "declared and text")


def test_nothing_is_said_of_too_little() -> None:
    assert detect_language("2024: 17") is None
    assert detect_language("2024: 17", "sv") == ("sv", "declared")
