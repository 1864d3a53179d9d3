"""Headings that announce related articles, in the languages of the news."""

import re
from functools import cache

_SPACE = re.compile(r"[\s\u200b:：.…»›>!?¿¡|–—-]+")

# Lower case, without closing punctuation. A heading matches when it is one of these, or begins with one marked by `*`.
RELATED_HEADINGS = """
en: you may also like*|you might also like*|you may like|you might like|you may also be interested*|you might be interested*|related*|see also|read also|also read|read next|up next|more on this*|more on this story|more like this|recommended*|similar articles|similar stories|similar news|more stories|further reading|read more|more from this*|in other news|don't miss|keep reading|what to read next|suggested*|others also read
de: das könnte sie auch interessieren*|das könnte dich auch interessieren*|das könnte ihnen auch gefallen*|auch interessant|lesen sie auch*|lesen sie mehr*|mehr zum thema*|verwandte*|ähnliche*|weitere artikel|weiterlesen|passend dazu|passend zum thema|empfohlen*|siehe auch|mehr dazu|zum thema
fr: à lire aussi*|a lire aussi*|lire aussi*|à lire également*|à voir aussi|vous aimerez aussi*|vous aimerez peut-être*|vous pourriez aussi aimer*|ces articles peuvent vous intéresser|cela peut vous intéresser|sur le même sujet|sur le même thème|articles liés|articles similaires|articles connexes|articles associés|articles recommandés|à ne pas manquer|pour aller plus loin|voir aussi
es: te puede interesar*|te podría interesar*|también te puede interesar*|le puede interesar*|quizás te interese|relacionad*|noticias relacionadas|artículos relacionados|lea también*|lee también*|leer también|ver también|más noticias|no te pierdas|más sobre este tema|más información sobre|recomendad*
pt: você também pode gostar*|você pode gostar*|pode interessar-lhe|também lhe pode interessar|veja também*|leia também*|leia mais|relacionad*|notícias relacionadas|artigos relacionados|matérias relacionadas|posts relacionados|recomendad*|saiba mais|mais sobre
it: potrebbe interessarti*|ti potrebbe interessare*|potrebbero interessarti*|potrebbe interessarti anche*|leggi anche*|articoli correlati|correlati|notizie correlate|vedi anche|consigliati|articoli simili|sullo stesso argomento
nl: lees ook*|lees meer*|lees verder|ook interessant|misschien ook interessant|gerelateerd*|meer over dit onderwerp|aanbevolen*|bekijk ook|dit vind je misschien ook leuk*|zie ook
sv: läs också*|läs även*|läs mer|relaterat|relaterade*|mer om ämnet|du kanske också gillar*|rekommenderat|rekommenderade*|missa inte
no: les også*|les mer|relatert*|relaterte*|du vil kanske også like|anbefalt*|flere saker|mer om
da: læs også*|læs mere|relateret*|relaterede*|du vil måske også kunne lide|anbefalet*|mere om
fi: lue myös*|lue lisää|aiheeseen liittyvät|aiheesta lisää|lisää aiheesta|saatat pitää myös|suositellut|katso myös
pl: zobacz także*|zobacz też*|zobacz również*|czytaj także*|czytaj też*|przeczytaj także*|przeczytaj również*|może cię zainteresować*|może cię również zainteresować*|powiązane*|podobne*|polecane*|polecamy*|warto przeczytać
cs: čtěte také*|přečtěte si také*|mohlo by vás zajímat*|mohlo by vás také zajímat|související*|podobné články|doporučujeme|k tématu
sk: čítajte aj*|prečítajte si aj*|mohlo by vás zaujímať*|súvisiace*|podobné články|odporúčame
hu: kapcsolódó*|olvassa el ezt is|olvasd el ezt is|ez is érdekelheti*|ajánlott*|ajánljuk*|hasonló cikkek|lásd még
ro: citește și*|citeste si*|citeşte şi*|articole similare|articole asemănătoare|s-ar putea să-ți placă*|te-ar putea interesa|vezi și|recomandări|știri similare
el: διαβάστε επίσης*|δείτε επίσης*|σχετικά*|σχετικά άρθρα|μπορεί να σας ενδιαφέρει*|ίσως σας ενδιαφέρει|προτεινόμενα*
tr: ilgili haberler|ilgili*|bunlar da ilginizi çekebilir|ilginizi çekebilir*|önerilen*|benzer haberler|bunları da beğenebilirsiniz|ayrıca okuyun|sizin için seçtiklerimiz
ru: читайте также*|читать также*|смотрите также|по теме|похожие*|вам может быть интересно*|вам также может понравиться|возможно, вас заинтересует|рекомендуем*|материалы по теме|статьи по теме|связанные*|другие новости по теме
uk: читайте також*|читайте ще|дивіться також|схожі*|вас може зацікавити*|вам може сподобатися|за темою|по темі|рекомендуємо*|пов'язані*|матеріали по темі
bg: вижте още*|прочетете още*|свързани*|още по темата|подобни*|препоръчани
sr: pročitajte još*|pročitajte i*|povezane vesti|povezani*|slične vesti|прочитајте још*|повезане вести|možda će vas zanimati
hr: pročitajte i*|pročitajte još*|povezani članci|povezano|slični članci|vezane vijesti|moglo bi vas zanimati
sl: preberite tudi*|povezane novice|sorodne novice|morda vas zanima
ar: اقرأ أيضا*|اقرأ أيضاً*|إقرأ أيضا*|مواضيع ذات صلة|مقالات ذات صلة|أخبار ذات صلة|ذات صلة|قد يعجبك أيضا*|قد يعجبك أيضًا*|قد يهمك*|مواضيع مشابهة|شاهد أيضا*
fa: مطالب مرتبط|اخبار مرتبط|مرتبط|بیشتر بخوانید|همچنین بخوانید|خبرهای مرتبط|شاید بپسندید
he: אולי יעניין אותך*|כתבות נוספות*|קראו גם*|כתבות קשורות|עוד בנושא*|אולי תאהבו גם
hi: यह भी पढ़ें*|ये भी पढ़ें*|संबंधित*|सम्बंधित*|आपको यह भी पसंद आ सकता है|और पढ़ें
bn: আরও পড়ুন*|আরো পড়ুন*|সম্পর্কিত*|সংশ্লিষ্ট*
ur: یہ بھی پڑھیں*|متعلقہ*|مزید پڑھیں
ta: இதையும் படிங்க*|தொடர்புடைய*
id: baca juga*|artikel terkait|berita terkait|terkait|anda mungkin juga suka*|mungkin anda suka|rekomendasi*|simak juga*|lihat juga
ms: baca juga*|berita berkaitan|artikel berkaitan|anda mungkin juga suka
vi: xem thêm*|đọc thêm*|tin liên quan|bài viết liên quan|liên quan|có thể bạn quan tâm*|có thể bạn thích
th: ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|คุณอาจสนใจ*|อ่านเพิ่มเติม
zh: 相关阅读|相关新闻|相关文章|相关报道|推荐阅读|延伸阅读|猜你喜欢|你可能也喜欢|您可能感兴趣*|你可能感興趣*|相關新聞|相關文章|相關報導|推薦閱讀|延伸閱讀|猜你喜歡
ja: 関連記事*|関連ニュース*|関連リンク|あわせて読みたい*|合わせて読みたい*|おすすめ記事|おすすめの記事|こちらもおすすめ*|この記事も読まれています*|関連する記事
ko: 관련기사*|관련 기사*|관련 뉴스|추천 기사|추천기사|함께 읽으면 좋은*|이런 기사도*|당신이 좋아할 만한*
sw: soma pia*|habari zinazohusiana|unaweza pia kupenda
sq: lexo edhe*|lexoni edhe*|të ngjashme|artikuj të ngjashëm
ca: també et pot interessar*|et pot interessar*|llegeix també|notícies relacionades|relacionat*
eu: irakurri ere*|erlazionatutakoak
et: loe ka*|seotud*|loe lisaks*|samal teemal
lv: lasi arī*|saistīt*|lasiet arī*
lt: skaitykite taip pat*|taip pat skaitykite*|susiję*|jums gali patikti
""".strip()


def announces_related(text: str) -> bool:
    """Return whether a heading's text announces related articles."""
    whole, starts = _phrases()
    plain = normal_heading(text)
    return plain in whole or plain.startswith(starts)


@cache
def _phrases() -> tuple[frozenset[str], tuple[str, ...]]:
    whole: set[str] = set()
    starts: set[str] = set()
    for line in RELATED_HEADINGS.splitlines():
        for phrase in line.partition(":")[2].split("|"):
            plain = normal_heading(phrase.rstrip("*"))
            (starts if phrase.endswith("*") else whole).add(plain)
    return frozenset(whole), tuple(sorted(starts))


def normal_heading(text: str) -> str:
    """Return the text in lower case with each run of space and punctuation as one space."""
    return _SPACE.sub(" ", text.lower().replace("’", "'")).strip()
