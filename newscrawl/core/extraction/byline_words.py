"""The words of bylines in many languages, as patterns."""

import re

AND = r"and|und|et|ed|en|och|og|ja|oraz|és|și|и|і|та|ve|dan|và|και"
"""What stands before the last of several names."""

_BY = r"by|door|av|af|eftir|oleh|von|vom|par|por|di|da|від|от|από"
_WROTE = (
    # English
    r"(?:(?:originally )?(?:written|posted|published|reported|submitted|authored|created|shared|"
    r"contributed|produced|told|added) |(?:words?|text|story|article|report|review|interview|"
    r"analysis|opinion|commentary|column|post|blog(?: ?post)?|photos and story|story and photos)"
    r"(?: was| is)?(?: written| posted| published)?(?: and photos| & photos)? |"
    r"this (?:article|post|story|guide) was (?:originally )?(?:written|posted|published) )by|"
    # German, Dutch, the Nordic languages
    r"(?:(?:ein|eine) )?(?:beitrag|artikel|bericht|text|interview|kommentar|analyse|kolumne|"
    r"gastbeitrag|essay|reportage|rezension|kritik|rezept) (?:von|vom)|"
    r"(?:verfasst|geschrieben|erstellt|veröffentlicht|publiziert|gepostet|eingestellt|"
    r"aufgezeichnet|protokolliert) von|"
    r"(?:geschreven|gepubliceerd|geplaatst|tekst|artikel) (?:door|van)|"
    r"(?:skriven|publicerad|skrevet|publisert|publiceret|lagt ut|lagt op) (?:av|af)|"
    # The Romance languages
    r"(?:écrit|publié|rédigé|posté|proposé|signé|réalisé) par|(?:propos )?recueillis? par|"
    r"(?:un )?(?:texte|article|reportage|enquête|entretien|récit|analyse|tribune) (?:de|par)|"
    r"(?:escrito|publicado|redactado|elaborado|enviado|postado|feito) por|"
    r"(?:texto|artículo|artigo|reportagem|reportaje|entrevista) (?:de|por)|"
    r"(?:scritto|pubblicato|redatto|inserito|postato) da|a cura di|(?:articolo|testo|servizio) di|"
    r"(?:scris|publicat|postat) de|"
    # The Slavic languages, Hungarian, Greek, Indonesian
    r"napsala?|připravila?|napísala?|pripravila?|napisała?|napisane przez|opracowała?|"
    r"przygotowała?|napisao|napisala|piše|pišu|pripremio|pripremila|írta|készítette|"
    r"написала?|опубликовала?|подготовила?|добавила?|γράφ(?:ει|ουν)(?: ο| η| οι)?|"
    r"κείμενο(?: του| της)?|ditulis oleh"
)
_LABEL = (
    r"authors?|autor(?:a|en|in|innen|es|as|i|zy|ka|ky)?|auteure?s?|autric[ei]|autore|"
    r"avtor(?:ica)?|autorius|forfatter|författare|skribent|kirjoittaja|toimittaja|szerző|yazar|"
    r"yazan|haber(?:i yazan)?|muhabir|penulis|wartawan|reporter|redakteur(?:in)?|redacteur|"
    r"redactor[ae]?|redattore|redaktør|redaktor(?:ka)?|journalist(?:e|in)?|periodista|jornalista|"
    r"repórter|novinar(?:ka)?|verfasser(?:in)?|tác giả|автори?|авторка|журналист|журналіст|"
    r"кореспондент|συντ(?:άκτης|άκτρια)|συγγραφέας"
)
_PART = r"words|text|texte|texto|testo|tekst|teksti|teks|interview|bài viết|текст|κείμενο"
BY = re.compile(
    rf"(?:\W*(?:(?:{_WROTE}|{_BY})(?=\s|:|$):?|"
    rf"(?:{_LABEL}|{_PART})\s*[:：/|•·–-]|(?:{_LABEL})(?:(?-i:(?=\s+[^\W\d_a-z]))|\s*$))\s*)+",
    re.IGNORECASE,
)
"""What stands before the names of a byline; matched at a text's start."""

BY_OR_NAME = re.compile(r"(?:Von|Di|Da|Par|Od|Af)\s\w*[^\W\d_A-Z]\w*")
"""A name such as `Von Miller`, which begins like a byline."""

BY_CLOSE = re.compile(
    r"\W*(?:(?:文(?:[・と](?:写真|撮影|構成|動画))?|撰文|作者|取材・文|取材|執筆者?|著者|筆者|聞き手|撰稿人?|"
    r"(?:[\u3400-\u9fff]{1,5}[部局班社]|本[报報])?(?:記者|记者)|編集委員|論説委員|特派員|글|글쓴이|취재|기자)"
    r"(?:\s*[:：/／|｜＝=・●■]\s*|\s+)|"
    r"(?:记者|記者)(?=[\u3400-\u9fff]{2,4}[／/]|[\u3400-\u9fff]{3}$)|"
    r"(?<=[\[【（(［〔])(?!写真|撮影|画像|動画|編集|図|사진|图|来源|출처)[^\W\d_A-Za-z]{2,8}[＝=]|"
    r"(?:โดย|เรื่อง|ผู้เขียน)\s*:?\s*|"
    r"(?:بقلم|كتبت?|إعداد|الكاتب|المؤلف|تأليف|نویسنده|نوشته|מאת|כתב|כתבה|מחבר|"
    r"लेखक|लेखिका|द्वारा|रिपोर्ट)\s*[:/]?\s+)"
)
"""The same in scripts without capital letters."""

