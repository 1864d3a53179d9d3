"""Texts by rule in several languages: whole sentences, so that they read as articles to a program."""

from itertools import count, islice
from random import Random

WORDS = {
    "en": """
        the council| the ferry company| a group of teachers| the museum| the harbour office|
        the baker of Mill Street| the choir| the fire brigade| a young engineer|
        the football club

        opened| closed| repaired| painted| sold| presented| measured| discussed| moved| bought

        the old bridge| a new library| the winter market| its summer plan| the lighthouse|
        forty boats| the school garden| a long report| the railway station| the town archive

        after months of talks| in spite of the rain| before the winter begins|
        with the help of neighbours| for less money than planned|
        in front of two hundred people| on Monday morning| without any delay
    """,
    "fr": """
        le conseil municipal| la compagnie des bacs| un groupe de professeurs| le musée|
        le bureau du port| la boulangère| la chorale| les pompiers| une jeune ingénieure|
        le club de football

        a ouvert| a fermé| a réparé| a repeint| a vendu| a présenté| a mesuré| a discuté|
        a déplacé| a acheté

        le vieux pont| une nouvelle bibliothèque| le marché d'hiver| son plan d'été| le phare|
        quarante bateaux| le jardin de l'école| un long rapport| la gare|
        les archives de la ville

        après des mois de discussions| malgré la pluie| avant le début de l'hiver|
        avec l'aide des voisins| pour moins d'argent que prévu| devant deux cents personnes|
        lundi matin| sans aucun retard
    """,
    "tr": """
        belediye meclisi| feribot şirketi| bir grup öğretmen| müze| liman müdürlüğü|
        mahallenin fırıncısı| koro| itfaiye| genç bir mühendis| futbol kulübü

        eski köprüyü| yeni bir kütüphaneyi| kış pazarını| yaz planını| deniz fenerini|
        kırk tekneyi| okulun bahçesini| uzun bir raporu| tren istasyonunu| şehir arşivini

        aylar süren görüşmelerden sonra| yağmura rağmen| kış başlamadan önce|
        komşuların yardımıyla| planlanandan daha az parayla| iki yüz kişinin önünde|
        pazartesi sabahı| hiç gecikmeden

        açtı| kapattı| onardı| boyadı| sattı| sundu| ölçtü| tartıştı| taşıdı| satın aldı
    """,
    "ar": """
        مجلس المدينة| شركة العبارات| مجموعة من المعلمين| المتحف| مكتب الميناء| خباز الحي|
        الجوقة| رجال الإطفاء| مهندسة شابة| نادي كرة القدم

        افتتح| أغلق| أصلح| طلى| باع| عرض| قاس| ناقش| نقل| اشترى

        الجسر القديم| مكتبة جديدة| سوق الشتاء| خطة الصيف| المنارة| أربعين قاربا| حديقة المدرسة|
        تقريرا طويلا| محطة القطار| أرشيف المدينة

        بعد أشهر من المحادثات| رغم المطر| قبل بداية الشتاء| بمساعدة الجيران|
        بمال أقل مما كان مقررا| أمام مئتي شخص| صباح الاثنين| دون أي تأخير
    """,
    "hi": """
        नगर परिषद ने| नौका कंपनी ने| शिक्षकों के एक समूह ने| संग्रहालय ने| बंदरगाह कार्यालय ने|
        मोहल्ले के बेकर ने| गायक मंडली ने| दमकल विभाग ने| एक युवा इंजीनियर ने| फुटबॉल क्लब ने

        पुराने पुल को| नए पुस्तकालय को| सर्दियों के बाजार को| गर्मियों की योजना को|
        प्रकाश स्तंभ को| चालीस नावों को| स्कूल के बगीचे को| लंबी रिपोर्ट को| रेलवे स्टेशन को|
        शहर के अभिलेखागार को

        महीनों की बातचीत के बाद| बारिश के बावजूद| सर्दी शुरू होने से पहले| पड़ोसियों की मदद से|
        तय से कम पैसों में| दो सौ लोगों के सामने| सोमवार की सुबह| बिना किसी देरी के

        खोला| बंद किया| सुधारा| रंगा| बेचा| पेश किया| नापा| परखा| हटाया| खरीदा
    """,
}
"""By language the parts of a sentence, in the order in which they come."""
STOP = {"hi": "।"}


def sentence(language: str, number: int) -> str:
    """Return a sentence; another number gives another one, some ten thousand in all."""
    picked = []
    for part in WORDS[language].split("\n\n"):
        words = [" ".join(word.split()) for word in part.split("|")]
        number, at = divmod(number, len(words))
        picked.append(words[at])
    text = " ".join(picked)
    return text[0].upper() + text[1:] + STOP.get(language, ".")


def paragraphs(language: str, seed: int, *, number: int = 5) -> list[str]:
    """Return paragraphs of four sentences each."""
    chance = Random(f"{language} {seed}")
    numbers = (chance.randrange(8000) for _ in count())
    return [
        " ".join(sentence(language, each) for each in islice(numbers, 4)) for _ in range(number)
    ]


def headline(language: str, number: int) -> str:
    """Return a headline: a sentence without its stop, another one for each number below 8,000."""
    return sentence(language, number * 577 % 8000)[:-1]
