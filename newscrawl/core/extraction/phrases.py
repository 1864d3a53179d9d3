"""Words that give boilerplate away, in the languages that news is written in."""

import re

RELATED_HEADING = re.compile(
    r"^\W*(?:you (?:may|might|will|could)(?: also)? (?:also )?(?:like|enjoy|be interested)|"
    r"(?:more |also )?related(?: (?:articles?|posts?|stor(?:y|ies)|news|content|topics?|"
    r"coverage|reading|links?|videos?|tags?|searches))?|read (?:also|more|next|this(?: "
    r"next)?)(?: (?:about|on)\b.{0,30})?|also read|see also|more (?:from|on|in|about|stories|"
    r"news|articles|like this|to read|coverage)\b.{0,40}|recommended(?: (?:for you|stories|"
    r"articles|reading|videos?))?|(?:most|top) (?:read|popular|viewed|shared|commented|stories|"
    r"news)(?: \w+)?|trending(?: now| stories| articles)?|popular(?: (?:posts?|articles?|"
    r"stories|now))?|(?:the )?latest(?: (?:news|stories|articles|posts?|headlines|"
    r"from\b.{0,30}))?|up next|next (?:article|up|story)|don['’]t miss|editors?['’]?s?['’]? "
    r"picks?|what to read next|around the web|from (?:around|across) the web|sponsored(?: "
    r"(?:content|stories|links))?|promoted(?: (?:content|stories))?|find more(?: news)?(?: by)? "
    r"categories|(?:browse|explore)(?: by)? (?:categories|topics)|explore more|in this (?:topic|"
    r"series|package)|keep reading|further reading|(?:das k(?:ö|o)nnte (?:sie|dich) (?:auch "
    r")?interessieren|auch interessant|mehr (?:zum thema|aus|von|dazu|artikel|news|"
    r"nachrichten)\b.{0,40}|lesen sie (?:auch|mehr|dazu)\b.{0,40}|lesetipps?|(?:weitere|"
    r"passende|ähnliche|verwandte) (?:artikel|themen|beiträge|meldungen|nachrichten)\b.{0,30}|"
    r"meistgelesen\w*|meistgelesene artikel|zum thema|schlagzeilen|empfehlungen(?: der "
    r"redaktion)?)|(?:(?:à|a) lire (?:aussi|également|ensuite)|lire (?:aussi|également)|(?:nos "
    r")?articles? (?:liés|similaires|associés|recommandés)|sur le m(?:ê|e)me (?:sujet|thème)|"
    r"vous (?:aimerez|pourriez aimer|serez peut-(?:ê|e)tre)\b.{0,40}|les plus (?:lus|populaires|"
    r"partagés)|dans la m(?:ê|e)me rubrique|voir aussi|plus d['’]articles|à (?:voir|ne pas "
    r"manquer)\b.{0,20}|pour aller plus loin)|(?:(?:también )?te puede interesar|también (?:te|"
    r"le) (?:puede|podría) (?:interesar|gustar)|(?:noticias|artículos|notas|contenidos?|temas) "
    r"relacionad[oa]s?|relacionad[oa]s?|(?:lee|lea|leer|ver|mira) (?:también|además|"
    r"más)\b.{0,40}|más (?:leíd[oa]s?|vist[oa]s?|noticias|información|sobre|en)\b.{0,30}|lo más "
    r"(?:leído|visto|popular)|recomendad[oa]s?|no te pierdas)|(?:(?:leia|veja|saiba) (?:também|"
    r"mais)\b.{0,40}|você (?:também )?pode (?:gostar|se interessar)\b.{0,30}|(?:notícias|"
    r"artigos|matérias|conteúdos?) relacionad[oa]s?|mais (?:lid[oa]s|vist[oa]s|notícias|"
    r"sobre)\b.{0,30})|(?:leggi anche|potrebbe (?:anche )?interessart[ie]\b.{0,20}|ti potrebbe "
    r"(?:anche )?interessare|articoli (?:correlati|simili|recenti)|notizie correlate|correlati|"
    r"i più letti|più lett[ie]|vedi anche|guarda anche)|(?:lees (?:ook|meer|verder)\b.{0,30}|"
    r"gerelateerd(?:e artikelen)?|meer (?:over|nieuws|van|in)\b.{0,30}|(?:best|meest) gelezen|"
    r"misschien (?:ook )?interessant\b.{0,20}|dit vind je misschien ook leuk)|(?:läs (?:också|"
    r"även|mer)|relaterat|relaterade artiklar|mest läst[ae]?|les (?:også|mer)|relaterte "
    r"(?:saker|artikler)|mest lest|læs (?:også|mere)|relaterede artikler|mest læste?|lue "
    r"(?:myös|lisää)|luetuimmat|aiheesta lisää)|(?:czytaj (?:też|także|również|więcej)|zobacz "
    r"(?:też|także|również|więcej)|powiązane(?: artykuły)?|podobne artykuły|najczęściej czytane|"
    r"polecane|może (?:cię|ci) (?:również )?(?:zainteresować|spodobać)\b.{0,20}|čtěte (?:také|"
    r"více)|přečtěte si (?:také|více)|související(?: články)?|nejčtenější|mohlo by vás zajímat|"
    r"čítajte (?:aj|viac)|súvisiace|olvassa (?:el )?(?:ezt )?is|kapcsolódó(?: cikkek)?|citește "
    r"(?:și|mai mult)|citeşte (?:şi|mai mult)|articole (?:similare|recomandate)|pročitajte "
    r"(?:još|i|više)|povezan[eo](?: vijesti| članci)?|vezane vesti|najčitanije)|(?:читайте "
    r"(?:также|ещё|еще|далее|тоже)|(?:похожие|связанные) (?:статьи|новости|материалы)|"
    r"(?:материалы|новости|ещё|еще) по теме|по теме|популярное|самое читаемое|вам (?:может|"
    r"также) (?:понравит\w+|быть интересно)|смотрите также|читайте також|схожі (?:новини|"
    r"статті)|за темою|прочетете (?:още|също)|свързани (?:новини|статии)|най-четени)|"
    r"(?:διαβάστε (?:επίσης|ακόμα|ακόμη|περισσότερα)|σχετικά(?: (?:άρθρα|νέα))?|(?:ilgili|"
    r"benzer) (?:haberler|konular|içerikler)|bunlar da ilginizi çekebilir|ilginizi çekebilir|en "
    r"çok okunanlar|önerilen haberler)|(?:اقرأ (?:أيضا|أيضًا|المزيد)|اقرا ايضا|مواضيع ذات صلة|"
    r"أخبار ذات صلة|مقالات ذات صلة|ذات صلة|قد يعجبك أيضا|الأكثر قراءة|شاهد أيضا|مطالب مرتبط|"
    r"اخبار مرتبط|بیشتر بخوانید|קראו (?:גם|עוד)|כתבות (?:נוספות|קשורות)|אולי יעניין אותך)|"
    r"(?:baca (?:juga|selengkapnya)|artikel terkait|berita terkait|terpopuler|xem thêm|(?:tin|"
    r"bài) (?:liên quan|cùng chuyên mục)|đọc thêm|यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|संबंधित "
    r"(?:खबरें|लेख)|আরও পড়ুন|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|"
    r"関連記事|あわせて読みたい|関連ニュース|おすすめ記事|"
    r"相关(?:新闻|文章|阅读|报道)|相關(?:新聞|文章|報導)|延伸(?:阅读|閱讀)|推荐阅读|推薦閱讀|猜你喜欢|"
    r"관련 ?(?:기사|뉴스)|추천 ?(?:기사|뉴스)|"
    r"많이 본 (?:기사|뉴스)))\W*$",
    re.IGNORECASE,
)
"""The whole of a heading above links to other pages."""

