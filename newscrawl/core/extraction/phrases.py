"""Words that give boilerplate away, in the languages that news is written in."""

import re

RELATED_HEADING = re.compile(
    r"^\W*(?:you (?:may|might|will|could)(?: also)? (?:also )?(?:like|enjoy|be interested)|"
    r"(?:more |also )?related(?: (?:articles?|posts?|stor(?:y|ies)|news|content|topics?|coverage|"
    r"reading|links?|videos?|tags?|searches))?|"
    r"read (?:also|more|next|this(?: next)?)(?: (?:about|on)\b.{0,30})?|also read|see also|"
    r"more (?:from|on|in|about|stories|news|articles|like this|to read|coverage)\b.{0,40}|"
    r"recommended(?: (?:for you|stories|articles|reading|videos?))?|(?:most|top) (?:read|popular|viewed|"
    r"shared|commented|stories|news)(?: \w+)?|trending(?: now| stories| articles)?|"
    r"popular(?: (?:posts?|articles?|stories|now))?|(?:the )?latest(?: (?:news|stories|articles|posts?|"
    r"headlines|from\b.{0,30}))?|up next|next (?:article|up|story)|don['’]t miss|editors?['’]?s?['’]? "
    r"picks?|what to read next|around the web|from (?:around|across) the web|sponsored(?: "
    r"(?:content|stories|links))?|promoted(?: (?:content|stories))?|find more(?: news)?(?: by)? "
    r"categories|(?:browse|explore)(?: by)? (?:categories|topics)|explore more|in this (?:topic|series|"
    r"package)|keep reading|further reading|"
    r"(?:das k(?:ö|o)nnte (?:sie|dich) (?:auch )?interessieren|auch interessant|mehr (?:zum thema|aus|von|"
    r"dazu|artikel|news|nachrichten)\b.{0,40}|lesen sie (?:auch|mehr|dazu)\b.{0,40}|lesetipps?|"
    r"(?:weitere|passende|ähnliche|verwandte) (?:artikel|themen|beiträge|meldungen|nachrichten)\b.{0,30}|"
    r"meistgelesen\w*|meistgelesene artikel|zum thema|schlagzeilen|empfehlungen(?: der redaktion)?)|"
    r"(?:(?:à|a) lire (?:aussi|également|ensuite)|lire (?:aussi|également)|(?:nos )?articles? "
    r"(?:liés|similaires|associés|recommandés)|sur le m(?:ê|e)me (?:sujet|thème)|vous (?:aimerez|pourriez "
    r"aimer|serez peut-(?:ê|e)tre)\b.{0,40}|les plus (?:lus|populaires|partagés)|dans la m(?:ê|e)me "
    r"rubrique|voir aussi|plus d['’]articles|à (?:voir|ne pas manquer)\b.{0,20}|pour aller plus loin)|"
    r"(?:(?:también )?te puede interesar|también (?:te|le) (?:puede|podría) (?:interesar|gustar)|"
    r"(?:noticias|artículos|notas|contenidos?|temas) relacionad[oa]s?|relacionad[oa]s?|"
    r"(?:lee|lea|leer|ver|mira) (?:también|además|más)\b.{0,40}|más (?:leíd[oa]s?|vist[oa]s?|noticias|"
    r"información|sobre|en)\b.{0,30}|lo más (?:leído|visto|popular)|recomendad[oa]s?|no te pierdas)|"
    r"(?:(?:leia|veja|saiba) (?:também|mais)\b.{0,40}|você (?:também )?pode (?:gostar|se interessar)"
    r"\b.{0,30}|(?:notícias|artigos|matérias|conteúdos?) relacionad[oa]s?|mais (?:lid[oa]s|vist[oa]s|"
    r"notícias|sobre)\b.{0,30})|"
    r"(?:leggi anche|potrebbe (?:anche )?interessart[ie]\b.{0,20}|ti potrebbe (?:anche )?interessare|"
    r"articoli (?:correlati|simili|recenti)|notizie correlate|correlati|i più letti|più lett[ie]|"
    r"vedi anche|guarda anche)|"
    r"(?:lees (?:ook|meer|verder)\b.{0,30}|gerelateerd(?:e artikelen)?|meer (?:over|nieuws|van|in)\b.{0,30}|"
    r"(?:best|meest) gelezen|misschien (?:ook )?interessant\b.{0,20}|dit vind je misschien ook leuk)|"
    r"(?:läs (?:också|även|mer)|relaterat|relaterade artiklar|mest läst[ae]?|les (?:også|mer)|relaterte "
    r"(?:saker|artikler)|mest lest|læs (?:også|mere)|relaterede artikler|mest læste?|lue (?:myös|lisää)|"
    r"luetuimmat|aiheesta lisää)|"
    r"(?:czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również|więcej)|powiązane(?: artykuły)?|"
    r"podobne artykuły|najczęściej czytane|polecane|może (?:cię|ci) (?:również )?(?:zainteresować|"
    r"spodobać)\b.{0,20}|čtěte (?:také|více)|přečtěte si (?:také|více)|související(?: články)?|"
    r"nejčtenější|mohlo by vás zajímat|čítajte (?:aj|viac)|súvisiace|olvassa (?:el )?(?:ezt )?is|"
    r"kapcsolódó(?: cikkek)?|citește (?:și|mai mult)|citeşte (?:şi|mai mult)|articole (?:similare|recomandate)|"
    r"pročitajte (?:još|i|više)|povezan[eo](?: vijesti| članci)?|vezane vesti|najčitanije)|"
    r"(?:читайте (?:также|ещё|еще|далее|тоже)|(?:похожие|связанные) (?:статьи|новости|материалы)|"
    r"(?:материалы|новости|ещё|еще) по теме|по теме|популярное|самое читаемое|вам (?:может|также) "
    r"(?:понравит\w+|быть интересно)|смотрите также|читайте також|схожі (?:новини|статті)|за темою|"
    r"прочетете (?:още|също)|свързани (?:новини|статии)|най-четени)|"
    r"(?:διαβάστε (?:επίσης|ακόμα|ακόμη|περισσότερα)|σχετικά(?: (?:άρθρα|νέα))?|"
    r"(?:ilgili|benzer) (?:haberler|konular|içerikler)|bunlar da ilginizi çekebilir|"
    r"ilginizi çekebilir|en çok okunanlar|önerilen haberler)|"
    r"(?:اقرأ (?:أيضا|أيضًا|المزيد)|اقرا ايضا|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|ذات صلة|"
    r"قد يعجبك أيضا|الأكثر قراءة|شاهد أيضا|مطالب مرتبط|اخبار مرتبط|بیشتر بخوانید|"
    r"קראו (?:גם|עוד)|כתבות (?:נוספות|קשורות)|אולי יעניין אותך)|"
    r"(?:baca (?:juga|selengkapnya)|artikel terkait|berita terkait|terpopuler|xem thêm|"
    r"(?:tin|bài) (?:liên quan|cùng chuyên mục)|đọc thêm|"
    r"यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|संबंधित (?:खबरें|लेख)|আরও পড়ুন|อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|"
    r"関連記事|あわせて読みたい|関連ニュース|おすすめ記事|相关(?:新闻|文章|阅读|报道)|相關(?:新聞|文章|報導)|"
    r"延伸(?:阅读|閱讀)|推荐阅读|推薦閱讀|猜你喜欢|관련 ?(?:기사|뉴스)|추천 ?(?:기사|뉴스)|많이 본 (?:기사|뉴스)))"
    r"\W*$",
    re.IGNORECASE,
)
"""The whole of a heading above links to other pages."""

