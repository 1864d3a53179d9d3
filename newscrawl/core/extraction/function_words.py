"""The commonest short words of languages, by which a text tells its own."""

from types import MappingProxyType

FUNCTION_WORDS = MappingProxyType(
    {
        "en": "the of and to in that is was for it with as his on be at by this had not are but "
        "from have an they which you were",
        "de": "der die und das den ist nicht von mit dem ein eine zu auf für im sich des es sie "
        "auch als bei nach aus wird dass hat werden",
        "fr": "le la les des et est une dans que pour qui pas sur du au par avec ce il plus ne se "
        "sont cette mais ont aux elle",
        "es": "el la los las de que y en un una por con para del se es su al lo como más pero sus "
        "fue este ha no está",
        "pt": "o os as de que e do da em um uma não para com dos no na por mais se é foi ao das "
        "como mas são pelo pela você ou à",
        "it": "il di che e la un una per non è sono della del in con si le dei da al più anche gli "
        "ha nel alla ma dal delle come",
        "nl": "de het een van en in is dat op te zijn voor met niet aan er om die maar ook bij naar "
        "uit wordt hij werd door deze heeft",
        "sv": "och att det som en på är av för med till den har inte om ett han men var jag från "
        "kan när också hon efter vid så",
        "da": "mange sig siger noget igen mens ifølge været og at det er en på til af for med den "
        "har ikke som der de jeg et han men var fra efter kan også bliver hvor vil blev",
        "nb": "mange sitt sine sa noe igjen mens ifølge og det er en på til av for med den har ikke "
        "som de jeg et han men var fra etter kan også blir hvor vil ble å seg",
        "nn": "mange seg ho eg vere meir nokon noko medan frå seier sa og det er ein på til av for "
        "med den har ikkje som dei eit han men var etter kan også blir kvar vil vart å",
        "fi": "ja on ei että se hän oli ovat mutta kun myös joka mukaan kuin sen ole tai niin hänen "
        "olla jos vain jo ennen kanssa vuoden",
        "is": "og að er í á sem til um við það var en hann fyrir með ekki hefur því þeir verið þess "
        "eru af frá",
        "pl": "w i na się nie że do z to jest o jak po co od za przez ale dla są oraz był tym może "
        "czy tak jego które",
        "cs": "opět jsme mnoho své nový ještě a v se na je že to s z do o i ve za pro ale jako po k "
        "tak by podle jsou však které jeho bude byl která jsem",
        "sk": "opäť sme mnohé svoje nový ešte a v sa na je že to s z do o aj vo za pre ale ako po k "
        "tak by podľa sú však ktoré jeho bude bol ktorá",
        "hu": "a az és hogy nem is egy volt de már csak meg még mint ez szerint vagy lehet ami után "
        "fel el majd ha nagyon volna ki",
        "ro": "și în de la a cu pe nu o din că un pentru este care mai sunt fost au fi sa ce după "
        "prin dar această cele",
        "hr": "i je u na se da su za od s a o koji će bi kao što nije iz te biti samo još po ili "
        "sve bio kako tijekom tko",
        "sl": "in je v na se da so za od s z pa ki bi kot tudi ne iz bo še po ali pri ta do bil "
        "lahko zaradi ker",
        "sr-Latn": "i je u na se da su za od sa a o koji će bi kao što nije iz biti samo još po ili sve "
        "bio kako tokom ko",
        "sq": "dhe të në e i me për që një nga është ka do se si nuk më u edhe ai kjo janë pas kanë "
        "ishte",
        "tr": "ve bir bu da de günü yıl yeni birçok için ile olarak çok daha gibi olan ne var en "
        "sonra kadar ise ama değil o dedi oldu ancak göre",
        "az": "ilin qədər deyib yeni və bu bir ilə üçün də olan edib ki isə daha çox olaraq sonra "
        "kimi var amma hər o edir",
        "vi": "và của là có trong được cho với các không những người một này đã để khi từ vào ở đến "
        "cũng ra về nhiều",
        "id": "pada bahwa mengatakan kepada baru setelah kata sebanyak bagi mereka yang dan di "
        "dengan untuk dari ini itu tidak dalam akan juga ke bisa adalah karena oleh saat "
        "tersebut ada sudah kami",
        "ms": "pada bahawa berkata kepada baharu selepas kata sebanyak bagi mereka yang dan di "
        "dengan untuk dari ini itu tidak dalam akan juga ke boleh adalah kerana oleh ketika "
        "tersebut beliau katanya turut telah",
        "tl": "ang ng sa na mga at ay ito para hindi kung siya ni si mula may nang ko niya pero rin",
        "sw": "ya na wa kwa ni katika la za kuwa hiyo cha yake huo hilo pia baada alisema kwamba "
        "watu wake",
        "zu": "ukuthi kanti futhi uma khona ngoba kodwa lapho ukuba abantu umuntu ngesikhathi kule "
        "kwi kulo ngo nge lo le wakhe yakhe zonke bonke",
        "xh": "ukuba ukuze kwaye xa kuba kodwa abantu ngoku apho okanye njengoko kunye lo le kule "
        "kwi malunga emva phambi yonke xana ukuya",
        "af": "weer baie nou voor die en van in is het dat nie wat om te vir met op was sy hulle "
        "sal ook aan as by uit word een",
        "ca": "de la i que el els les a en un una per amb no és del al es als ha més com però dels "
        "són aquest aquesta",
        "gl": "de a o que e en un unha os as do da por con non para se é ao máis como polo foi pola "
        "dos das coa",
        "eu": "eta da du ez bat dira ere izan zen dute egin beste baina den dela hori duen ditu "
        "baino egiten",
        "et": "enne aasta paljud oma uus ja on ei et see oli ta kui ka mis aga siis seda või kes "
        "välja olla olid mida ning pärast",
        "lv": "un ir ka no ar par uz tas kas bija arī lai pēc kā bet viņš gan vai tika nav gada",
        "lt": "ir savo iki kad yra į tai su iš buvo kaip bet jis apie o ne už po taip dar jau nuo "
        "metų jo",
        "ga": "agus an na ar le is go bhí sé sa don ag i tá ní nach seo leis mar",
        "cy": "y yn a i o ar wedi ei mae gan ond hefyd yr fod bod oedd nid am eu",
        "ru": "и в не на что с по как это он из к за от но для его о у же а так было все также",
        "uk": "і в не на що з та до за як це від але для його про у є які було також він або цього "
        "під",
        "bg": "и на в се да от за не по са с като че е до това беше което си има ще няма след който",
        "sr": "и је у на се да су за од са а о који ће би као што није из бити само још",
        "mk": "и на во се да од за не по со што е до ова беше како кои има ќе нема тоа ги го",
        "be": "і ў не на што з да па за як гэта ад але для яго пра у ён было таксама",
        "kk": "және деп бұл үшін мен бар жыл болып бір осы туралы кейін дейін де да бойынша "
        "қазақстан айында",
        "ckb": "لە و بۆ بە کە ئەو لەگەڵ هەر ئەم دوای",
        "ar": "يوم قال كان كل أي في من على أن إلى عن التي مع هذا ما لا الذي هذه بين بعد قد أو وقال "
        "كما",
        "fa": "در و به از که این را با است برای آن شد بود می تا کرد خود یک شده هم",
        "ur": "کے میں کی کا ہے اور سے کو نے کہ پر اس یہ ہیں بھی نہیں گیا تھا ایک",
        "ps": "د په او چې کې له ته دی دا شوي هغه نه سره",
        "hi": "के में की है और से को का ने कि पर यह हैं भी नहीं एक हो था लिए इस गया",
        "mr": "आणि आहे या व ते नाही होते मध्ये केले तर आहेत यांनी करण्यात हे ही असे",
        "ne": "र छ को मा हो भने पनि गर्न छन् गरेको लागि यो थियो गर्ने",
    }
)
"""Words parted by spaces, by BCP 47 tag."""