PITCH = re.compile(
    r"\b(?:subscribe(?:rs?)?|subscriptions?|sign(?:ing)? (?:me )?up|newsletters?|donat(?:e|ion|"
    r"ions|ing)|members? (?:get|only)|membership|become a (?:\w+ )?(?:member|subscriber|"
    r"supporter|patron)|unlimited access|full access|premium (?:member|content|stor(?:y|ies)|"
    r"article|access)|free trial|cancel any ?time|log ?in|sign ?in|register|already (?:a|have)|"
    r"inbox|support (?:us|our|independent|quality|local)(?: \w+)?|chip in|contribut(?:e|ions?)|"
    r"tax[- ]deductible|privacy policy|terms of (?:use|service)|e-?mail address|ad-free|offers?|"
    r"abonn\w+|(?:\w+-)?abos?|anmelden|registrieren|spende\w*|unterstütz\w+|werden sie|testen sie|"
    r"jetzt (?:testen|lesen|bestellen)|s['’]abonner|s['’]inscrire|inscrivez|abonnez|faire un don|soutenez|"
    r"suscr[ií]b\w+|suscripci\w+|reg[ií]strate|don(?:a|ar|ación)|hazte soci\w+|boletín|"
    r"assin(?:e|ar|ante|antes|atura)|cadastre|abbonat\w+|iscriviti|sostieni|dona ora|word "
    r"(?:lid|abonnee)|nieuwsbrief|steun ons|prenumerer\w*|nyhetsbrev\w*|tilaa|zapisz się|"
    r"subskrybuj|wesprzyj|předplat\w*|подпи(?:саться|шитесь|ска)|пожертв\w+|поддержите|"
    r"aboneaz\w+|abone ol\w*|εγγραφ\w+|订阅|訂閱|登录|登入|会员|會員|구독|로그인|購読|登録|会員)\b",
    re.IGNORECASE,
)
"""Words of boxes that sell, ask for money or ask for an address."""