PITCH = re.compile(
    r"\b(?:subscribe(?:rs?)?|subscriptions?|sign(?:ing)? (?:me )?up|newsletters?|donat(?:e|ion|ions|ing)|"
    r"members? (?:get|only)|membership|become a (?:\w+ )?(?:member|subscriber|supporter|patron)|"
    r"unlimited access|full access|premium (?:member|content|stor(?:y|ies)|article|access)|free trial|"
    r"cancel any ?time|log ?in|sign ?in|register|already (?:a|have)|inbox|"
    r"support (?:us|our|independent|quality|local)(?: \w+)?|chip in|contribut(?:e|ions?)|tax[- ]deductible|"
    r"privacy policy|terms of (?:use|service)|e-?mail address|ad-free|offers?|"
    r"abonn\w+|anmelden|registrieren|spende\w*|unterstütz\w+|werden sie|jetzt (?:testen|lesen|bestellen)|"
    r"s['’]abonner|s['’]inscrire|inscrivez|abonnez|faire un don|soutenez|"
    r"suscr[ií]b\w+|suscripci\w+|reg[ií]strate|don(?:a|ar|ación)|hazte soci\w+|boletín|"
    r"assin(?:e|ar|ante|antes|atura)|cadastre|abbonat\w+|iscriviti|sostieni|dona ora|"
    r"word (?:lid|abonnee)|nieuwsbrief|steun ons|prenumerer\w*|nyhetsbrev\w*|tilaa|"
    r"zapisz się|subskrybuj|wesprzyj|předplat\w*|подпи(?:саться|шитесь|ска)|пожертв\w+|поддержите|"
    r"aboneaz\w+|abone ol\w*|εγγραφ\w+|订阅|訂閱|登录|登入|会员|會員|구독|로그인|購読|登録|会員)\b",
    re.IGNORECASE,
)
"""Words of boxes that sell, ask for money or ask for an address."""