JOINS = re.compile(rf"\s*(?:[,;&、，]\s*(?:(?:{AND})\s)?|(?:{AND}|y|e|i|a)(?:\s|$))\s*")
"""What joins a name to the one before it; matched at a text's start."""

JOINED = re.compile(rf"(?:[,;&、，]|(?:^|\s)(?:{AND}|y|e|i|a))\s*$")
"""What joins a name to the one behind it; it ends a text."""

OTHER_PART = re.compile(
    r"\b(?:edited|reviewed|tested|fact[- ]checked|checked|translated|illustrat(?:ed|ions?)|"
    r"photo(?:s|graph(?:s|y|ed)?)?|video|graphics?|medically|updated|approved|verified|sponsored|"
    r"presented|hosted|narrated|designed|fotos?|bild(?:er)?|grafik|illustrationen|übersetz\w*|"
    r"redigiert|zuletzt|traduit|relu|traducid[oa]|traducción|editado|revisado|fotografías?|"
    r"ilustraci[oó]n|imagen|imagem|traduzione|fotografie|beeld|redigerad|kuva|zdjęcia|zdroj|"
    r"фото|перевод|редакция|fotoğraf)(?: (?:by|von|par|por|di|da|door|av|af|oleh))?\b\s*:?|"
    r"(?:撮影|写真|編集|编辑|編輯|责任编辑|사진|편집)\s*[:：/／＝=・]|通讯员|[／/][\u3400-\u9fff]{2,6}報導",
    re.IGNORECASE,
)
"""What begins the part of somebody who did not write the text."""

_WRITER = (
    r"reporters?|writers?|editors?|correspondents?|journalists?|columnists?|contributors?|"
    r"bloggers?|critics?|redakteur(?:in)?|redaktør|redaktor(?:ka)?|redacteur|rédact(?:eur|rice)|"
    r"redactora?|redatt(?:ore|rice)|korrespondent(?:in)?|correspondante?|corresponsal|"
    r"correspondente|corrispondente|journaliste|journalistin|periodista|giornalista|jornalista|"
    r"repórter|reporterka?|reportera|chefredakteur(?:in)?|volont[äa]r(?:in)?|columnista|"
    r"colunista|chroniqueu(?:r|se)|envoyée?|inviat[oa]|verslaggever|verslaggeefster|toimittaja|"
    r"dziennikar(?:z|ka)|novinář(?:ka)?|novinar(?:ka)?|újságíró|szerkesztő|muhabir|editör|"
    r"wartawan|jurnalistă?|журналист(?:ка)?|корреспондент|редактор|кореспондент(?:ка)?|"
    r"обозреватель|δημοσιογράφος"
)
WRITER = re.compile(_WRITER, re.IGNORECASE)
"""One word that names somebody who writes for a living."""

ROLE = re.compile(
    rf"(?:co-?)?(?:{_WRITER}|producers?|photographers?|photojournalist|analysts?|anchor|presenter|"
    r"officer|director|manager|head|chief|founder|founding|ceo|cto|cfo|coo|cmo|president|"
    r"chair(?:man|woman)?|specialist|strategist|consultant|developer|engineer|designer|marketer|"
    r"copywriter|professor|lecturer|researcher|fellow|scientist|economist|expert|advis[eo]r|"
    r"attorney|lawyer|intern|clinician|coach|partner|owner|coordinator|representative|"
    r"ressortleiter(?:in)?|geschäftsführer(?:in)?|leiter(?:in)?|colaboradora?|editora?)",
    re.IGNORECASE,
)
"""One word that names what somebody does."""

RANK = re.compile(
    r"senior|junior|deputy|associate|assistant|staff|executive|managing|contributing|freelance|"
    r"guest|former|lead|principal|vice|chief|head|special|political|science|business|sports?|"
    r"health|crime|foreign|national|international|technology|tech|investigative|digital|features?|"
    r"education|breaking|consumer|economics?|environment|climate|entertainment|culture|travel|"
    r"marketing|content|online|web|award-winning|our|leitender?|freier?|stellvertretender?",
    re.IGNORECASE,
)
"""One word that stands before such a word."""

ROLE_CLOSE = re.compile(
    r"\s*(?:(?:인턴|선임|수습|전문|객원|대|부장)?기자|특파원|논설위원|앵커|통신원|(?:編集)?記者|编辑|編集委員|"
    r"編集部?員|特派員|(?:特约)?记者|報道|报道|報導|氏|さん|"
    r"[\u3400-\u9fff]{0,4}(?:ジャーナリスト|ライター|評論家|編集長|論説委員))+\s*$"
)
"""What stands behind a name in scripts without capital letters."""