EXTERNAL_CONTENT = re.compile(
    r"\b(?:extern(?:e[rsn]?|al)? (?:inhalte?n?|content|inhoud|media)|third[- ]party (?:content|"
    r"media)|redaktionelle[rn]? inhalte?n?|contenus? (?:externes?|tiers)|contenidos? (?:externos?|de "
    r"terceros)|conteúdos? externos?|contenut[oi] estern[oi]|eksternt indhold|eksternt innhold|externt "
    r"innehåll|treści zewnętrzn\w+|externí obsah)\b",
    re.IGNORECASE,
)
"""What stands where a page shows another site's content only to who agrees."""

CONSENT = re.compile(
    r"\b(?:privacy|personal data|cookies?|consent|agree|datenschutz\w*|personenbezogen\w*|einwillig\w*|"
    r"einverstanden|zustimm\w*|angezeigt|anzeigen|données personnelles|confidentialité|consent\w*|datos "
    r"personales|privacidad|dados pessoais|dati personali|persoonsgegevens|personopplysninger|"
    r"personoplysninger|personuppgifter|dan[ey]ch osobowych|osobní údaje)\b",
    re.IGNORECASE,
)
"""Words of asking whether a reader agrees."""

COMMENTS_LINE = re.compile(
    r"^\W*(?:comments? (?:are|is|have been) (?:now )?closed\b.{0,80}|(?:\d+ )?(?:comments?|"
    r"replies|responses)(?: \(\d+\))?(?: (?:on|to) .{0,120})?|leave a (?:reply|comment).{0,60}|"
    r"post a comment|join the (?:conversation|discussion)|log in to (?:reply|comment)|"
    r"(?:\d+ )?(?:kommentar(?:er?)?|commentaires?|comentarios?|comentários?|commenti|reacties|komentarze|"
    r"комментари(?:и|й|я|ев)|yorumlar|コメント|댓글|评论|評論)(?: ?[(（]?\d+[)）件]?)?)\W*$",
    re.IGNORECASE,
)
"""A line that heads or closes a comment section."""

NOTICE_LINE = re.compile(
    r"^\W*(?:(?:©|\(c\)|copyright|all rights reserved|alle rechte vorbehalten|tous droits "
    r"réservés|todos los derechos reservados|todos os direitos reservados|tutti i diritti "
    r"riservati).{0,200}|(?:©|&copy;).{0,200}|advertisement(?: .{0,40})?|advertising|anzeige|"
    r"werbung|publicité|publicidad|publicidade|pubblicità|reklam[ae]?|реклама|sponsored|story "
    r"continues below.{0,40}|article continues (?:below|after).{0,40}|(?:share|tweet|e-?mail|"
    r"print|copy link|whatsapp|facebook|twitter|linkedin|pinterest|telegram|reddit)(?: (?:this|"
    r"on|via|article|story|it))*(?:\W+(?:share|tweet|e-?mail|print|copy link|whatsapp|facebook|"
    r"twitter|linkedin|pinterest|telegram|reddit|this|on|via|article))*|(?:share|teilen|"
    r"partager|compartir|compartilhar|condividi|delen|поделиться)\b.{0,20}|tags?|topics?|filed "
    r"under|posted in|categori[ez]\w* (?:as|in)|tagged(?: (?:as|with))?|(?:log|sign) "
    r"?in\W+(?:log|sign|register)\w* ?(?:up|in)?|did you find this (?:article |story |page "
    r")?(?:helpful|useful|informative)\b.{0,60}|was this (?:article|page|story) (?:helpful|"
    r"useful)\b.{0,30})\W*$",
    re.IGNORECASE,
)
"""A line that is no part of any article: copyright, advertisement mark, share bar, tag line."""