GATE = re.compile(
    r"(?:(?:to|please|and) (?:read|continue|keep|view|access|unlock)\w* .{0,40}(?:subscri|sign|log|regist|"
    r"member|account|premium)|(?:subscri\w+|sign (?:in|up)|log ?in|register) (?:now |today |here )?(?:to|for|and)"
    r" (?:continue|keep|read|unlock|access|view|get (?:full|unlimited))|(?:for|to) (?:our )?(?:subscribers|"
    r"members) only|subscriber[- ](?:only|exclusive)|(?:members?|premium)[- ]only|exclusive (?:to|for) "
    r"(?:our )?(?:subscribers|members)|this (?:is a |article is |story is |content is )(?:a )?(?:premium|"
    r"for (?:our )?(?:subscribers|members)|reserved)|(?:full|rest of (?:this|the)) (?:premium )?(?:article|"
    r"story) .{0,60}(?:subscri|member|premium|log|sign)|(?:get|read) (?:this|the) full premium|"
    r"you(?:['’]ve| have) (?:reached|read|used) (?:your|all|the)\b.{0,40}(?:free|limit)|"
    r"(?:nur für|exklusiv für) (?:abonnent|mitglied|premium)\w*|weiterlesen mit|(?:jetzt|um) "
    r"(?:weiterzulesen|weiterlesen)|diesen artikel (?:weiterlesen|freischalten)|"
    r"(?:article )?réservé (?:à nos|aux) (?:abonnés|membres)|il vous reste .{0,30}(?:article|lire)|"
    r"(?:exclusivo|contenido) (?:para|sólo para|solo para) (?:suscriptores|socios|assinantes)|"
    r"(?:conteúdo|exclusivo) (?:exclusivo )?para assinantes|(?:para|continúa|continuar) (?:seguir )?leyendo|"
    r"(?:contenuto|articolo) riservato|riservato agli abbonati|(?:alleen|exclusief) voor (?:abonnees|leden)|"
    r"(?:endast|bare|kun) for? (?:prenumeranter|abonnenter)|för prenumeranter|"
    r"(?:dostęp|treść) .{0,20}dla (?:subskrybentów|prenumeratorów)|(?:jen|pouze) pro předplatitele|"
    r"только для подписчиков|полный текст .{0,40}подпис|会員限定|有料会員|付费(?:阅读|内容)|유료 (?:회원|기사))",
    re.IGNORECASE,
)
"""Wording of a box that stands where the rest of an article would."""

