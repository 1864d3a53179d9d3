"""The words by which names are told from other words."""

import re

_PARTICLES = (
    "de da do dos das di del della dello dei degli la le les el al ul von van der den ter ten te zu "
    "zum zur vom af av du des bin ibn ben bint abu dela y e i und och of d st. mac mc"
)
PARTICLES = frozenset(_PARTICLES.split())
"""Words within names that are not capitalized."""

_CREDENTIALS = (
    "md phd ph.d m.d ma ms mba msc bsc ba bs rn rd rdn ld ldn cfp cpa cfa jd esq dds dmd dvm mph "
    "mpp lcsw lmft psyd edd np pa pa-c rph pharmd facs faap cpt cscs cissp pmp bcba mft aprn dnp "
    "frcs mbbs nasm-cpt nsca-cpt mfa fnp lpc"
)
CREDENTIALS = frozenset(_CREDENTIALS.split())
"""Letters that stand behind names."""

_AGENCIES = (
    "reuters ap afp dpa apa ansa efe upi pti ians ani tass ria kna epd sid ntb tt ritzau stt anp "
    "belga lusa ats sda pap čtk ctk mti agerpres tanjug hina sta bns elta leta yonhap kyodo jiji "
    "xinhua bernama antara europapress aap bloomberg interfax unian ukrinform aa dha iha dpa/lno "
    "dpa/afp 연합뉴스 뉴시스 뉴스1 共同 時事 新华社 中新社"
)
AGENCIES = frozenset(_AGENCIES.split())
"""News agencies that go by one word."""

_LABELS = (
    "staff admin administrator editorial editors editor newsroom redaktion redacción redaccion "
    "redação rédaction redazione redactie redakcja redakce redakcia redaktionen redaksjonen "
    "toimitus szerkesztőség redaksi редакция редакції team teams desk bureau contributors "
    "contributor correspondents correspondent unknown anonymous null undefined none webdesk "
    "webmaster publisher agencies wires user subscribe newsletter newsletters follow share comments comment "
    "published updated modified posted written minutes minute biography bio posts profile contact "
    "email facebook twitter instagram linkedin youtube whatsapp telegram rss author authors "
    "article articles about learn reply login photo photos image video credit source "
    "advertisement sponsored category categories tags releases gmbh inc llc ltd ag corp kg plc "
    "monday tuesday wednesday thursday friday saturday sunday "
    "kommentare kommentar beiträge beitrag artikel autor autoren autorin anzeigen anzeige "
    "bearbeiten folgen teilen datum quelle mehr alle lesezeit minuten veröffentlicht publiziert "
    "aktualisiert foto fotos bild themen archiv impressum profil seite startseite aktuelles "
    "rezept stand newsdesk "
    "publicado actualizado compartir seguir comentarios autores artículos publié modifié "
    "partager suivre commentaires lire voir tous pubblicato aggiornato condividi segui commenti "
    "leggi tutti articoli autore gepubliceerd bijgewerkt reacties volg publicerad uppdaterad dela "
    "läs автор редактор фото источник опубликовано обновлено читать комментарии yorum güncelleme"
)
LABELS = frozenset(_LABELS.split())
"""Words that no name holds: accounts, groups, companies, labels and buttons of pages."""

_LABELS_FIRST = (
    "more read view show guest lees all new full latest next previous back our my your this "
    "that these those how why what when where who the an in on at to from insights meet see get "
    "join click sign log listen watch save print with and or for last first news top best zur zum "
    "über weitere ein eine im mit auf und"
)
LABELS_FIRST = frozenset(_LABELS_FIRST.split())
"""Words that no name of several words begins with."""

GROUP = re.compile(
    r"\b(?:university|institute?o?|cent(?:er|re) for|department|ministry|association|society|"
    r"council|office|foundation|academy|college|federation|committee|commission|universität|"
    r"université|universidad|hochschule|ministerium|stiftung|verband)\b",
    re.IGNORECASE,
)
"""A word that only names of organizations hold."""

OUTLET = re.compile(
    r"\b[A-Z]{3,}\b|(?i:\b(?:news|media|times|post|herald|network|journal|press|sports?|magazine?|"
    r"magazin|daily|today|tribune|gazette|radio|tv|zeitung|nachrichten|group|labs?)\b|"
    r"^(?:new|los|san|santa|hong|saint|st|washington|das|die|der|le|la|el|il)\b)"
)
"""A word of names of places and employers."""

GROUP_CLOSE = re.compile(r"編集部|编辑部|編輯部|取材班|快訊|편집국|취재팀|뉴스팀")
"""The same in scripts without capital letters."""