RELATED_LINE = re.compile(
    r"^\W*(?:related(?: (?:stor(?:y|ies)|articles?|news|coverage|reading))?|read (?:more|also|"
    r"next)|also read|see also|more(?: on this| from)?|watch(?: also)?|listen|recommended|trending|"
    r"don['’]t miss|(?:mehr|lesen sie) (?:dazu|auch|mehr)|lesen sie auch|(?:à )?lire aussi|lire "
    r"également|sur le m(?:ê|e)me sujet|(?:lea|lee|leer|ver|leia|veja) (?:también|además|"
    r"también|também|mais|más)|leggi anche|lees ook|läs också|läs även|les også|læs også|lue "
    r"myös|czytaj (?:też|także|również)|zobacz (?:też|także|również)|čtěte také|читайте "
    r"(?:также|також)|διαβάστε (?:επίσης|ακόμα)|baca juga|xem thêm|اقرأ أيضا|یہ بھی پڑھیں|यह भी "
    r"पढ़ें)\s*[:：|>»–-]",
    re.IGNORECASE,
)
"""A line that begins by pointing to another page."""

CONTINUE = re.compile(
    r"^\W*(?:continue(?: reading)?|continue[ds]? on (?:the )?next page|"
    r"read (?:the )?(?:more|on|rest|whole (?:article|story)|full "
    r"(?:article|story|text))|keep reading|(?:view|see) (?:the )?full (?:article|story|text)|show "
    r"full article|(?:jetzt )?weiterlesen|mehr lesen|(?:zum )?(?:vollständigen|ganzen) artikel"
    r"(?: lesen)?|lire la suite|lire l['’]article(?: complet| entier)?|seguir leyendo|sigue "
    r"leyendo|leer (?:más|nota completa|artículo completo)|continua a leggere|leggi (?:tutto|"
    r"l['’]articolo|ancora)|lees (?:verder|het hele artikel)|verder lezen|ler mais|continuar (?:"
    r"lendo|a ler)|continue lendo|leia (?:a )?(?:íntegra|matéria completa)|czytaj (?:dalej|"
    r"całość)|číst (?:dál|dále|celý článek)|celý článok|čítať ďalej|tovább(?: olvasom| a cikkhez)?"
    r"|citește (?:mai departe|tot articolul)|läs (?:vidare|hela artikeln)|les (?:videre|hele "
    r"saken)|læs (?:videre|hele artiklen)|lue (?:koko juttu|lisää)|jatka lukemista|loe edasi|"
    r"lasīt tālāk|skaityti (?:toliau|daugiau)|nastavi (?:čitanje|čitati)|preberi več|beri dalje|"
    r"читать (?:далее|дальше|полностью)|читати (?:далі|повністю)|прочети (?:още|повече)|читај "
    r"даље|διαβάστε τη συνέχεια|(?:devamını oku|devamı|okumaya devam et)|اقرأ (?:المزيد|البقية)|"
    r"متابعة القراءة|ادامه مطلب|مزید پڑھیں|המשך (?:קריאה|לקרוא)|קרא עוד|आगे पढ़ें|और पढ़ें|"
    r"পুরোটা পড়ুন|மேலும் படிக்க|baca (?:selengkapnya|selanjutnya)|lanjutkan membaca|"
    r"đọc tiếp|xem tiếp|อ่านต่อ|続きを読む|全文を読む|阅读全文|继续阅读|閱讀全文|繼續閱讀|"
    r"더 ?보기|계속 읽기|전체 기사 보기)\W*$",
    re.IGNORECASE,
)
"""A link to the rest of a text."""