COMMENTS_LINE = re.compile(
    r"^\W*(?:comments? (?:are|is|have been) (?:now )?closed\b.{0,80}|(?:\d+ )?(?:comments?|replies|responses)"
    r"(?: \(\d+\))?(?: (?:on|to) .{0,120})?|leave a (?:reply|comment).{0,60}|post a comment|"
    r"join the (?:conversation|discussion)|log in to (?:reply|comment)|"
    r"kommentare?(?: \(\d+\))?|(?:\d+ )?commentaires?|comentarios?(?: \(\d+\))?|commenti|reacties|"
    r"комментари[ий]|yorumlar)\W*$",
    re.IGNORECASE,
)
"""A line that heads or closes a comment section."""

NOTICE_LINE = re.compile(
    r"^\W*(?:(?:©|\(c\)|copyright|all rights reserved|alle rechte vorbehalten|tous droits réservés|"
    r"todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati).{0,200}|"
    r"(?:©|&copy;).{0,200}|advertisement(?: .{0,40})?|advertising|anzeige|werbung|publicité|publicidad|publicidade|"
    r"pubblicità|reklam[ae]?|реклама|sponsored|story continues below.{0,40}|article continues (?:below|after).{0,40}|"
    r"(?:share|tweet|e-?mail|print|copy link|whatsapp|facebook|twitter|linkedin|pinterest|telegram|reddit)"
    r"(?: (?:this|on|via|article|story|it))*(?:\W+(?:share|tweet|e-?mail|print|copy link|whatsapp|facebook|"
    r"twitter|linkedin|pinterest|telegram|reddit|this|on|via|article))*|"
    r"(?:share|teilen|partager|compartir|compartilhar|condividi|delen|поделиться)\b.{0,20}|"
    r"tags?|topics?|filed under|posted in|categori[ez]\w* (?:as|in)|tagged(?: (?:as|with))?|"
    r"(?:log|sign) ?in\W+(?:log|sign|register)\w* ?(?:up|in)?|did you find this (?:article |story |page )?"
    r"(?:helpful|useful|informative)\b.{0,60}|was this (?:article|page|story) (?:helpful|useful)\b.{0,30})\W*$",
    re.IGNORECASE,
)
"""A line that is no part of any article: copyright, advertisement mark, share bar, tag line."""

RELATED_LINE = re.compile(
    r"^\W*(?:related(?: (?:stor(?:y|ies)|articles?|news|coverage|reading))?|read (?:more|also|next)|also read|see "
    r"also|more(?: on this| from)?|watch(?: also)?|listen|recommended|don['’]t miss|(?:mehr|lesen sie) (?:dazu|"
    r"auch|mehr)|lesen sie auch|(?:à )?lire aussi|lire également|sur le m(?:ê|e)me sujet|(?:lea|lee|leer|ver|"
    r"leia|veja) (?:también|además|también|também|mais|más)|leggi anche|lees ook|läs också|läs även|les også|"
    r"læs også|lue myös|czytaj (?:też|także|również)|zobacz (?:też|także|również)|čtěte také|читайте (?:также|"
    r"також)|διαβάστε (?:επίσης|ακόμα)|baca juga|xem thêm|اقرأ أيضا|یہ بھی پڑھیں|यह भी पढ़ें)\s*[:：|>»–-]",
    re.IGNORECASE,
)
"""A line that begins by pointing to another page."""

CONTINUE = re.compile(
    r"^\W*(?:continue reading|read (?:the )?(?:more|full (?:article|story))|keep reading|view full (?:article|story)|"
    r"weiterlesen|mehr lesen|lire la suite|seguir leyendo|leer más|continua a leggere|lees verder|ler mais|"
    r"continuar lendo|czytaj dalej|читать (?:далее|дальше|полностью)|devamını oku)\W*$",
    re.IGNORECASE,
)
"""A link to the rest of a text."""