LETTERS = MappingProxyType(
    {
        "en": "",
        "de": "äöüß",
        "fr": "éèêëàâçîïôùûœ",
        "es": "áéíóúñü",
        "pt": "áéíóúâêôãõçà",
        "it": "àèéìòù",
        "nl": "éëïó",
        "sv": "åäöé",
        "da": "æøåé",
        "nb": "æøåé",
        "nn": "æøåé",
        "fi": "äö",
        "is": "áéíóúýæöþð",
        "pl": "ąćęłńóśźż",
        "cs": "áéíóúýčďěňřšťůž",
        "sk": "áéíóúýäčďľĺňôŕšťž",
        "hu": "áéíóöőúüű",
        "ro": "ăâîșțşţ",
        "hr": "čćđšž",
        "sl": "čšž",
        "sr-Latn": "čćđšž",
        "sq": "ëç",
        "tr": "çğıöşü",
        "az": "çəğıöşü",
        "vi": "ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ",
        "id": "",
        "ms": "",
        "tl": "ñ",
        "sw": "",
        "zu": "",
        "xh": "",
        "af": "êëôï",
        "ca": "àéèíïóòúüç",
        "gl": "áéíóúñ",
        "eu": "ñ",
        "et": "äöõüšž",
        "lv": "āčēģīķļņšūž",
        "lt": "ąčęėįšųūž",
        "ga": "áéíóú",
        "cy": "âêîôŵŷ",
        "ru": "бгджзийлпфцчшщъыьэюяё",
        "uk": "бгджзийлпфцчшщьюяіїєґ",
        "bg": "бгджзийлпфцчшщъьюя",
        "sr": "бгджзлпфцчшијљњћђџ",
        "mk": "бгджзлпфцчшијљњќѓџѕ",
        "be": "бгджзйлпфцчшыьэюяёіў",
        "kk": "бгджзийлпфцчшщъыьэюяәіңғүұқөһ",
        "ar": "ةىكيأإآؤئءذثظ",
        "fa": "پچژگکیآ",
        "ur": "ٹڈڑںہھےگچپژکی",
        "ps": "ټډړږښګڼېۍچپکی",
        "ckb": "ڕڵۆێەگچپژکی",
    }
)
"""Letters beyond a to z, and of the Cyrillic and Arabic scripts those that not all of them have."""

LANGUAGE_BY_SCRIPT = MappingProxyType(
    {
        "el": ("\u0370", "\u03ff"),
        "he": ("\u0590", "\u05ff"),
        "th": ("\u0e00", "\u0e7f"),
        "lo": ("\u0e80", "\u0eff"),
        "my": ("\u1000", "\u109f"),
        "km": ("\u1780", "\u17ff"),
        "si": ("\u0d80", "\u0dff"),
        "bn": ("\u0980", "\u09ff"),
        "pa": ("\u0a00", "\u0a7f"),
        "gu": ("\u0a80", "\u0aff"),
        "or": ("\u0b00", "\u0b7f"),
        "ta": ("\u0b80", "\u0bff"),
        "te": ("\u0c00", "\u0c7f"),
        "kn": ("\u0c80", "\u0cff"),
        "ml": ("\u0d00", "\u0d7f"),
        "ka": ("\u10a0", "\u10ff"),
        "hy": ("\u0530", "\u058f"),
        "am": ("\u1200", "\u137f"),
        "ko": ("\uac00", "\ud7a3"),
        "ja": ("\u3040", "\u30ff"),
        "zh": ("\u4e00", "\u9fff"),
    }
)
"""First and last letter of scripts that (nearly) one language uses."""
