"""Names of the months in the languages that news is written in, lower case, by number."""

import unicodedata
from types import MappingProxyType

_NAMES = (
    # en
    (
        "january jan | february feb | march mar | april apr | may | june jun | july jul | "
        "august aug | september sep | october oct | november nov | december dec"
    ),
    # de
    "januar | februar | märz mär |  | mai | juni | juli |  | sept | oktober okt |  | dezember dez",
    # fr
    (
        "janvier janv | février févr | mars | avril avr |  | juin | juillet juil | août | "
        "septembre | octobre | novembre | décembre déc"
    ),
    # es
    (
        "enero ene | febrero | marzo | abril abr | mayo | junio | julio | agosto ago | "
        "septiembre | octubre | noviembre | diciembre dic"
    ),
    # pt
    (
        "janeiro | fevereiro fev | março |  | maio | junho | julho |  | setembro set | "
        "outubro out | novembro | dezembro"
    ),
    # it
    (
        "gennaio gen | febbraio |  | aprile | maggio mag | giugno giu | luglio lug |  | "
        "settembre | ottobre ott |  | dicembre"
    ),
    # nl
    "januari | februari | maart mrt |  | mei |  |  | augustus |  |  |  |",
    # sv
    " |  |  |  | maj |  |  | augusti |  |  |  |",
    # da
    " |  | marts |  |  |  |  |  |  |  |  |",
    # nb
    " |  |  |  |  |  |  |  |  |  |  | desember des",
    # fi
    (
        "tammikuuta tammi tammikuu | helmikuuta helmi helmikuu | maaliskuuta maalis maaliskuu "
        "| huhtikuuta huhti huhtikuu | toukokuuta touko toukokuu | kesäkuuta kesä kesäkuu | "
        "heinäkuuta heinä heinäkuu | elokuuta elo elokuu | syyskuuta syys syyskuu | lokakuuta "
        "loka lokakuu | marraskuuta marras marraskuu | joulukuuta joulu joulukuu"
    ),
    # pl
    (
        "stycznia sty styczeń | lutego lut luty | marca marzec | kwietnia kwi kwiecień | maja "
        "| czerwca cze czerwiec | lipca lip lipiec | sierpnia sie sierpień | września wrz "
        "wrzesień | października paź październik | listopada lis listopad | grudnia gru "
        "grudzień"
    ),
    # cs
    (
        "ledna led leden | února úno únor | března bře březen | dubna dub duben | května kvě "
        "květen | června čvn červen | července čvc červenec | srpna srp srpen | září zář | "
        "října říj říjen | listopadu | prosince pro prosinec"
    ),
    # sk
    (
        "januára január | februára február | marec | apríla apríl | mája máj | júna jún | "
        "júla júl | augusta | septembra | októbra október | novembra | decembra"
    ),
    # hu
    (
        " | febr | március márc | április ápr | május | június | július | augusztus | "
        "szeptember szept |  |  |"
    ),
    # ro
    (
        "ianuarie ian | februarie | martie | aprilie |  | iunie iun | iulie iul |  | "
        "septembrie | octombrie | noiembrie | decembrie"
    ),
    # hr
    (
        "siječnja sij siječanj | veljače velj veljača | ožujka ožu ožujak | travnja tra "
        "travanj | svibnja svi svibanj | lipnja lipanj | srpnja srpanj | kolovoza kol kolovoz "
        "| rujna ruj rujan |  | studenoga stu studeni | prosinca prosinac"
    ),
    # sl
    " |  |  |  |  | junij | julij | avgust avg |  |  |  |",
    # sr
    (
        "јануар јан | фебруар феб | март мар | април апр | мај | јун | јул | август авг | "
        "септембар сеп | октобар окт | новембар нов | децембар дец"
    ),
    # sr_Latn
    " |  | mart |  |  |  |  |  | septembar | oktobar | novembar | decembar",
    # bg
    (
        "януари яну | февруари фев |  |  | май | юни | юли |  | септември | октомври | "
        "ноември ное | декември дек"
    ),
    # ru
    (
        "января янв январь | февраля февр февраль | марта | апреля апрель | мая | июня июн "
        "июнь | июля июл июль | августа | сентября сент сентябрь | октября октябрь | ноября "
        "нояб ноябрь | декабря декабрь"
    ),
    # uk
    (
        "січня січ січень | лютого лют лютий | березня бер березень | квітня квіт квітень | "
        "травня трав травень | червня черв червень | липня лип липень | серпня серп серпень | "
        "вересня вер вересень | жовтня жовт жовтень | листопада лист листопад | грудня груд "
        "грудень"
    ),
    # el
    (
        "ιανουαρίου ιαν ιανουάριοσ | φεβρουαρίου φεβ φεβρουάριοσ | μαρτίου μαρ μάρτιοσ μάρ | "
        "απριλίου απρ απρίλιοσ | μαΐου μαΐ μάιοσ μάι | ιουνίου ιουν ιούνιοσ ιούν | "
        "ιουλίου ιουλ ιούλιοσ ιούλ | αυγούστου αυγ αύγουστοσ αύγ | σεπτεμβρίου σεπ "
        "σεπτέμβριοσ | οκτωβρίου οκτ οκτώβριοσ | νοεμβρίου νοε νοέμβριοσ νοέ | δεκεμβρίου δεκ "
        "δεκέμβριοσ"
    ),
    # tr
    (
        "ocak oca | şubat şub |  | nisan nis | mayıs | haziran haz | temmuz tem | ağustos ağu "
        "| eylül eyl | ekim eki | kasım kas | aralık ara"
    ),
    # ar
    (
        "يناير | فبراير | مارس | أبريل | مايو | يونيو | يوليو | أغسطس | سبتمبر | أكتوبر | "
        "نوفمبر | ديسمبر"
    ),
    # fa
    (
        "ژانویهٔ ژانویه | فوریهٔ فوریه |  | آوریل | مهٔ | ژوئن | ژوئیهٔ ژوئیه | اوت | سپتامبر "
        "| اکتبر | نوامبر | دسامبر"
    ),
    # he
    (
        "ינואר ינו׳ | פברואר פבר׳ | מרץ | אפריל אפר׳ | מאי | יוני | יולי | אוגוסט אוג׳ | "
        "ספטמבר ספט׳ | אוקטובר אוק׳ | נובמבר נוב׳ | דצמבר דצמ׳"
    ),
    # hi
    (
        "जनवरी जन॰ | फ़रवरी फ़र॰ | मार्च | अप्रैल |  | जून | जुलाई जुल॰ | अगस्त अग॰ | सितंबर "
        "सित॰ | अक्टूबर अक्टू॰ | नवंबर नव॰ | दिसंबर दिस॰"
    ),
    # bn
    (
        "জানুয়ারী জানু | ফেব্রুয়ারী ফেব | মার্চ | এপ্রিল এপ্রি |  | জুন | জুলাই জুল | আগস্ট "
        "| সেপ্টেম্বর সেপ | অক্টোবর অক্টো | নভেম্বর নভে | ডিসেম্বর ডিসে"
    ),
    # id
    " |  | maret |  |  |  |  | agustus agu |  |  |  |",
    # ms
    " |  | mac |  |  |  | julai | ogos ogo |  |  |  | disember dis",
    # ca
    ("gener | febrer | març |  | maig | juny | juliol | agost ag | setembre |  |  | desembre"),
    # et
    (
        "jaanuar jaan | veebruar veebr | märts | aprill |  | juuni | juuli |  |  | oktoober | "
        " | detsember dets"
    ),
    # lv
    (
        "janvāris | februāris |  | aprīlis | maijs | jūnijs jūn | jūlijs jūl | augusts | "
        "septembris | oktobris | novembris | decembris"
    ),
    # lt
    (
        "sausio saus sausis | vasario vas vasaris | kovo kov kovas | balandžio bal balandis | "
        "gegužės geg gegužė | birželio birž birželis | liepos liep liepa | rugpjūčio rugp "
        "rugpjūtis | rugsėjo rugs rugsėjis | spalio spal spalis | lapkričio lapkr lapkritis | "
        "gruodžio gruod gruodis"
    ),
    # sq
    (
        "janar | shkurt shk |  | prill pri |  | qershor qer | korrik korr | gusht gush | "
        "shtator sht | tetor tet | nëntor nën | dhjetor dhj"
    ),
    # mk
    "јануари |  |  |  |  | јуни | јули |  |  |  |  |",
    # is
    "janúar | febrúar |  |  | maí | júní | júlí | ágúst ágú |  |  | nóvember nóv |",
    # eu
    (
        "urtarrila urt | otsaila ots | martxoa | apirila api | maiatza | ekaina eka | uztaila "
        "uzt | abuztua abu | iraila ira | urria urr | azaroa aza | abendua abe"
    ),
    # gl
    "xaneiro xan | febreiro |  |  |  | xuño | xullo xul |  |  |  |  | decembro",
    # ka
    (
        "იანვარი იან | თებერვალი თებ | მარტი მარ | აპრილი აპრ | მაისი მაი | ივნისი ივნ | "
        "ივლისი ივლ | აგვისტო აგვ | სექტემბერი სექ | ოქტომბერი ოქტ | ნოემბერი ნოე | დეკემბერი "
        "დეკ"
    ),
    # hy
    (
        "հունվարի հնվ հունվար | փետրվարի փտվ փետրվար | մարտի մրտ մարտ | ապրիլի ապր ապրիլ | "
        "մայիսի մյս մայիս | հունիսի հնս հունիս | հուլիսի հլս հուլիս | օգոստոսի օգս օգոստոս | "
        "սեպտեմբերի սեպ սեպտեմբեր | հոկտեմբերի հոկ հոկտեմբեր | նոյեմբերի նոյ նոյեմբեր | "
        "դեկտեմբերի դեկ դեկտեմբեր"
    ),
    # az
    (
        "yanvar yan | fevral |  | aprel |  | iyun iyn | iyul iyl | avqust avq | sentyabr sen "
        "| oktyabr | noyabr noy | dekabr dek"
    ),
    # sw
    " |  | machi | aprili |  |  |  | agosti | septemba | oktoba | novemba | desemba",
    # af
    "januarie |  |  |  |  | junie | julie |  |  |  |  |",
    # ur
    "جنوری | فروری | مارچ | اپریل | مئی | جون | جولائی | اگست | ستمبر | اکتوبر | نومبر | دسمبر",
    # ta
    (
        "ஜனவரி | பிப்ரவரி பிப் | மார்ச் மார் | ஏப்ரல் ஏப் |  | ஜூன் | ஜூலை | ஆகஸ்ட் | "
        "செப்டம்பர் செப் | அக்டோபர் அக் | நவம்பர் | டிசம்பர் டிச"
    ),
    # be
    (
        "студзеня | лютага | сакавіка | красавіка | траўня мая | чэрвеня | ліпеня | жніўня | "
        "верасня | кастрычніка | лістапада | снежня"
    ),
    # uk, bg and mk, shortened otherwise
    " | лют | берез бер | квіт кві |  | черв чер | лип | серп сер | верес вер | жовт жов | лис | гру",
    "ян |  |  |  |  |  |  |  |  |  |  |",
    # th
    (
        "มกราคม มค | กุมภาพันธ์ กุมภา กพ | มีนาคม มีค | เมษายน เมย | พฤษภาคม พค | มิถุนายน มิย "
        "| กรกฎาคม กค | สิงหาคม สค | กันยายน กย | ตุลาคม ตค | พฤศจิกายน พย | ธันวาคม ธค"
    ),
    # ar, as written from Iraq to Lebanon, without the second word of two, and in the Maghreb
    (
        "كانونالثاني | شباط | آذار اذار | نيسان | أيار ايار | حزيران | تموز | آب | أيلول ايلول "
        "| تشرينالأول تشرينالاول | تشرينالثاني | كانونالأول كانونالاول"
    ),
    (
        "جانفي | فيفري |  | أفريل افريل ابريل | ماي | جوان | جويلية يوليوز | أوت اوت غشت "
        "اغسطس | شتنبر | اكتوبر | نونبر | دجنبر"
    ),
    # fa, of the Persian year
    ("فروردین | اردیبهشت | خرداد | تیر | مرداد | شهریور | مهر | آبان | آذر | دی | بهمن | اسفند"),
    "|  |  |  |  |  |  | آگوست | سپتامبر | اکتبر | نوامبر | دسامبر",
    # he, with "in"
    (
        "בינואר | בפברואר | במרץ במרס מרס | באפריל | במאי | ביוני | ביולי | באוגוסט | בספטמבר "
        "| באוקטובר | בנובמבר | בדצמבר"
    ),
    # hi, spelt otherwise, and mr
    (
        " | फरवरी फेब्रुवारी | | एप्रिल | मई मे | | जुलै | ऑगस्ट | सितम्बर सप्टेंबर | अक्तूबर "
        "ऑक्टोबर | नवम्बर नोव्हेंबर | दिसम्बर डिसेंबर"
    ),
    # bn, spelt otherwise
    "জানুয়ারি | ফেব্রুয়ারি | | | মে | | | | | | |",
    # te
    ("జనవరి | ఫిబ్రవరి | మార్చి | ఏప్రిల్ | మే | జూన్ | జూలై | ఆగస్టు | సెప్టెంబర్ | అక్టోబర్ | నవంబర్ | డిసెంబర్"),
    # kk
    (
        "қаңтар | ақпан | наурыз | сәуір | мамыр | маусым | шілде | тамыз | қыркүйек | қазан "
        "| қараша | желтоқсан"
    ),
    # id and es, shortened; pt and ca, with the preposition
    " | peb | | | | | | agt | | okt | nop |",
    " | | | | | | | | set | | |",
    "jän jänner | feber | | | | | | | | | |",
    # be
    (
        "сту студзень | люты | сак сакавік | кра красавік |  | чэр чэрвень | ліп ліпень | "
        "жні жнівень | верасень | кас кастрычнік | ліс лістапад | сне снежань"
    ),
    # mr
    "जानेवारी जाने | फेब्रु |  | एप्रि |  |  |  | ऑग | सप्टें | ऑक्टो | नोव्हें | डिसें",
    # te
    "జన | ఫిబ్ర |  | ఏప్రి |  |  | జులై | ఆగ | సెప్టెం | అక్టో | నవం | డిసెం",
    # ta
    "ஜன |  |  |  | மே |  |  | ஆக |  |  | நவ |",
    # ml
    (
        "ജനുവരി ജനു | ഫെബ്രുവരി ഫെബ്രു | മാർച്ച് മാർ | ഏപ്രിൽ ഏപ്രി | മേയ് | ജൂൺ | ജൂലൈ | "
        "ഓഗസ്റ്റ് ഓഗ | സെപ്റ്റംബർ സെപ്റ്റം | ഒക്‌ടോബർ ഒക്ടോ ഒക്ടോബർ | നവംബർ നവം | ഡിസംബർ "
        "ഡിസം"
    ),
    # kn
    (
        "ಜನವರಿ ಜನ | ಫೆಬ್ರವರಿ ಫೆಬ್ರ | ಮಾರ್ಚ್ | ಏಪ್ರಿಲ್ ಏಪ್ರಿ | ಮೇ | ಜೂನ್ | ಜುಲೈ | ಆಗಸ್ಟ್ ಆಗ | "
        "ಸೆಪ್ಟೆಂಬರ್ ಸೆಪ್ಟೆಂ | ಅಕ್ಟೋಬರ್ ಅಕ್ಟೋ | ನವೆಂಬರ್ ನವೆಂ | ಡಿಸೆಂಬರ್ ಡಿಸೆಂ"
    ),
    # gu
    (
        "જાન્યુઆરી જાન્યુ | ફેબ્રુઆરી ફેબ્રુ | માર્ચ | એપ્રિલ | મે | જૂન | જુલાઈ | ઑગસ્ટ | "
        "સપ્ટેમ્બર સપ્ટે | ઑક્ટોબર ઑક્ટો | નવેમ્બર નવે | ડિસેમ્બર ડિસે"
    ),
    # pa
    (
        "ਜਨਵਰੀ ਜਨ | ਫ਼ਰਵਰੀ ਫ਼ਰ | ਮਾਰਚ | ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ | ਮਈ | ਜੂਨ | ਜੁਲਾਈ ਜੁਲਾ | ਅਗਸਤ ਅਗ | "
        "ਸਤੰਬਰ ਸਤੰ | ਅਕਤੂਬਰ ਅਕਤੂ | ਨਵੰਬਰ ਨਵੰ | ਦਸੰਬਰ ਦਸੰ"
    ),
    # ne
    (" | फेब्रुअरी |  | अप्रिल |  | जुन |  | अगस्ट | सेप्टेम्बर | अक्टोबर | नोभेम्बर | डिसेम्बर"),
    # si
    (
        "ජනවාරි ජන | පෙබරවාරි පෙබ | මාර්තු මාර් | අප්‍රේල් | මැයි | ජූනි | ජූලි | අගෝස්තු "
        "අගෝ | සැප්තැම්බර් සැප් | ඔක්තෝබර් ඔක් | නොවැම්බර් නොවැ | දෙසැම්බර් දෙසැ"
    ),
    # fil
    (
        " | pebrero | marso |  |  | hunyo hun | hulyo hul |  | setyembre | oktubre | "
        "nobyembre nob | disyembre"
    ),
    # ga
    (
        "eanáir | feabhra | márta | aibreán | bealtaine | meitheamh | iúil | lúnasa | "
        "meánfómhair | deireadhfómhair | samhain | nollaig"
    ),
    # cy
    (
        "ionawr | chwefror | mawrth | ebrill |  | mehefin | gorffennaf | awst | medi | "
        "hydref | tachwedd | rhagfyr"
    ),
    # kk
    "қаң | ақп | нау | сәу | мам | мау | шіл | там | қыр | қаз | қар | жел",
    # uz
    " |  |  |  |  |  |  |  | sentabr | oktabr |  |",
    # my
    (
        "ဇန်နဝါရီ ဇန် | ဖေဖော်ဝါရီ ဖေ | မတ် | ဧပြီ | မေ | ဇွန် | ဇူလိုင် ဇူ | ဩဂုတ် | "
        "စက်တင်ဘာ စက် | အောက်တိုဘာ အောက် | နိုဝင်ဘာ နို | ဒီဇင်ဘာ ဒီ"
    ),
    # km
    ("មករា | កុម្ភៈ | មីនា | មេសា | ឧសភា | មិថុនា | កក្កដា | សីហា | កញ្ញា | តុលា | វិច្ឆិកា | ធ្នូ"),
    # lo
    (
        "ມັງກອນ ມ.ກ | ກຸມພາ ກ.ພ | ມີນາ ມ.ນ | ເມສາ ມ.ສ | ພຶດສະພາ ພ.ພ | ມິຖຸນາ ມິ.ຖ | ກໍລະກົດ "
        "ກ.ລ | ສິງຫາ ສ.ຫ | ກັນຍາ ກ.ຍ | ຕຸລາ ຕ.ລ | ພະຈິກ ພ.ຈ | ທັນວາ ທ.ວ"
    ),
    # am
    (
        "ጃንዋሪ ጃን | ፌብሩዋሪ ፌብ | ማርች | ኤፕሪል ኤፕሪ | ሜይ | ጁን | ጁላይ | ኦገስት ኦገስ | ሴፕቴምበር ሴፕቴ | ኦክቶበር "
        "ኦክቶ | ኖቬምበር ኖቬም | ዲሴምበር ዲሴም"
    ),
    # eu, of the month
    (
        "urtarrilaren | otsailaren | martxoaren | apirilaren | maiatzaren | ekainaren | "
        "uztailaren | abuztuaren | irailaren | urriaren | azaroaren | abenduaren"
    ),
    # he, shortened, with "in"
    "בינו | בפבר |  | באפר |  |  |  | באוג | בספט | באוק | בנוב | בדצמ",
    # fr, fa and bn, otherwise
    " |  |  |  | مه |  | juill | আগ |  |  |  |",
)


def plain_name(name: str) -> str:
    """Return a name case folded and composed, without dots, spaces and marks of shortening."""
    name = unicodedata.normalize("NFC", name.casefold())
    return name.replace(".", "").replace(" ", "").rstrip("'’׳")


BEHIND_A_DOT = MappingProxyType({"listopada": 10, "lis": 10, "lip": 6})
"""Names of Croatian months that are other months in Polish, which writes no dot behind the day."""

MONTHS = MappingProxyType(
    {
        plain_name(name): number
        for names in _NAMES
        for number, month in enumerate(names.split("|"), start=1)
        for name in month.split()
    }
)
"""Number of a month by its name or abbreviation, see `plain_name`.

After Unicode CLDR; where two languages differ the one with more readers wins. Persian months stand
under their number in the Persian year.
"""
